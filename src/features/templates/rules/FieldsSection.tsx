import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { ChipsField } from '../../../form/ChipsField.tsx';
import { Rows, type RowColumn } from '../../../form/Rows.tsx';
import { Section } from '../../../ui/Section.tsx';
import { choicesOfText } from './fieldsChoices.ts';
import { choiceType, newFieldRow, textType } from './fieldsForm.ts';

const columns: readonly RowColumn[] = [
  { name: 'name', label: 'Name', width: 'minmax(0, 2fr)' },
  {
    name: 'dataType',
    label: 'Data type',
    kind: 'select',
    options: [
      { value: textType, label: 'String' },
      { value: choiceType, label: 'Multiple choice' },
    ],
    width: 'minmax(120px, 1fr)',
  },
];

const rowLabel = (row: object) => ('name' in row ? String(row.name) : '');
const choices = (path: string) => <FieldChoices path={path} />;

function FieldChoices({ path }: { path: string }): ReactElement | null {
  const [type, options]: unknown[] = useWatch({ name: [`${path}.dataType`, `${path}.options`] });
  const none = !Array.isArray(options) || options.length === 0;
  if (type !== choiceType && none) return null;
  const unused = type === textType ? 'A string field does not use these.' : undefined;
  return (
    <ChipsField
      name={`${path}.options`}
      label="Choices"
      parse={choicesOfText}
      placeholder="Type a choice, then Enter"
      help={none ? 'Without a choice there is nothing to pick.' : unused}
    />
  );
}

/** What the enroller is asked for besides subject and metadata, and the CA gets. */
export function FieldsSection(): ReactElement {
  return (
    <Section
      id="fields"
      title="Enrollment fields"
      hint="The enroller must fill in every field here. The values go to the CA with the request; Command does not store them."
    >
      <Rows
        name="fields"
        label="Enrollment fields"
        columns={columns}
        newRow={newFieldRow}
        addLabel="Add enrollment field"
        rowLabel={rowLabel}
        below={choices}
        duplicable
        ordered
        empty="No enrollment field is asked for."
      />
    </Section>
  );
}
