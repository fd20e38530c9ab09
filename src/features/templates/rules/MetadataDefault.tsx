import { styled } from '@mui/material/styles';
import { useId, useState, type ReactElement } from 'react';
import { useController, useWatch } from 'react-hook-form';
import { choiceText, withHeld } from '../../../form/choices.ts';
import { ChoiceHint } from '../../../form/choiceStyle.ts';
import { InputBox } from '../../../form/inputStyle.ts';
import { useEditor } from '../editorContext.ts';
import { heldEmpty } from './metadataForm.ts';
import { defaultChoices, emptyWords, misfit, type Definitions } from './metadataWords.ts';

const Problem = styled(ChoiceHint)(({ theme }) => ({ color: theme.palette.error.main }));

interface CellProps {
  path: string;
  rowName: string;
  definitions: Definitions;
}

/** The default value of a row, asked for as its field's data type wants it. A held value that does not fit stays. */
export function MetadataDefault({ path, rowName, definitions }: CellProps): ReactElement {
  const { document } = useEditor();
  const row = path.slice(0, path.lastIndexOf('.'));
  const [id, source, own]: unknown[] = useWatch({ name: [`${row}.metadataId`, `${row}.source`, `${row}.options`] });
  const {
    field: { ref, value: held, onBlur, onChange },
  } = useController({ name: path });
  // Once a date is typed as text it stays text: half a date must not change the input under the typing hand.
  const [typed, setTyped] = useState(false);
  const hintId = useId();
  const definition = typeof id === 'number' ? definitions?.get(id) : undefined;
  const kind = definition?.kind ?? 'unknown';
  const value = typeof held === 'string' ? held : '';
  const choices = Array.isArray(own) && own.length > 0 ? own.map(String) : (definition?.options ?? []);
  const none = emptyWords(definition?.defaultValue, heldEmpty(document, Number(source), 'defaultValue'));
  const wrong = misfit(kind, value, choices);
  const asText = typed || wrong !== undefined;
  const wiring = {
    name: path,
    ref,
    'aria-label': `Default value, ${rowName}`,
    'aria-describedby': wrong === undefined ? undefined : hintId,
    onBlur,
    value,
  };
  const shape = {
    ...wiring,
    autoComplete: 'off',
    placeholder: none,
    onChange: (event: { target: { value: string } }) => {
      if (kind === 'date' && asText) setTyped(true);
      onChange(event.target.value);
    },
  };
  return (
    <>
      <InputBox>
        {kind === 'boolean' || kind === 'choice' ? (
          <select {...wiring} onChange={(event) => onChange(event.target.value)}>
            {withHeld(defaultChoices(kind, value, choices, none), value).map((choice) => (
              <option key={String(choice.value)} value={String(choice.value)}>
                {choiceText(choice)}
              </option>
            ))}
          </select>
        ) : kind === 'text' ? (
          <textarea rows={1} {...shape} />
        ) : (
          <input
            type={kind === 'date' && !asText ? 'date' : 'text'}
            inputMode={kind === 'integer' ? 'numeric' : kind === 'email' ? 'email' : undefined}
            {...shape}
          />
        )}
      </InputBox>
      {wrong !== undefined && <ChoiceHint id={hintId}>{wrong} Kept as it is.</ChoiceHint>}
    </>
  );
}

/** The id of a metadata field, where the server does not let its list be read. */
export function MetadataIdCell({ path, rowName }: Omit<CellProps, 'definitions'>): ReactElement {
  const {
    field: { ref, value, onBlur, onChange },
    fieldState,
  } = useController({ name: path });
  const errorId = useId();
  const error = fieldState.error?.message;
  return (
    <>
      <InputBox data-wrong={error !== undefined}>
        <input
          type="text"
          inputMode="numeric"
          name={path}
          ref={ref}
          aria-label={`Metadata field id, ${rowName}`}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : errorId}
          autoComplete="off"
          placeholder="Id of the field"
          value={typeof value === 'number' ? String(value) : ''}
          onBlur={onBlur}
          onChange={(event) => {
            const text = event.target.value.trim();
            if (/^\d{0,9}$/.test(text)) onChange(text === '' ? null : Number(text));
          }}
        />
      </InputBox>
      {error !== undefined && <Problem id={errorId}>{error}</Problem>}
    </>
  );
}
