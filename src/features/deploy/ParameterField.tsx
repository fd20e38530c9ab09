import type { ReactElement } from 'react';
import type { EntryParameter } from '../../domain/deploy.ts';
import type { Choice } from '../../form/choices.ts';
import { SecretField } from '../../form/SecretField.tsx';
import { SelectField } from '../../form/SelectField.tsx';
import { TextField } from '../../form/TextField.tsx';

interface ParameterFieldProps {
  /** Path of the value in the form. */
  name: string;
  parameter: EntryParameter;
  required?: boolean;
  help?: string;
  /** What an empty value means, where a choice may have it. */
  emptyLabel: string;
}

function choices({ kind, options }: EntryParameter, empty: Choice | null): Choice[] {
  const offered =
    kind === 'bool'
      ? [
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
        ]
      : options.filter((value) => value !== '').map((value) => ({ value, label: value }));
  return empty === null ? offered : [empty, ...offered];
}

/** The value of one entry parameter, by its kind. */
export function ParameterField({
  name,
  parameter,
  required = false,
  help,
  emptyLabel,
}: ParameterFieldProps): ReactElement {
  const common = { name, label: parameter.label, required, ...(help === undefined ? {} : { help }) };
  if (parameter.kind === 'secret') return <SecretField {...common} />;
  if (parameter.kind === 'string') return <TextField {...common} />;
  return <SelectField {...common} options={choices(parameter, required ? null : { value: '', label: emptyLabel })} />;
}
