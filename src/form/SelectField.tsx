import type { ReactElement } from 'react';
import { useController } from 'react-hook-form';
import { choiceText, withHeld } from './choices.ts';
import type { Choice, ChoiceValue } from './choices.ts';
import { FieldFrame } from './FieldFrame.tsx';
import type { FieldProps } from './FieldFrame.tsx';
import { InputBox } from './inputStyle.ts';

export interface SelectFieldProps extends FieldProps {
  options: readonly Choice[];
  /** Shown while nothing is chosen. */
  placeholder?: string;
  /** Told after the value has changed, for fields that depend on it. */
  onPicked?: (value: ChoiceValue) => void;
}

/** One of a few. A value that is held but not offered stays, marked as unknown. */
export function SelectField(props: SelectFieldProps): ReactElement {
  const { name, options, placeholder = 'Choose …', disabledReason, onPicked } = props;
  const { field, fieldState } = useController({ name });
  const offered = withHeld(options, field.value);
  const chosen = offered.findIndex((option) => option.value === field.value);
  const off = disabledReason !== undefined;
  return (
    <FieldFrame {...props} error={fieldState.error?.message}>
      {(wiring) => (
        <InputBox data-wrong={fieldState.invalid} data-off={off}>
          <select
            {...wiring}
            name={name}
            ref={field.ref}
            disabled={off}
            value={String(chosen)}
            onBlur={field.onBlur}
            onChange={(event) => {
              const option = offered[Number(event.target.value)];
              if (!option) return;
              field.onChange(option.value);
              onPicked?.(option.value);
            }}
          >
            {chosen === -1 && (
              <option value="-1" disabled>
                {placeholder}
              </option>
            )}
            {offered.map((option, index) => (
              <option key={String(option.value)} value={index} disabled={option.disabledReason !== undefined}>
                {choiceText(option)}
              </option>
            ))}
          </select>
        </InputBox>
      )}
    </FieldFrame>
  );
}
