import { styled } from '@mui/material/styles';
import { memo, useId } from 'react';
import type { ReactElement } from 'react';
import { useController } from 'react-hook-form';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import { choiceText, withHeld } from './choices.ts';
import { InputBox } from './inputStyle.ts';
import type { RowColumn } from './rowColumns.ts';
import { RowPicker } from './RowPicker.tsx';

const Problem = styled('div')(({ theme }) => ({
  fontSize: '0.8125rem',
  lineHeight: '18px',
  color: theme.palette.error.main,
  overflowWrap: 'anywhere',
}));

const Tick = styled('label')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  minHeight: 'var(--control)',
  gap: 8,
  '& input': { width: 16, height: 16, margin: 0, accentColor: theme.palette.primary.main },
}));

/** One input of a row. Its name for screen readers is the column and the row ("Regex, CN"). */
export const RowCell = memo(function RowCell({
  column,
  path,
  rowName,
  disabledReason,
}: {
  column: RowColumn;
  path: string;
  rowName: string;
  disabledReason: string | undefined;
}): ReactElement {
  const { field, fieldState, formState } = useController({ name: path });
  const errorId = useId();
  // A list that gets a row is checked as a whole: what nobody has been at yet is not called wrong before it is submitted.
  const error = fieldState.isTouched || formState.isSubmitted ? fieldState.error?.message : undefined;
  const off = disabledReason !== undefined;
  const words = {
    name: path,
    'aria-label': `${column.label}, ${rowName}`,
    'aria-invalid': error !== undefined,
    'aria-describedby': error === undefined ? undefined : errorId,
  };
  const wiring = { ...words, ref: field.ref, onBlur: field.onBlur };
  const className = column.mono === true ? 'mono' : undefined;
  return (
    <>
      {column.kind === 'switch' && (
        <Tick title={disabledReason}>
          <input
            type="checkbox"
            {...wiring}
            aria-disabled={off || undefined}
            checked={field.value === true}
            onChange={(event) => {
              if (!off) field.onChange(event.target.checked);
            }}
          />
        </Tick>
      )}
      {column.kind === 'picker' && (
        <RowPicker
          column={column}
          value={field.value}
          onChange={field.onChange}
          onBlur={field.onBlur}
          wiring={words}
          wrong={error !== undefined}
          disabledReason={disabledReason}
        />
      )}
      {column.kind === 'select' && (
        <InputBox data-wrong={error !== undefined} data-off={off} title={disabledReason}>
          <Select column={column} value={field.value} onChange={field.onChange} off={off} wiring={wiring} />
        </InputBox>
      )}
      {(column.kind === undefined || column.kind === 'text') && (
        <InputBox data-wrong={error !== undefined} data-off={off} title={disabledReason}>
          <input
            type="text"
            {...wiring}
            className={className}
            value={typeof field.value === 'string' ? field.value : ''}
            readOnly={off}
            autoComplete="off"
            spellCheck={column.mono === true ? false : undefined}
            placeholder={column.placeholder}
            onChange={field.onChange}
          />
        </InputBox>
      )}
      {error !== undefined && (
        <Problem id={errorId}>
          <VisuallyHidden>{column.label}: </VisuallyHidden>
          {error}
        </Problem>
      )}
    </>
  );
});

interface SelectProps {
  column: RowColumn;
  value: unknown;
  onChange: (value: unknown) => void;
  off: boolean;
  wiring: React.ComponentProps<'select'>;
}

function Select({ column, value, onChange, off, wiring }: SelectProps): ReactElement {
  const offered = withHeld(column.options ?? [], value);
  const chosen = offered.findIndex((option) => option.value === value);
  return (
    <select
      {...wiring}
      disabled={off}
      value={String(chosen)}
      onChange={(event) => {
        const option = offered[Number(event.target.value)];
        if (option) onChange(option.value);
      }}
    >
      {chosen === -1 && (
        <option value="-1" disabled>
          Choose …
        </option>
      )}
      {offered.map((option, index) => (
        <option key={String(option.value)} value={index} disabled={option.disabledReason !== undefined}>
          {choiceText(option)}
        </option>
      ))}
    </select>
  );
}
