import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { useController } from 'react-hook-form';
import type { Rdn } from '../../../domain/dn.ts';
import type { Finding } from '../../../domain/policy.ts';
import { sanLabels } from '../../../domain/sans.ts';
import { chipInput } from '../../../form/chipInput.ts';
import { FieldFrame } from '../../../form/FieldFrame.tsx';
import { InputBox } from '../../../form/inputStyle.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { formatCount } from '../../../ui/numbers.ts';
import { FindingList } from '../FindingList.tsx';
import { afterPress } from './afterPress.ts';
import { pastedNames, withWords, wordsLeftOut } from './pastedWords.ts';
import { SanChip, type ChipActions } from './SanChip.tsx';
import { readChip, sanChip, sanFindings, serverAdds } from './sansForm.ts';
import { addedWords, nameToAdd, replacedChips } from './sansEdits.ts';
import { Chip, Chips, Under } from './sanStyle.ts';
import { WordButton } from './subjectStyle.ts';

export interface SansEditorProps {
  /** A form value that is a list of chips. */
  name: string;
  subject: readonly Rdn[];
  findings: readonly Finding[];
  /** RFC 2818 enforcement; null where it is not known. */
  rfc: boolean | null;
  label?: string;
  help?: string;
}

const usualHelp =
  'Type or paste names of any kind, any number at once; upn: in front makes a user principal name. Press a name to change it or its kind.';
/** More reasons than this are counted. */
const reasonsShown = 4;

