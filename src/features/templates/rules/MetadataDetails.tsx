import { useState, type ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { ChoiceHint } from '../../../form/choiceStyle.ts';
import { ChipsField } from '../../../form/ChipsField.tsx';
import { SwitchField } from '../../../form/SwitchField.tsx';
import { TextField } from '../../../form/TextField.tsx';
import { useEditor } from '../editorContext.ts';
import { choicesOfText } from './fieldsChoices.ts';
import { heldEmpty, type MetadataRow } from './metadataForm.ts';
import { emptyWords, inheritedWords, type Definitions } from './metadataWords.ts';

interface RowPartProps {
  path: string;
  definitions: Definitions;
}

function useField(path: string, definitions: Definitions) {
  const id: unknown = useWatch({ name: `${path}.metadataId` });
  return typeof id === 'number' ? definitions?.get(id) : undefined;
}

/** What the metadata field itself says, under the inputs of its row. */
export function MetadataInherited({ path, definitions }: RowPartProps): ReactElement | null {
  const field = useField(path, definitions);
  return field === undefined ? null : <ChoiceHint>{inheritedWords(field)}</ChoiceHint>;
}

interface DetailsProps extends RowPartProps {
  /** What the rows of this server can say. */
  knows: { caseSensitive: boolean; choices: boolean };
}

/** Regex, message, letter case and choices of a row: as far as its field has them, or the server holds them anyway. */
export function MetadataDetails({ path, definitions, knows }: DetailsProps): ReactElement {
  const { document } = useEditor();
  const field = useField(path, definitions);
  const row: MetadataRow | undefined = useWatch({ name: path });
  const kind = field?.kind ?? 'unknown';
  const words = (inherited: string | undefined, member: 'regex' | 'message') =>
    emptyWords(inherited, heldEmpty(document, row?.source ?? -1, member));
  const judged = kind === 'string' || kind === 'unknown';
  const holds = row !== undefined && (row.regex !== '' || row.message !== '');
  const [heldFor, setHeldFor] = useState<number | null>();
  if (holds && heldFor !== row.metadataId) setHeldFor(row.metadataId);
  // Who empties the texts stays in their inputs.
  const held = holds || (row !== undefined && heldFor === row.metadataId);
  const chosen = kind === 'choice' || kind === 'unknown' || (row?.options.length ?? 0) > 0;
  return (
    <>
      {(judged || held) && (
        <>
          <TextField
            name={`${path}.regex`}
            label="Regex"
            mono
            placeholder={words(field?.regex, 'regex')}
            help={judged ? undefined : 'The server checks a regex on string fields only; this one is kept.'}
          />
          <TextField
            name={`${path}.message`}
            label="Message"
            placeholder={words(field?.message, 'message')}
            help="Shown to the enroller when the value does not match the regex."
          />
          {knows.caseSensitive && <SwitchField name={`${path}.caseSensitive`} label="Case sensitive" />}
        </>
      )}
      {chosen && knows.choices && (
        <ChipsField
          name={`${path}.options`}
          label="Choices"
          parse={choicesOfText}
          placeholder="Type a choice, then Enter"
          help={
            field && field.options.length > 0
              ? `Without choices here: ${field.options.join(', ')}.`
              : 'Without choices here, those of the metadata field count.'
          }
        />
      )}
      {kind === 'choice' && !knows.choices && (
        <p>Choices, set on the metadata field: {field?.options.join(', ') || 'none'}.</p>
      )}
      {!judged && !held && !chosen && <p>A field of this data type has nothing more to set.</p>}
    </>
  );
}
