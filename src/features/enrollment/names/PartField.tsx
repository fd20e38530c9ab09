import type { ReactElement } from 'react';
import { isKnownType, unseenInValue, valueAdvice, withoutUnseen } from '../../../domain/attributeTypes.ts';
import { encodedAttribute } from '../../../domain/dn.ts';
import type { Finding } from '../../../domain/policy.ts';
import { FieldFrame } from '../../../form/FieldFrame.tsx';
import { InnerButton, InputBox } from '../../../form/inputStyle.ts';
import { ChevronLeftIcon, ChevronRightIcon, RemoveIcon } from '../../../ui/icons.tsx';
import { FindingList } from '../FindingList.tsx';
import { hostOfAddress } from './sansEdits.ts';
import { isExtra, subjectFromText, type SubjectValue } from './subjectForm.ts';
import { rowLabel, wholeSubject, withoutRow, withRowChanged, withRowMoved } from './subjectEdits.ts';
import { Line, Notes, WordButton } from './subjectStyle.ts';

interface PartFieldProps {
  name: string;
  at: number;
  value: SubjectValue;
  error: string | undefined;
  findings: readonly Finding[];
  onBlur: () => void;
  onChange: (next: SubjectValue, more?: { focus?: string; undo?: string }) => void;
}

/** One part of the subject with what there is to say about it, and for an extra part its place, its RDN and its removal. */
export function PartField(props: PartFieldProps): ReactElement | null {
  const { name, at, value, error, findings, onBlur, onChange } = props;
  const row = value.rows[at];
  if (row === undefined) return null;
  const label = rowLabel(value.rows, at);
  const path = (place: number) => `${name}.rows.${place}.value`;
  const extra = isExtra(value.rows, at);
  return (
    <div>
      <FieldFrame
        name={path(at)}
        label={row.joined ? `+ ${label}` : label}
        help={row.type === 'C' && row.value === '' ? 'Two letters, such as SE' : undefined}
        error={error}
      >
        {(wiring) => (
          <Line>
            <InputBox data-wrong={error !== undefined}>
              <input
                {...wiring}
                name={path(at)}
                className={row.encoded ? 'mono' : undefined}
                value={row.value}
                autoComplete="off"
                spellCheck={false}
                onBlur={onBlur}
                onChange={(event) => onChange(withRowChanged(value, at, { value: event.target.value }))}
              />
            </InputBox>
            {extra && <PartTools {...props} label={label} />}
          </Line>
        )}
      </FieldFrame>
      <PartNotes {...props} label={label} />
      {findings.length > 0 && (
        <Notes>
          <FindingList findings={findings} label="About this part" />
        </Notes>
      )}
    </div>
  );
}

/** Moves, joins and removes an extra part. */
function PartTools({ name, at, value, label, onChange }: PartFieldProps & { label: string }): ReactElement {
  const row = value.rows[at];
  const move = (by: 1 | -1): void => {
    const moved = withRowMoved(value, at, by);
    onChange(moved.value, { focus: `${name}.rows.${moved.at}.${by === 1 ? 'later' : 'earlier'}` });
  };
  const tool = (member: string, words: string) => ({
    type: 'button' as const,
    'aria-label': words,
    title: words,
    'data-field': `${name}.rows.${at}.${member}`,
  });
  return (
    <>
      <InnerButton {...tool('earlier', `Move ${label} earlier`)} aria-disabled={at === 0} onClick={() => move(-1)}>
        <ChevronLeftIcon size={16} />
      </InnerButton>
      <InnerButton
        {...tool('later', `Move ${label} later`)}
        aria-disabled={at === value.rows.length - 1}
        onClick={() => move(1)}
      >
        <ChevronRightIcon size={16} />
      </InnerButton>
      <InnerButton
        {...tool('joined', `Put ${label} into one RDN with the part above`)}
        className="mono"
        aria-pressed={row?.joined === true}
        aria-disabled={at === 0}
        onClick={() => at > 0 && onChange(withRowChanged(value, at, { joined: row?.joined !== true }))}
      >
        +
      </InnerButton>
      <InnerButton
        {...tool('remove', `Remove ${label}`)}
        onClick={() => onChange(withoutRow(value, at), { undo: `Removed ${label}.` })}
      >
        <RemoveIcon size={16} />
      </InnerButton>
    </>
  );
}

/** What cannot be seen in the value, what is unusual about it, and how it will be taken. */
function PartNotes({ name, at, value, label, onChange }: PartFieldProps & { label: string }): ReactElement | null {
  const row = value.rows[at];
  if (row === undefined) return null;
  const { type, value: typed, joined, encoded } = row;
  const put = (change: Parameters<typeof withRowChanged>[2]): void =>
    onChange(withRowChanged(value, at, change), { focus: `${name}.rows.${at}.value` });
  const whole = wholeSubject(row);
  const unseen = encoded || whole !== null ? undefined : unseenInValue(typed);
  const advice = encoded || whole !== null ? undefined : valueAdvice(type, typed);
  const host = type === 'CN' && !encoded ? hostOfAddress(typed) : undefined;
  const der = encodedAttribute(type, typed);
  const notes = [
    joined && (
      <p key="joined">
        In one RDN with {rowLabel(value.rows, at - 1)}.{' '}
        {!isExtra(value.rows, at) && (
          <WordButton type="button" onClick={() => put({ joined: false })}>
            Make it a part of its own
          </WordButton>
        )}
      </p>
    ),
    whole !== null && (
      <p key="whole">
        This looks like a whole subject.{' '}
        <WordButton
          type="button"
          onClick={() =>
            onChange(subjectFromText(whole), { undo: 'The subject was replaced by the parts of the text.' })
          }
        >
          Use its parts
        </WordButton>
      </p>
    ),
    host !== undefined && (
      <p key="host">
        This looks like an address, and a common name is the name of the host alone.{' '}
        <WordButton type="button" onClick={() => put({ value: host })}>
          Use {host}
        </WordButton>
      </p>
    ),
    unseen !== undefined && (
      <p key="unseen">
        {unseen}{' '}
        <WordButton
          type="button"
          aria-label={`Remove it from ${label}`}
          onClick={() => put({ value: withoutUnseen(typed) })}
        >
          Remove it
        </WordButton>
      </p>
    ),
    advice !== undefined && <p key="advice">{advice}</p>,
    !isKnownType(type) && <p key="type">{type} is no name that servers can be expected to know; an OID is safer.</p>,
    encoded && (
      <p key="encoded">
        The DER of the value in hexadecimal{der && !der.encoded ? `, which reads “${der.value}”` : ''}.{' '}
        <WordButton type="button" onClick={() => put({ encoded: undefined })}>
          Take it as text
        </WordButton>
      </p>
    ),
    !encoded && der !== undefined && (
      <p key="plain">
        Sent as this text.{' '}
        <WordButton type="button" onClick={() => put({ encoded: true })}>
          Take it as hexadecimal DER
        </WordButton>
      </p>
    ),
  ].filter((note) => note !== false && note !== undefined);
  return notes.length === 0 ? null : <Notes>{notes}</Notes>;
}
