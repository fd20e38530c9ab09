import type { ReactElement } from 'react';
import { useController } from 'react-hook-form';
import { FieldFrame } from './FieldFrame.tsx';
import type { FieldProps } from './FieldFrame.tsx';
import { InputBox } from './inputStyle.ts';

export interface TextFieldProps extends FieldProps {
  mono?: boolean;
  multiline?: boolean;
  rows?: number;
  autoComplete?: string;
  placeholder?: string;
  type?: 'text' | 'email' | 'url' | 'date' | 'datetime-local';
}

/** Text exactly as typed: neither trimmed nor changed. */
export function TextField(props: TextFieldProps): ReactElement {
  const {
    name,
    mono = false,
    multiline = false,
    rows = 4,
    autoComplete = 'off',
    placeholder,
    type = 'text',
    disabledReason,
  } = props;
  const { field, fieldState } = useController({ name });
  const off = disabledReason !== undefined;
  return (
    <FieldFrame {...props} error={fieldState.error?.message}>
      {(wiring) => {
        const common = {
          ...wiring,
          name,
          ref: field.ref,
          className: mono ? 'mono' : undefined,
          value: typeof field.value === 'string' ? field.value : '',
          autoComplete,
          spellCheck: mono ? false : undefined,
          placeholder,
          // Read-only rather than disabled: it stays reachable and its reason is read out.
          readOnly: off,
          onBlur: field.onBlur,
          onChange: field.onChange,
        };
        return (
          <InputBox data-wrong={fieldState.invalid} data-off={off}>
            {multiline ? <textarea rows={rows} {...common} /> : <input type={type} {...common} />}
          </InputBox>
        );
      }}
    </FieldFrame>
  );
}
