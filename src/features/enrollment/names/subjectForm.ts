import * as z from 'zod/mini';
import { isKnownType } from '../../../domain/attributeTypes.ts';
import { encodedAttribute, formatDn, parseDn, type Attribute, type Parsed, type Rdn } from '../../../domain/dn.ts';
import { attributeName } from '../../../domain/oids.ts';
import type { Problem } from '../problem.ts';

const rowShape = z.object({
  type: z.string(),
  value: z.string(),
  /** In one RDN with the row above. */
  joined: z.boolean(),
  /** The value is '#' and the hex of its DER. */
  encoded: z.optional(z.literal(true)),
});

/** With `text` the text view is open and is the truth; the rows are then what it last said. */
export const subjectShape = z.object({ rows: z.array(rowShape), text: z.nullable(z.string()) });

export type SubjectRow = z.infer<typeof rowShape>;
export type SubjectValue = z.infer<typeof subjectShape>;
type Defaults = readonly { part: string; value: string }[];

/** The parts that always have a row, in the order Keyfactor's own clients send them. */
const usual: readonly string[] = ['CN', 'OU', 'O', 'L', 'ST', 'C', 'E'];

const isUsual = (type: string): boolean => usual.includes(type);
const isBlank = (value: string): boolean => value.trim() === '';
export const blankRow = (type: string): SubjectRow => ({ type, value: '', joined: false });

/** Where the group of joined rows around `at` ends: the place after its last row. */
function groupEnd(rows: readonly SubjectRow[], at: number): number {
  let end = at + 1;
  while (rows[end]?.joined) end += 1;
  return end;
}

/** A row behind the last of its type; a usual one behind what usually comes before it, others at the end. */
export function withRow(rows: readonly SubjectRow[], row: SubjectRow): SubjectRow[] {
  const last = (type: string) => rows.findLastIndex((each) => each.type === type);
  let at = last(row.type);
  for (let rank = usual.indexOf(row.type) - 1; at < 0 && rank >= 0; rank -= 1) at = last(usual[rank] ?? '');
  const place = at >= 0 ? groupEnd(rows, at) : isUsual(row.type) ? 0 : rows.length;
  return rows.toSpliced(place, 0, row);
}

/** The rows with a blank one for every usual part that has none, also where a name is written from its other end. */
function withUsual(rows: readonly SubjectRow[]): SubjectRow[] {
  const ranks = rows.map((row) => usual.indexOf(row.type)).filter((rank) => rank >= 0);
  const turned = (ranks[0] ?? 0) > (ranks.at(-1) ?? 0);
  return usual.reduce<SubjectRow[]>(
    (full, type, rank) => {
      if (full.some((row) => row.type === type)) return full;
      const next = usual.slice(rank + 1).find((each) => full.some((row) => row.type === each));
      if (turned) {
        const before = full.findLastIndex((row) => row.type === next);
        return full.toSpliced(before < 0 ? 0 : groupEnd(full, before), 0, blankRow(type));
      }
      const after = full.findIndex((row) => row.type === next);
      // Not between the parts of one RDN.
      return after < 0 || full[after]?.joined
        ? withRow(full, blankRow(type))
        : full.toSpliced(after, 0, blankRow(type));
    },
    [...rows],
  );
}

function rowOf({ type, value, encoded, hex }: Attribute, joined: boolean): SubjectRow {
  const written = hex ?? (encoded ? value : undefined);
  return written === undefined ? { type, value, joined } : { type, value: written, joined, encoded: true };
}

export function rowsOf(rdns: readonly Rdn[]): SubjectRow[] {
  return withUsual(rdns.flatMap((rdn) => rdn.map((attribute, at) => rowOf(attribute, at > 0))));
}

function attributeOfRow({ type, value, encoded }: SubjectRow): Attribute[] {
  if (isBlank(value)) return [];
  if (!encoded) return [{ type, value }];
  // What is no DER stays as it was typed, to be seen in the text too; `subjectProblems` keeps it from being sent.
  return [encodedAttribute(type, value) ?? { type, value, encoded }];
}

/** The rows as a name: blank ones left out, joined ones in one RDN with what is above them. */
export function nameOf(rows: readonly SubjectRow[]): Rdn[] {
  const rdns: Attribute[][] = [];
  for (const row of rows) {
    if (!row.joined || rdns.length === 0) rdns.push([]);
    rdns.at(-1)?.push(...attributeOfRow(row));
  }
  return rdns.filter((rdn) => rdn.length > 0);
}

function rowsFrom(defaults: Defaults): SubjectRow[] {
  let rows = usual.map(blankRow);
  for (const { part, value } of defaults) {
    const type = attributeName(part);
    // Codes of alternative names are among the subject parts too; EMAIL is one of them, E the part of the subject.
    if (!isKnownType(type) || part.toUpperCase() === 'EMAIL') continue;
    const blank = rows.findIndex((row) => row.type === type && row.value === '');
    const row = { type, value, joined: false };
    rows = blank >= 0 && isUsual(type) ? rows.with(blank, row) : withRow(rows, row);
  }
  return rows;
}

