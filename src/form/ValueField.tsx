import type { ReactElement } from 'react';
import type { FieldProps } from './FieldFrame.tsx';
import { SelectField } from './SelectField.tsx';
import { TextField } from './TextField.tsx';

interface ValueFieldProps extends FieldProps {
  /** The data type; an unknown one is offered as text. */
  kind: string;
  /** The choices of a choice. */
  options: readonly string[];
}

/** A text whose form its data type decides, such as the value of a metadata field. The empty text is no value. */
export function ValueField({ kind, options, ...words }: ValueFieldProps): ReactElement {
  const none = words.required === true ? [] : [{ value: '', label: 'Not set' }];
  switch (kind) {
    case 'boolean':
      return (
        <SelectField
          {...words}
          options={[...none, { value: 'true', label: 'True' }, { value: 'false', label: 'False' }]}
        />
      );
    case 'choice':
      return <SelectField {...words} options={[...none, ...options.map((value) => ({ value, label: value }))]} />;
    case 'date':
      return <TextField {...words} type="date" width={280} />;
    case 'text':
      return <TextField {...words} multiline />;
    case 'email':
      return <TextField {...words} type="email" />;
    case 'integer':
      return <TextField {...words} width={280} />;
    default:
      return <TextField {...words} />;
  }
}
