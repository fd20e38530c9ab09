import { styled } from '@mui/material/styles';
import type { ReactElement, ReactNode } from 'react';
import { CheckIcon, WarningIcon } from './icons.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

/** Where there is no room beside the step, the list is one or two lines without what each step holds. */
const narrow = '@media (max-width: 700px)';

const List = styled('ol')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  minWidth: 0,
  [narrow]: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px' },
});

const Item = styled('li')(({ theme }) => ({
  position: 'relative',
  display: 'flex',
  gap: 10,
  paddingBottom: 12,
  minWidth: 0,
  '&:not(:last-of-type)::before': {
    content: '""',
    position: 'absolute',
    left: 11,
    top: 26,
    bottom: 2,
    borderLeft: `1px solid ${theme.palette.divider}`,
  },
  [narrow]: { padding: 0, gap: 6, '&:not(:last-of-type)::before': { display: 'none' } },
}));

const Number = styled('span')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'center',
  flex: 'none',
  width: 24,
  height: 24,
  borderRadius: 12,
  border: `1px solid ${theme.palette.grey[500]}`,
  color: theme.palette.text.secondary,
  fontSize: '0.75rem',
  fontVariantNumeric: 'tabular-nums',
  '&[data-wrong]': { borderColor: theme.palette.warning.main, color: theme.palette.warning.main },
  '[aria-current] > &': {
    borderColor: theme.palette.primary.main,
    backgroundColor: theme.palette.primary.main,
    color: theme.palette.primary.contrastText,
  },
}));

const Body = styled('div')({
  minWidth: 0,
  flex: 1,
  overflowWrap: 'anywhere',
  // Beside others a caption takes the room of its words, or a line of its own.
  [narrow]: { flex: 'none', overflowWrap: 'normal' },
  '[aria-current] > & > :first-of-type': { fontWeight: 600 },
});

const Label = styled('span')({ display: 'block', lineHeight: '24px', [narrow]: { whiteSpace: 'nowrap' } });

const Back = styled('button')(({ theme }) => ({
  display: 'block',
  minHeight: 'var(--small)',
  padding: 0,
  border: 0,
  background: 'none',
  font: 'inherit',
  lineHeight: '24px',
  textAlign: 'left',
  color: theme.palette.primary.main,
  cursor: 'pointer',
  '&:hover': { textDecoration: 'underline' },
  [narrow]: { whiteSpace: 'nowrap' },
}));

const Note = styled('span')(({ theme }) => ({
  display: 'block',
  fontSize: '0.8125rem',
  color: theme.palette.text.secondary,
  [narrow]: { display: 'none' },
}));

/** In sight also where there is no room for what a step holds. */
const Attention = styled('span')(({ theme }) => ({
  display: 'block',
  fontSize: '0.8125rem',
  color: theme.palette.warning.main,
}));

interface ListedStep {
  id: string;
  label: string;
  /** What the step holds so far. */
  holds?: ReactNode;
  /** Why nothing is to be decided here. */
  skip?: string | undefined;
  done?: boolean;
  /** Something is to be done there first: it can be gone to like a step that is done, and is not ticked. */
  wrong?: boolean;
}

export interface StepListProps {
  steps: readonly ListedStep[];
  /** Id of the step that is shown. */
  current: string;
  /** Steps that are done become buttons when this is given. */
  onSelect?: (id: string) => void;
  label?: string;
}

/** The steps of a wizard, each with what it holds. */
export function StepList({ steps, current, onSelect, label = 'Steps' }: StepListProps): ReactElement {
  return (
    <nav aria-label={label}>
      <List>
        {steps.map((step, index) => {
          const here = step.id === current;
          const seen = step.done === true && !here;
          const done = seen && step.wrong !== true;
          const wrong = step.wrong === true;
          return (
            <Item key={step.id} aria-current={here ? 'step' : undefined}>
              <Number aria-hidden="true" data-wrong={wrong || undefined}>
                {done ? <CheckIcon size={14} /> : wrong ? <WarningIcon size={14} /> : index + 1}
              </Number>
              <Body>
                {seen && onSelect && step.skip === undefined ? (
                  <Back type="button" onClick={() => onSelect(step.id)}>
                    {step.label}
                  </Back>
                ) : (
                  <Label>{step.label}</Label>
                )}
                {done && <VisuallyHidden>done</VisuallyHidden>}
                {wrong && <Attention>Needs attention</Attention>}
                {step.skip === undefined ? (
                  step.holds !== undefined && <Note>{step.holds}</Note>
                ) : (
                  <Note>{step.skip}</Note>
                )}
              </Body>
            </Item>
          );
        })}
      </List>
    </nav>
  );
}
