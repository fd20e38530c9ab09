import { useRef } from 'react';
import type { ReactElement } from 'react';
import { attributeLabel } from '../../../domain/attributeTypes.ts';
import type { Parsed, Rdn } from '../../../domain/dn.ts';
import { FieldFrame } from '../../../form/FieldFrame.tsx';
import { InputBox } from '../../../form/inputStyle.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { placeWords, type SubjectValue } from './subjectForm.ts';
import { asParts, withText } from './subjectEdits.ts';
import { Notes, Quiet, WordButton } from './subjectStyle.ts';

interface SubjectTextProps {
  name: string;
  value: SubjectValue;
  read: Parsed<Rdn[]>;
  error: string | undefined;
  onBlur: () => void;
  onChange: (next: SubjectValue) => void;
}

/** The parts that a text names without a value: they are left out. */
function emptyParts(read: Parsed<Rdn[]>): string {
  const types = read.ok ? read.value.flat().filter((part) => part.value.trim() === '') : [];
  return types.map(({ type }) => attributeLabel(type)).join(', ');
}

/** The subject as RFC 4514 text. Text that cannot be read stays as it is, with the place where reading stopped. */
export function SubjectText(props: SubjectTextProps): ReactElement {
  const { name, value, read, error, onBlur, onChange } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const text = value.text ?? '';
  const empty = emptyParts(read);
  const at = read.ok ? undefined : read.at;
  const showPlace = (place: number): void => {
    area.current?.focus();
    area.current?.setSelectionRange(place, Math.min(place + 1, text.length));
  };
  return (
    <>
      <FieldFrame
        name={`${name}.text`}
        label="Subject as text"
        help={'RFC 4514, as in CN=app01.example.com,O="Example, Inc",C=SE. A plus sign puts two parts into one RDN.'}
        error={error}
      >
        {(wiring) => (
          <InputBox data-wrong={error !== undefined}>
            <textarea
              {...wiring}
              ref={area}
              name={`${name}.text`}
              className="mono"
              rows={4}
              value={text}
              autoComplete="off"
              spellCheck={false}
              onBlur={onBlur}
              onChange={(event) => onChange(withText(value, event.target.value))}
            />
          </InputBox>
        )}
      </FieldFrame>
      {!read.ok && (
        <Notes>
          {error === undefined && (
            <p>
              {at === undefined ? '' : `${placeWords(text, at)}: `}
              {read.reason}
            </p>
          )}
          {at !== undefined && (
            <WordButton type="button" onClick={() => showPlace(at)}>
              Show the place
            </WordButton>
          )}{' '}
          <ActionButton kind="quiet" onClick={() => onChange(asParts(value))}>
            Discard the text
          </ActionButton>
        </Notes>
      )}
      {empty !== '' && <Quiet>Without a value and left out: {empty}.</Quiet>}
    </>
  );
}
