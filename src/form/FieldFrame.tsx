import { styled } from '@mui/material/styles';
import { useId } from 'react';
import type { ReactElement, ReactNode } from 'react';

const Frame = styled('div')({ minWidth: 0, marginBottom: 'calc(var(--gap) * 0.75)' });

const Label = styled('label')({ display: 'block', marginBottom: 2, fontWeight: 500 });

const Optional = styled('span')(({ theme }) => ({ fontWeight: 400, color: theme.palette.text.secondary }));

const Help = styled('p')(({ theme }) => ({
  margin: '2px 0 0',
  fontSize: '0.8125rem',
  lineHeight: '18px',
  color: theme.palette.text.secondary,
  overflowWrap: 'anywhere',
}));

const Problem = styled('p')(({ theme }) => ({
  margin: '2px 0 0',
  fontSize: '0.8125rem',
  lineHeight: '18px',
  color: theme.palette.error.main,
  overflowWrap: 'anywhere',
}));

/** What every field of a form may be told. */
export interface FieldProps {
  name: string;
  label: string;
  /** A short line under the field, always shown. */
  help?: ReactNode;
  required?: boolean;
  /** Why it cannot be changed now; shown under the field. */
  disabledReason?: string | undefined;
  /** Pixels, or a CSS width limit. */
  width?: number | string;
}

/** What the input inside a frame needs, so that its words are read out with it. */
interface FieldWiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
  'aria-required': boolean | undefined;
}

interface FieldFrameProps extends FieldProps {
  error: string | undefined;
  /** Field sets name themselves with a legend and pass true. */
  group?: boolean;
  children: (wiring: FieldWiring, labelId: string) => ReactNode;
}

/** A place hardly wider than the limit is filled: an edge a few pixels from those of the other fields looks like a slip. */
const limit = (px: number): string => `max(${px}px, min(100%, (${px + 40}px - 100%) * 999))`;

/** Label above, input, then the error and the help; both are tied to the input by `aria-describedby`. */
export function FieldFrame(props: FieldFrameProps): ReactElement {
  const { label, help, required = false, disabledReason, width, error, group = false, children } = props;
  const id = useId();
  const helpId = `${id}-help`;
  const errorId = `${id}-error`;
  const labelId = `${id}-label`;
  const hint = disabledReason ?? help;
  const described = [error === undefined ? '' : errorId, hint === undefined ? '' : helpId].join(' ').trim();
  return (
    <Frame style={{ maxWidth: 560 }}>
      <Label as={group ? 'span' : 'label'} id={labelId} {...(group ? {} : { htmlFor: id })}>
        {label}
        {required && <Optional> (required)</Optional>}
      </Label>
      {/* Only the input is as narrow as its value: its words have the room that they need. */}
      <div style={{ maxWidth: typeof width === 'number' ? limit(width) : width }}>
        {children(
          {
            id,
            'aria-describedby': described === '' ? undefined : described,
            'aria-invalid': error !== undefined,
            'aria-required': required || undefined,
          },
          labelId,
        )}
      </div>
      {error !== undefined && <Problem id={errorId}>{error}</Problem>}
      {hint !== undefined && <Help id={helpId}>{hint}</Help>}
    </Frame>
  );
}
