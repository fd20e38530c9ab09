import { styled } from '@mui/material/styles';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useFormState } from 'react-hook-form';
import type { FieldErrors, FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { useSearchParams } from 'react-router';
import { ActionButton } from '../ui/ActionButton.tsx';
import { EnvironmentTag } from '../ui/EnvironmentTag.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import type { Explained } from '../ui/ErrorNotice.tsx';
import { StepList } from '../ui/StepList.tsx';
import { Form } from './Form.tsx';
import { keepPress } from './keepPress.ts';
import { nextStep, previousStep, stepOfError } from './wizardSteps.ts';

const Layout = styled('div')({
  display: 'grid',
  gap: '16px 24px',
  gridTemplateColumns: '200px minmax(0, 1fr)',
  gridTemplateAreas: '"steps main" ". aside"',
  // Beside a step that needs the width there is no room for more.
  '@media (min-width: 1100px)': {
    '&:not(:has([data-wide]))': {
      gridTemplateColumns: '200px minmax(0, 1fr) minmax(280px, 360px)',
      gridTemplateAreas: '"steps main aside"',
    },
  },
  '@media (max-width: 700px)': {
    gridTemplateColumns: 'minmax(0, 1fr)',
    gridTemplateAreas: '"steps" "main" "aside"',
  },
});

const Steps = styled('div')({ gridArea: 'steps', minWidth: 0 });

const Main = styled('div')({ gridArea: 'main', minWidth: 0 });

const Aside = styled('aside')(({ theme }) => ({
  gridArea: 'aside',
  minWidth: 0,
  padding: '12px 16px',
  backgroundColor: theme.palette.background.paper,
  border: `1px solid ${theme.palette.divider}`,
  borderRadius: 'calc(var(--radius) * 1.5)',
  '@media (min-width: 1100px)': {
    position: 'sticky',
    top: 64,
    alignSelf: 'start',
    maxHeight: 'calc(100dvh - 80px)',
    overflowY: 'auto',
  },
}));

const Title = styled('h2')({
  margin: '0 0 12px',
  fontSize: '1.125rem',
  lineHeight: '28px',
  fontWeight: 600,
  '&:focus': { outline: 'none' },
});

const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8, marginTop: 16 });

const ErrorPlace = styled('div')({ marginTop: 16 });

export interface WizardStep {
  id: string;
  label: string;
  /** The fields that Next checks. */
  fields: readonly string[];
  render: () => ReactNode;
  /** What the step holds, for the list of steps. */
  summary?: () => ReactNode;
  /** What was given here and has to be given again; once the step has been passed it is said instead of what it holds. */
  todo?: string | undefined;
  /** Why nothing is to be decided here; the step is passed over but stays in the list. */
  skip?: string | undefined;
}

export interface WizardProps<V extends FieldValues, Out> {
  form: UseFormReturn<V, unknown, Out>;
  steps: readonly WizardStep[];
  onSubmit: (values: Out) => unknown;
  submitLabel: string;
  busy: boolean;
  /** Why the last step cannot be sent now. */
  disabledReason?: string | undefined;
  /** Said below the buttons while the answer is awaited: above them it would move them from under the pointer. */
  whileBusy?: ReactNode;
  aside?: ReactNode;
  asideLabel?: string;
  error?: Explained | null;
}

