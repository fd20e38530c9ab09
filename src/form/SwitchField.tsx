import { styled } from '@mui/material/styles';
import { useId } from 'react';
import type { ReactElement } from 'react';
import { useController } from 'react-hook-form';
import { ChoiceHint, ChoiceLine } from './choiceStyle.ts';
import type { FieldProps } from './FieldFrame.tsx';

const Frame = styled('div')({ marginBottom: 12 });

const Problem = styled('span')(({ theme }) => ({ display: 'block', color: theme.palette.error.main }));

export interface SwitchFieldProps extends FieldProps {
  /** Told after the value has changed, for fields that depend on it. */
  onPicked?: (on: boolean) => void;
}

/** On or off. For values that may also be unset there is TriStateField. */
export function SwitchField({ name, label, help, disabledReason, onPicked }: SwitchFieldProps): ReactElement {
  const {
    field: { ref, value, onBlur, onChange },
    fieldState,
  } = useController({ name });
  const hintId = useId();
  const off = disabledReason !== undefined;
  const hint = disabledReason ?? help;
  const error = fieldState.error?.message;
  return (
    <Frame>
      <ChoiceLine data-off={off}>
        <input
          type="checkbox"
          name={name}
          ref={ref}
          checked={value === true}
          aria-invalid={error !== undefined}
          aria-disabled={off || undefined}
          aria-describedby={hint === undefined && error === undefined ? undefined : hintId}
          onBlur={onBlur}
          onChange={(event) => {
            if (off) return;
            onChange(event.target.checked);
            onPicked?.(event.target.checked);
          }}
        />
        <span>{label}</span>
      </ChoiceLine>
      <ChoiceHint id={hintId} as="div">
        {error !== undefined && <Problem>{error}</Problem>}
        {hint}
      </ChoiceHint>
    </Frame>
  );
}
