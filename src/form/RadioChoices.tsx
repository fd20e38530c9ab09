import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { useController } from 'react-hook-form';
import { ChoiceHint, ChoiceLine } from './choiceStyle.ts';
import { withHeld } from './choices.ts';
import type { Choice, ChoiceValue } from './choices.ts';
import { FieldFrame } from './FieldFrame.tsx';
import type { FieldProps } from './FieldFrame.tsx';

const Group = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '0 20px',
  '&[data-stacked="true"]': { flexDirection: 'column' },
});

export interface RadioChoicesProps extends FieldProps {
  options: readonly Choice[];
  /** One choice a line; otherwise side by side while they fit. */
  stacked?: boolean;
  /** Told after the value has changed, for fields that depend on it. */
  onPicked?: (value: ChoiceValue) => void;
}

/** One of a few, all of them in sight. A value that is held but not offered stays, marked as unknown. */
export function RadioChoices(props: RadioChoicesProps): ReactElement {
  const { name, options, stacked = false, disabledReason, onPicked } = props;
  const { field, fieldState } = useController({ name });
  const offered = withHeld(options, field.value);
  const chosen = offered.findIndex((option) => option.value === field.value);
  const off = disabledReason !== undefined;
  return (
    <FieldFrame {...props} group error={fieldState.error?.message}>
      {({ id, 'aria-describedby': describedBy, 'aria-invalid': invalid, 'aria-required': required }, labelId) => (
        <Group
          id={id}
          role="radiogroup"
          aria-labelledby={labelId}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          aria-required={required}
          data-stacked={stacked}
        >
          {offered.map((option, index) => {
            const closed = off || option.disabledReason !== undefined;
            const hint = option.disabledReason ?? option.hint;
            return (
              <ChoiceLine key={String(option.value)} data-off={closed}>
                <input
                  type="radio"
                  name={name}
                  // The form's own focus goes where the keyboard's would: to the chosen one, or to the first.
                  ref={index === Math.max(chosen, 0) ? field.ref : undefined}
                  value={String(option.value)}
                  checked={index === chosen}
                  aria-disabled={closed || undefined}
                  onBlur={field.onBlur}
                  onChange={() => {
                    if (closed) return;
                    field.onChange(option.value);
                    onPicked?.(option.value);
                  }}
                />
                <span>
                  {option.label}
                  {hint !== undefined && <ChoiceHint>{hint}</ChoiceHint>}
                </span>
              </ChoiceLine>
            );
          })}
        </Group>
      )}
    </FieldFrame>
  );
}
