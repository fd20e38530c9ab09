import { styled } from '@mui/material/styles';
import { useRef, useState, type ReactElement, type ReactNode } from 'react';
import { FormProvider, useFormState, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { SecretNames } from '../../../form/secrets.ts';
import { useDraft } from '../../../form/useDraft.ts';
import { ActionButton, type ActionKind } from '../../../ui/ActionButton.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import type { Reason } from '../../../ui/reasonWays.tsx';

const Panel = styled('fieldset')(({ theme }) => ({
  minWidth: 0,
  margin: '0 0 16px',
  padding: '12px 16px',
  border: `1px solid ${theme.palette.divider}`,
  borderRadius: 'calc(var(--radius) * 1.5)',
}));
const Legend = styled('legend')({ padding: '0 4px', fontWeight: 600 });

const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8, marginTop: 8 });

const focus = (element: HTMLElement | null): void => element?.focus();

interface InnerFormProps<V extends FieldValues, Out> {
  form: UseFormReturn<V, unknown, Out>;
  legend: string;
  /** Runs for the button and for Enter in a field; a second run waits for the first one. */
  onSubmit: () => Promise<unknown>;
  submitLabel: string;
  submitKind?: ActionKind;
  /** Why the button cannot be pressed now. */
  disabledReason?: Reason | undefined;
  /** What is said while it runs. */
  busyText?: string;
  /** Further buttons. */
  more?: ReactNode;
  /** It has taken the place of what had the focus. */
  arrived?: boolean;
  children: ReactNode;
}

/**
 * Fields with values of their own inside the form of a wizard, where HTML allows no second form element. Enter stays inside.
 * Its secrets go with the values, so the form around it is not told of them. Like that one it has its values back after a
 * sign-in on another page, which is said here only where some of them are not.
 */
export function InnerForm<V extends FieldValues, Out = V>(props: InnerFormProps<V, Out>): ReactElement {
  const { form, legend, onSubmit, submitLabel, submitKind = 'primary', disabledReason, busyText = '', more } = props;
  const { isSubmitting } = useFormState({ control: form.control });
  const [secrets] = useState(() => new Set<string>());
  const panel = useRef<HTMLFieldSetElement>(null);
  const back = useDraft(form, secrets, panel);
  const running = useRef(false);
  const submit = async (): Promise<void> => {
    if (running.current || disabledReason !== undefined) return;
    running.current = true;
    try {
      await onSubmit();
    } finally {
      running.current = false;
    }
  };
  return (
    <FormProvider {...form}>
      <SecretNames value={secrets}>
        <Panel
          ref={panel}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.defaultPrevented || !(event.target instanceof HTMLInputElement)) return;
            event.preventDefault();
            void submit();
          }}
        >
          <Legend tabIndex={-1} ref={props.arrived ? focus : undefined}>
            {legend}
          </Legend>
          {back?.whole === false && <Notice kind="info" title={back.said} />}
          {props.children}
          <Buttons>
            <ActionButton
              kind={submitKind}
              busy={isSubmitting}
              disabledReason={disabledReason}
              onClick={() => void submit()}
            >
              {submitLabel}
            </ActionButton>
            {more}
            <output>{isSubmitting ? busyText : ''}</output>
          </Buttons>
        </Panel>
      </SecretNames>
    </FormProvider>
  );
}
