import { useId } from 'react';
import type { ReactElement } from 'react';
import { ControlBox } from './tableParts.ts';
import { useTypedText } from './useTypedText.ts';

export interface FilterChoice {
  value: string;
  label: string;
}

interface FilterProps {
  label: string;
  /** What is asked for; the empty text asks for everything. */
  value: string;
  onChange: (value: string) => void;
}

/** A filter over a list, chosen from a few. A value that is not among them stays, and is shown as it is. */
export function FilterSelect({
  label,
  value,
  onChange,
  choices,
  any = 'Any',
}: FilterProps & {
  choices: readonly FilterChoice[];
  /** What the empty choice is called; null: there is none. */
  any?: string | null;
}): ReactElement {
  const unknown = value !== '' && !choices.some((choice) => choice.value === value);
  return (
    <ControlBox as="label">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {any !== null && <option value="">{any}</option>}
        {unknown && <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </ControlBox>
  );
}

/** A filter over a list that is typed, in full; what may fit is offered while typing. */
export function FilterText({
  label,
  value,
  onChange,
  offered = [],
  type = 'text',
}: FilterProps & {
  offered?: readonly string[];
  type?: 'text' | 'date';
}): ReactElement {
  const id = useId();
  const typed = useTypedText(value, onChange);
  return (
    <ControlBox as="label" style={{ width: type === 'date' ? 224 : 200 }}>
      <span>{label}</span>
      <input type={type} placeholder="Any" list={id} autoComplete="off" spellCheck={false} {...typed} />
      <datalist id={id}>
        {offered.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </datalist>
    </ControlBox>
  );
}