/** The alternative names of a request: typed, pasted, changed and removed one by one or all at once. */
export function SansEditor(props: SansEditorProps): ReactElement {
  const { name, subject, findings, rfc, label = 'Alternative names', help = usualHelp } = props;
  const { field, fieldState } = useController({ name });
  const chips = field.value as string[];
  const [text, setText] = useState('');
  const [said, setSaid] = useState('');
  const [cleared, setCleared] = useState<string[] | null>(null);
  /** Of the last paste, what read like words of a sentence. */
  const [words, setWords] = useState<readonly string[]>([]);
  const [current, setCurrent] = useState(0);
  const [editing, setEditing] = useState<number | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const input = useRef<HTMLInputElement | null>(null);
  // The chip that takes the focus once it has been drawn; past the last one is the input.
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    const at = wanted.current;
    if (at === null) return;
    wanted.current = null;
    const chip = list.current?.querySelector<HTMLElement>(`[data-chip="${at}"]`);
    (chip ?? input.current)?.focus();
  });

  const put = (next: string[], done: string, undo: string[] | null = null): void => {
    field.onChange(next);
    setSaid(done);
    setCleared(undo);
    setWords([]);
  };
  const add = (typed: string): void => {
    const { chips: next, added, doubles, words: left } = pastedNames(chips, typed);
    setText('');
    if (added.length + doubles + left.length === 0) return;
    put(next, [addedWords(added, doubles), left.length > 0 ? wordsLeftOut(left) : ''].filter(Boolean).join(' '));
    setWords(left);
  };
  const focus = (at: number): void => {
    const to = at < 0 ? chips.length - 1 : at;
    wanted.current = to;
    // Drawn anew in any case, as the effect after it moves the focus.
    setCurrent(Math.min(to, chips.length - 1));
    if (to >= chips.length) input.current?.focus();
    else list.current?.querySelector<HTMLElement>(`[data-chip="${to}"]`)?.focus();
  };
  const latest: ChipActions = {
    add,
    focus,
    edit: (at) => {
      if (at === null) wanted.current = editing;
      setEditing(at);
      if (at !== null) setCurrent(at);
    },
    remove: (at) => {
      const gone = readChip(chips[at] ?? '').value;
      wanted.current = Math.min(at, chips.length - 2);
      setCurrent(Math.max(0, wanted.current));
      put(chips.toSpliced(at, 1), `Removed ${gone}`);
    },
    replace: (at, typed, refocus) => {
      const { chips: next, words } = replacedChips(chips, at, typed);
      setEditing(null);
      if (refocus) wanted.current = Math.min(at, next.length);
      put(next, words);
    },
  };
  // One object for all drawings, so that only chips that change are drawn anew.
  const actions = useLatest(latest);

  // Spaces and commas are part of some names: those are taken with Enter.
  const open =
    /^\s*(?:dirname|directory|other|uri|url|x400|edi|(?:dns|ip|rfc822|registered|principal)$)|[:=]\s*$/i.test(text);
  const { onKeyDown, onPaste } = chipInput({
    text,
    last: chips.at(-1),
    separates: (key) => key === 'Enter' || (!open && /^[,; ]$/.test(key)),
    // One word may be the end of what is being typed.
    several: (pasted) => /\S[\s,;]+\S/.test(pasted.trim()),
    add,
    takeBack: (last) => {
      put(chips.slice(0, -1), `Removed ${readChip(last).value}`);
      setText(last);
    },
  });

  const wrong = useMemo(
    () => chips.map((chip, at) => ({ ...readChip(chip), at })).filter(({ blocks }) => blocks),
    [chips],
  );
  const given = serverAdds(subject, chips, rfc);
  const offer = nameToAdd(subject, chips);
  // What a chip shows is not said again.
  const about = sanFindings(chips, findings).filter(
    ({ where, grade, text: words }) =>
      where === 'sans' && !(given !== null && grade === 'worth a look' && words.includes('RFC 2818')),
  );
  const message = fieldState.error?.message;
  const marked = wrong.length > 0 && message !== undefined;
  return (
    <>
      <FieldFrame
        name={name}
        label={label}
        help={help}
        error={marked ? 'Correct or remove what is marked: it cannot be asked for.' : message}
      >
        {(wiring) => (
          <InputBox data-wrong={fieldState.invalid} style={{ flexWrap: 'wrap' }}>
            <Chips ref={list} aria-label={`${label}: chosen`}>
              {chips.map((chip, at) => (
                <SanChip
                  key={chip}
                  chip={chip}
                  at={at}
                  current={at === Math.min(current, chips.length - 1)}
                  editing={editing === at}
                  actions={actions}
                />
              ))}
              {given !== null && (
                <Chip data-given="true">
                  <span>{given}</span>
                  <span className="quiet">added by the server</span>
                </Chip>
              )}
            </Chips>
            <input
              {...wiring}
              name={name}
              ref={(element) => {
                input.current = element;
                field.ref(element);
              }}
              style={{ minWidth: 160, width: 160 }}
              className="mono"
              value={text}
              autoComplete="off"
              spellCheck={false}
              placeholder={chips.length === 0 && given === null ? 'app01.example.com' : 'Add a name'}
              onChange={(event) => setText(event.target.value)}
              onPaste={onPaste}
              onKeyDown={(event) => {
                onKeyDown(event);
                if (event.key !== 'ArrowLeft' || text !== '' || chips.length === 0) return;
                event.preventDefault();
                focus(chips.length - 1);
              }}
              onBlur={() => {
                if (text.trim() !== '') afterPress(() => actions.add(text));
                field.onBlur();
              }}
            />
          </InputBox>
        )}
      </FieldFrame>
      <Under>
        <output>{said}</output>
        {words.length > 0 && (
          <WordButton
            type="button"
            onClick={() => {
              const { chips: next, added, doubles } = withWords(chips, words);
              wanted.current = next.length;
              put(next, addedWords(added, doubles));
            }}
          >
            {words.length === 1 ? 'Add it anyway' : 'Add them anyway'}
          </WordButton>
        )}
        {cleared && (
          <WordButton type="button" onClick={() => put(cleared, 'All names are back.')}>
            Undo
          </WordButton>
        )}
        {chips.length > 5 && (
          <WordButton
            type="button"
            onClick={() => {
              wanted.current = chips.length;
              put([], `Removed ${formatCount(chips.length)} names.`, chips);
            }}
          >
            {`Remove all ${formatCount(chips.length)}`}
          </WordButton>
        )}
        {wrong.length > 0 && (
          <ul aria-label="Names that cannot be asked for">
            {wrong.slice(0, reasonsShown).map(({ chip, value, problem, at }) => (
              <li key={chip}>
                <WordButton type="button" aria-label={`Correct ${value}`} onClick={() => actions.edit(at)}>
                  {value}
                </WordButton>
                : {problem}
              </li>
            ))}
            {wrong.length > reasonsShown && <li>and {formatCount(wrong.length - reasonsShown)} more</li>}
          </ul>
        )}
      </Under>
      <FindingList findings={about} label="About the alternative names" />
      {offer && (
        <ActionButton onClick={() => put([...chips, sanChip(offer)], `Added ${offer.value}`)}>
          {`Add ${offer.value} as ${sanLabels[offer.kind].replace(/^[A-Z](?=[a-z-]+ )/, (sign) => sign.toLowerCase())}`}
        </ActionButton>
      )}
    </>
  );
}

/** Actions that stay the same object and do what the latest drawing says. */
function useLatest(actions: ChipActions): ChipActions {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const [stable] = useState<ChipActions>(() => ({
    add: (text) => latest.current.add(text),
    focus: (at) => latest.current.focus(at),
    edit: (at) => latest.current.edit(at),
    remove: (at) => latest.current.remove(at),
    replace: (at, text, refocus) => latest.current.replace(at, text, refocus),
  }));
  return stable;
}