const sameRow = (a: SubjectRow) => (b: SubjectRow) => a.type === b.type && a.value === b.value && !b.joined;
/** The rows beyond the first one of each usual type. */
const extras = (rows: readonly SubjectRow[]): SubjectRow[] => rows.filter((_, at) => isExtra(rows, at));
const firstOf = (rows: readonly SubjectRow[], type: string) => rows.find((row) => row.type === type);

/** The typed rows under new defaults: what still holds the earlier default takes the new one. */
function mergedRows(typed: readonly SubjectRow[], old: readonly SubjectRow[], fresh: readonly SubjectRow[]) {
  const [had, have, typedExtras] = [extras(old), extras(fresh), extras(typed)];
  const gone = had.filter((row) => !have.some(sameRow(row)));
  const come = have.filter((row) => !had.some(sameRow(row)));
  const kept = typed
    .filter((row) => !typedExtras.includes(row) || row.joined || !gone.some(sameRow(row)))
    .map((row) => {
      const untouched = !typedExtras.includes(row) && !row.encoded && row.value === firstOf(old, row.type)?.value;
      return untouched ? { ...row, value: firstOf(fresh, row.type)?.value ?? '' } : row;
    });
  return come.reduce<SubjectRow[]>((rows, row) => withRow(rows, row), kept);
}

/**
 * The subject to show for the defaults of a setup. What was typed stays; what still holds the default of the earlier setup
 * takes the new one. A usual part always has a row, blank perhaps.
 */
export function subjectValue(defaults: Defaults, typed?: { value: SubjectValue; defaults: Defaults }): SubjectValue {
  const fresh = rowsFrom(defaults);
  if (!typed) return { rows: fresh, text: null };
  const { value } = typed;
  const old = rowsFrom(typed.defaults);
  const rows = mergedRows(value.rows, old, fresh);
  if (value.text === null) return { rows, text: null };
  return value.text === formatDn(nameOf(old)) ? { rows, text: formatDn(nameOf(rows)) } : value;
}

/** A whole subject as text, taken apart; text that cannot be read is shown as text. */
export function subjectFromText(text: string): SubjectValue {
  const parsed = parseDn(text);
  return parsed.ok ? { rows: rowsOf(parsed.value), text: null } : { rows: usual.map(blankRow), text };
}

/** The subject that a link asks for: a whole one as it is, else its common name among the defaults. */
export function subjectOfPrefill({ subject, cn }: { subject: string; cn: string }, defaults: Defaults): SubjectValue {
  if (subject !== '') return subjectFromText(subject);
  const named = defaults.filter(({ part }) => attributeName(part) !== 'CN');
  return subjectValue(cn === '' ? defaults : [{ part: 'CN', value: cn }, ...named]);
}

/** Whether a row is beyond the first one of a usual type, and so can be moved and removed. */
export function isExtra(rows: readonly SubjectRow[], at: number): boolean {
  const type = rows[at]?.type ?? '';
  return !isUsual(type) || rows.findIndex((row) => row.type === type) !== at;
}

/** What the text view says; null while the parts are open. */
export function readText(value: SubjectValue): Parsed<Rdn[]> | null {
  return value.text === null ? null : parseDn(value.text);
}

/** The subject as it is asked for: blank parts left out, nothing else changed; empty while the text cannot be read. */
export function requestedSubject(value: SubjectValue): Rdn[] {
  const read = readText(value);
  if (read === null) return nameOf(value.rows);
  if (!read.ok) return [];
  return read.value.map((rdn) => rdn.filter((part) => !isBlank(part.value))).filter((rdn) => rdn.length > 0);
}

/** The path of the field that a rule about a part (`CN`) is about: its first row, or the text. */
export function subjectPath(value: SubjectValue, part: string): (string | number)[] {
  if (value.text !== null) return ['subject', 'text'];
  const at = value.rows.findIndex((row) => row.type === attributeName(part));
  return ['subject', 'rows', Math.max(at, 0), 'value'];
}

/** Where a text cannot be read, in words: the place, and the signs there. */
export function placeWords(text: string, at: number): string {
  const rest = text.slice(at, at + 12).trim();
  return rest === '' ? 'At the end' : `At character ${at + 1}, before “${rest}”`;
}

/** What keeps a subject from being sent: text that cannot be read, or a value that is not the hexadecimal it says. */
export function subjectProblems(value: SubjectValue): Problem[] {
  const read = readText(value);
  if (read !== null) {
    if (read.ok) return [];
    const place = read.at === undefined ? '' : `${placeWords(value.text ?? '', read.at)}: `;
    return [{ path: ['subject', 'text'], text: place + read.reason }];
  }
  return value.rows.flatMap((row, at): Problem[] => {
    if (!row.encoded || isBlank(row.value) || encodedAttribute(row.type, row.value) !== undefined) return [];
    return [
      {
        path: ['subject', 'rows', at, 'value'],
        text: 'Write # and the hexadecimal digits of a DER value.',
      },
    ];
  });
}
