import type { ReactElement } from 'react';
import type { FieldProps } from './FieldFrame.tsx';
import { RadioChoices } from './RadioChoices.tsx';
import { triStateChoices } from './triState.ts';

export interface TriStateFieldProps extends FieldProps {
  /** What the inherit choice is worth ("on"); left out where that is not known. */
  inherited?: string | undefined;
  onLabel?: string;
  offLabel?: string;
  /** False where there is nothing to inherit from: then only on and off. */
  allowNull?: boolean;
  /** Told after the value has changed, for fields that depend on it. */
  onPicked?: (value: boolean | null) => void;
}

/** On, off, or not set here: three choices for the three values true, false and null. */
export function TriStateField(props: TriStateFieldProps): ReactElement {
  const { inherited, onLabel, offLabel, allowNull, onPicked, ...field } = props;
  const choices = triStateChoices({
    inherited,
    ...(onLabel === undefined ? {} : { onLabel }),
    ...(offLabel === undefined ? {} : { offLabel }),
    ...(allowNull === undefined ? {} : { allowNull }),
  });
  return (
    <RadioChoices
      {...field}
      options={choices}
      onPicked={(value) => {
        if (typeof value === 'boolean' || value === null) onPicked?.(value);
      }}
    />
  );
}
