import type { ReactElement } from 'react';
import { useController } from 'react-hook-form';
import type { Choice, ChoiceValue } from './choices.ts';
import { FieldFrame } from './FieldFrame.tsx';
import type { FieldProps } from './FieldFrame.tsx';
import { Picker } from './Picker.tsx';

export interface PickerFieldProps extends FieldProps {
  options: readonly Choice[];
  /** The value is then a list. */
  multiple?: boolean;
  loading?: boolean;
  /** Values that are not offered may be typed. Those that are held already always stay. */
  allowUnknown?: boolean;
  placeholder?: string;
  onPicked?: (value: ChoiceValue | readonly ChoiceValue[]) => void;
}

/** One or several of many, found by typing. A held value that is not offered stays, marked as unknown. */
export function PickerField(props: PickerFieldProps): ReactElement {
  const { name, label, options, multiple = false, loading = false, allowUnknown = false } = props;
  const { placeholder = `Choose ${label.toLowerCase()} …`, disabledReason, onPicked } = props;
  const { field, fieldState } = useController({ name });
  return (
    <FieldFrame {...props} error={fieldState.error?.message}>
      {(wiring) => (
        <Picker
          options={options}
          multiple={multiple}
          loading={loading}
          allowUnknown={allowUnknown}
          placeholder={placeholder}
          wiring={{ ...wiring, name }}
          value={field.value}
          wrong={fieldState.invalid}
          off={disabledReason !== undefined}
          onBlur={field.onBlur}
          onChange={(value) => {
            field.onChange(value);
            onPicked?.(value);
          }}
        />
      )}
    </FieldFrame>
  );
}
