import { styled } from '@mui/material/styles';
import { useId } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { ChoiceHint, ChoiceLine } from './choiceStyle.ts';

export interface CheckBoxProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Why it cannot be changed now; shown in place of the hint. */
  disabledReason?: string | undefined;
  hint?: ReactNode;
}

/** Not under the box. */
const UnderLabel = styled(ChoiceHint)({ marginLeft: 24 });

/** A check box that belongs to no field of its own, such as one of the choices of a list. */
export function CheckBox({ label, checked, onChange, disabledReason, hint }: CheckBoxProps): ReactElement {
  const hintId = useId();
  const off = disabledReason !== undefined;
  const words = disabledReason ?? hint;
  return (
    <div>
      <ChoiceLine data-off={off}>
        <input
          type="checkbox"
          checked={checked}
          aria-disabled={off || undefined}
          aria-describedby={words === undefined ? undefined : hintId}
          onChange={(event) => {
            if (!off) onChange(event.target.checked);
          }}
        />
        <span>{label}</span>
      </ChoiceLine>
      {words !== undefined && <UnderLabel id={hintId}>{words}</UnderLabel>}
    </div>
  );
}
