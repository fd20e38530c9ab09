import { styled } from '@mui/material/styles';
import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { useController } from 'react-hook-form';
import { CloseIcon } from '../ui/icons.tsx';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import { chipInput } from './chipInput.ts';
import { FieldFrame } from './FieldFrame.tsx';
import type { FieldProps } from './FieldFrame.tsx';
import { InputBox, monoFont } from './inputStyle.ts';

const List = styled('ul')({ display: 'contents', listStyle: 'none' });

const Chip = styled('li')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  maxWidth: '100%',
  gap: 2,
  margin: '2px 0 2px 4px',
  paddingLeft: 8,
  borderRadius: 'var(--radius)',
  backgroundColor: theme.palette.action.selected,
  fontFamily: monoFont,
  fontSize: '0.9286em',
  '& span': { overflowWrap: 'anywhere', minWidth: 0 },
  '& button': {
    display: 'inline-flex',
    flex: 'none',
    padding: 5,
    border: 0,
    borderRadius: 'var(--radius)',
    background: 'none',
    color: theme.palette.text.secondary,
    cursor: 'pointer',
  },
}));

export interface ChipsFieldProps extends FieldProps {
  /** Text to values; comma, semicolon and line break separate unless told otherwise. */
  parse?: (text: string) => readonly string[];
  placeholder?: string;
}

const split = (text: string): string[] =>
  text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** A list of strings in one field. Enter, a separator or leaving the field adds; doubles are dropped. */
export function ChipsField(props: ChipsFieldProps): ReactElement {
  const { name, label, parse = split, placeholder, disabledReason } = props;
  const { field, fieldState } = useController({ name });
  const [text, setText] = useState('');
  const [said, setSaid] = useState('');
  const input = useRef<HTMLInputElement | null>(null);
  const values = strings(field.value);
  const off = disabledReason !== undefined;

  const add = (typed: string): void => {
    const fresh = [...new Set(parse(typed))].filter((value) => !values.includes(value));
    setText('');
    if (fresh.length === 0) return;
    field.onChange([...values, ...fresh]);
    setSaid(`Added ${fresh.join(', ')}`);
  };
  const drop = (value: string): void => {
    field.onChange(values.filter((other) => other !== value));
    setSaid(`Removed ${value}`);
  };
  const remove = (value: string): void => {
    drop(value);
    input.current?.focus();
  };
  const handlers = chipInput({
    text,
    last: values.at(-1),
    // A key that separates what is pasted separates what is typed.
    separates: (key) => key === 'Enter' || (key.length === 1 && parse(`a${key}b`).length > 1),
    several: (pasted) => !off && parse(pasted).length > 1,
    add,
    takeBack: (last) => {
      drop(last);
      setText(last);
    },
  });
  // Errors of single values come as an array of errors; the first one is shown.
  const problem = fieldState.error?.message ?? firstMessage(fieldState.error);
  return (
    <FieldFrame {...props} error={problem}>
      {(wiring) => (
        <InputBox data-wrong={fieldState.invalid} data-off={off} style={{ flexWrap: 'wrap' }}>
          <List aria-label={`${label}: chosen`}>
            {values.map((value) => (
              <Chip key={value}>
                <span>{value}</span>
                {!off && (
                  <button
                    type="button"
                    aria-label={`Remove ${value}`}
                    title={`Remove ${value}`}
                    onClick={() => remove(value)}
                  >
                    <CloseIcon size={14} />
                  </button>
                )}
              </Chip>
            ))}
          </List>
          <input
            {...wiring}
            name={name}
            ref={(element) => {
              input.current = element;
              field.ref(element);
            }}
            style={{ minWidth: 120, width: 120 }}
            className="mono"
            value={text}
            readOnly={off}
            autoComplete="off"
            spellCheck={false}
            placeholder={placeholder}
            onChange={(event) => setText(event.target.value)}
            {...handlers}
            onBlur={() => {
              if (text.trim() !== '') add(text);
              field.onBlur();
            }}
          />
          <VisuallyHidden as="output">{said}</VisuallyHidden>
        </InputBox>
      )}
    </FieldFrame>
  );
}

function firstMessage(error: unknown): string | undefined {
  if (!Array.isArray(error)) return undefined;
  for (const entry of error as unknown[]) {
    if (typeof entry === 'object' && entry !== null && 'message' in entry && typeof entry.message === 'string')
      return entry.message;
  }
  return undefined;
}