/** One form in steps. The step is in the URL, so that Back works; arriving anew starts at the first step. */
export function Wizard<V extends FieldValues, Out = V>(props: WizardProps<V, Out>): ReactElement {
  const {
    form,
    steps,
    onSubmit,
    submitLabel,
    busy,
    disabledReason,
    whileBusy,
    aside,
    asideLabel = 'Request summary',
    error,
  } = props;
  const [search, setSearch] = useSearchParams();
  const { submitCount } = useFormState({ control: form.control });
  // Back from a result every step has been seen, and what is to be corrected is one press away.
  const [reached, setReached] = useState(submitCount > 0 ? steps.length - 1 : 0);
  const heading = useRef<HTMLHeadingElement>(null);
  // A second press before `busy` has been drawn must not send twice.
  const sending = useRef(false);

  const asked = steps.findIndex((step) => step.id === search.get('step'));
  const index = asked < 0 || asked > reached ? nextStep(steps, -1) : asked;
  const step = steps[index];
  const lastIndex = previousStep(steps, steps.length);

  const go = (to: number, replace = false): void => {
    const id = steps[to]?.id;
    if (id === undefined) return;
    setReached((before) => Math.max(before, to));
    setSearch(
      (before) => {
        before.set('step', id);
        return before;
      },
      { replace },
    );
  };

  useEffect(() => {
    // Without the values that earlier steps asked for, a later step cannot be shown.
    if (step && search.get('step') !== null && search.get('step') !== step.id) {
      setSearch(
        (before) => {
          before.set('step', step.id);
          return before;
        },
        { replace: true },
      );
    }
  }, [search, setSearch, step]);

  const shownBefore = useRef(step?.id);
  useEffect(() => {
    if (shownBefore.current === step?.id) return;
    shownBefore.current = step?.id;
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, [step?.id]);

  const refuse = (errors: FieldErrors<V>): void => {
    const place = stepOfError(steps, errors);
    if (place !== undefined && place !== index) go(place);
  };

  const submit = async (): Promise<void> => {
    if (!step || busy || sending.current) return;
    if (index !== lastIndex) {
      const right = await form.trigger([...step.fields] as Path<V>[], { shouldFocus: true });
      if (right) go(nextStep(steps, index));
      return;
    }
    if (disabledReason !== undefined) return;
    sending.current = true;
    try {
      await form.handleSubmit(async (values) => {
        await onSubmit(values);
      }, refuse)();
    } finally {
      sending.current = false;
    }
  };

  const before = previousStep(steps, index);
  return (
    <Layout>
      <Steps>
        <StepList
          current={step?.id ?? ''}
          onSelect={(id) => go(steps.findIndex((other) => other.id === id))}
          steps={steps.map((other, place) => {
            const done = place < reached || (place === reached && place !== index);
            const todo = done && place !== index ? other.todo : undefined;
            return {
              id: other.id,
              label: other.label,
              skip: other.skip,
              holds: todo ?? (place <= reached ? other.summary?.() : undefined),
              done,
              wrong: todo !== undefined,
            };
          })}
        />
      </Steps>
      <Main>
        <Form form={form} onSubmit={submit} label={step?.label ?? ''}>
          <Title ref={heading} tabIndex={-1}>
            {step?.label}
          </Title>
          {step?.render()}
          {/* It is about what was sent: on an earlier step it would only be in the way. */}
          {error && index === lastIndex && (
            <ErrorPlace>
              <ErrorNotice error={error} />
            </ErrorPlace>
          )}
          <Buttons onPointerDown={keepPress}>
            {before >= 0 && (
              <ActionButton onClick={() => go(before)} disabledReason={busy ? 'Wait for the answer' : undefined}>
                Back
              </ActionButton>
            )}
            {index === lastIndex ? (
              <>
                <ActionButton type="submit" kind="primary" busy={busy} disabledReason={disabledReason}>
                  {submitLabel}
                </ActionButton>
                <EnvironmentTag />
                {disabledReason !== undefined && <span>{disabledReason}</span>}
              </>
            ) : (
              <ActionButton type="submit" kind="primary">
                Next
              </ActionButton>
            )}
            <output>{busy ? 'Working …' : ''}</output>
          </Buttons>
          {busy && whileBusy}
        </Form>
      </Main>
      {/* Long summaries scroll, which the keyboard must be able to do. */}
      {aside !== undefined && (
        <Aside aria-label={asideLabel} tabIndex={0}>
          {aside}
        </Aside>
      )}
    </Layout>
  );
}
