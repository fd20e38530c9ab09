import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { useController, useFormContext, useFormState } from 'react-hook-form';
import { formatDn } from '../../../domain/dn.ts';
import type { Finding } from '../../../domain/policy.ts';
import { errorPaths, errorsAt } from '../../../form/fieldPaths.ts';
import { focusWithin } from '../../../form/focusField.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { CodeBlock } from '../../../ui/CodeBlock.tsx';
import { FindingList } from '../FindingList.tsx';
import { AddPart } from './AddPart.tsx';
import { PartField } from './PartField.tsx';
import { readText, requestedSubject, type SubjectValue } from './subjectForm.ts';
import { asParts, asText, withPart } from './subjectEdits.ts';
import { Group, Head, Parts, Quiet, Sent, UndoLine } from './subjectStyle.ts';
import { SubjectText } from './SubjectText.tsx';

export interface SubjectEditorProps {
  /** A form value of the shape SubjectValue. */
  name: string;
  findings: readonly Finding[];
}

/** A change that can be taken back until the next one. */
interface Undo {
  words: string;
  value: SubjectValue;
}

// The button that was pressed has gone with its row.
const focusButton = (line: HTMLElement | null): void => line?.querySelector('button')?.focus();

const messageOf = (error: unknown): string | undefined => {
  const message = errorsAt(error, 'message');
  return typeof message === 'string' ? message : undefined;
};

/** The subject of a request, in parts or as RFC 4514 text. One value, so that the order of all parts is kept. */
export function SubjectEditor({ name, findings }: SubjectEditorProps): ReactElement {
  const { field } = useController({ name });
  const { getFieldState, register } = useFormContext();
  // The form library keeps errors inside of an object only where it knows of a field inside of it.
  register(`${name}.rows`);
  const { errors } = useFormState({ name });
  const value = field.value as SubjectValue;
  const [undo, setUndo] = useState<Undo | null>(null);
  const box = useRef<HTMLFieldSetElement>(null);
  // A field that is there only after the next drawing.
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null || box.current === null) return;
    focusWithin(box.current, wanted.current);
    wanted.current = null;
  });

  const change = (next: SubjectValue, more: { focus?: string; undo?: string } = {}): void => {
    setUndo(more.undo === undefined ? null : { words: more.undo, value });
    wanted.current = more.focus ?? null;
    field.onChange(next);
  };
  const wrong = errorsAt(errors, name);
  const errorAt = (path: string): string | undefined => messageOf(errorsAt(wrong, path));
  // The form focuses the first part that is wrong, by errors that have not been drawn yet.
  const focusFirst = (element: HTMLElement): void => {
    const [first = value.text === null ? 'rows.0.value' : 'text'] = errorPaths(getFieldState(name).error);
    focusWithin(element, `${name}.${first}`);
  };
  const sent = formatDn(requestedSubject(value));
  const read = readText(value);
  const about = findings.filter(({ where }) => where.split('.')[0] === 'subject');
  const under = (at: number): Finding[] => {
    const { type } = value.rows[at] ?? {};
    if (value.rows.findIndex((row) => row.type === type) !== at) return [];
    // What already stands under a field as its error is not said twice.
    const said = errorAt(`rows.${at}.value`);
    return about.filter(({ where, text }) => where === `subject.${type}` && text !== said);
  };
  const elsewhere = about.filter(({ where }) => !value.rows.some(({ type }) => where === `subject.${type}`));

  return (
    <Group
      aria-label="Subject"
      data-field={name}
      ref={(element) => {
        box.current = element;
        field.ref(element && { focus: () => focusFirst(element) });
      }}
    >
      <Head>
        <h3>Subject</h3>
        {read === null ? (
          <ActionButton kind="quiet" onClick={() => change(asText(value), { focus: `${name}.text` })}>
            Edit as text
          </ActionButton>
        ) : (
          <ActionButton
            kind="quiet"
            onClick={() => change(asParts(value), { focus: `${name}.rows.0.value` })}
            disabledReason={read.ok ? undefined : 'The text cannot be read yet'}
          >
            Edit in parts
          </ActionButton>
        )}
      </Head>
      {read === null ? (
        <>
          <Parts>
            {value.rows.map((_, at) => (
              <PartField
                key={at}
                name={name}
                at={at}
                value={value}
                error={errorAt(`rows.${at}.value`)}
                findings={under(at)}
                onBlur={field.onBlur}
                onChange={change}
              />
            ))}
          </Parts>
          {undo && (
            <UndoLine key={`${undo.words} ${value.rows.length}`} ref={focusButton}>
              <span>{undo.words}</span>
              <ActionButton kind="quiet" onClick={() => change(undo.value, { focus: `${name}.rows.0.value` })}>
                Undo
              </ActionButton>
            </UndoLine>
          )}
          <AddPart
            onAdd={(type) => {
              const { value: next, at } = withPart(value, type);
              change(next, { focus: `${name}.rows.${at}.value` });
            }}
          />
          <FindingList findings={elsewhere} label="About the subject" />
        </>
      ) : (
        <>
          <SubjectText
            name={name}
            value={value}
            read={read}
            error={errorAt('text')}
            onBlur={field.onBlur}
            onChange={change}
          />
          {read.ok && <FindingList findings={about} label="About the subject" />}
        </>
      )}
      {sent !== '' && sent !== value.text && (
        <Sent>
          {value.text !== null && <Quiet>Sent in this notation, the values being the same:</Quiet>}
          <CodeBlock text={sent} label="Subject as it is sent" copy />
        </Sent>
      )}
    </Group>
  );
}
