import { attributeLabel } from '../../../domain/attributeTypes.ts';
import { formatDn, parseDn, slashedDn } from '../../../domain/dn.ts';
import { blankRow, nameOf, rowsOf, withRow, type SubjectRow, type SubjectValue } from './subjectForm.ts';

/** The subject with the text view open. */
export function asText(value: SubjectValue): SubjectValue {
  return { rows: value.rows, text: value.text ?? formatDn(nameOf(value.rows)) };
}

/** The subject with the parts open, as the text last said them. */
export function asParts(value: SubjectValue): SubjectValue {
  return { rows: value.rows, text: null };
}

/** The subject after typing in the text view. */
export function withText(value: SubjectValue, text: string): SubjectValue {
  const parsed = parseDn(text);
  return { rows: parsed.ok ? rowsOf(parsed.value) : value.rows, text };
}

/** What a row is called: its part, with a number from the second of its kind on. */
export function rowLabel(rows: readonly SubjectRow[], at: number): string {
  const type = rows[at]?.type ?? '';
  const before = rows.slice(0, at).filter((row) => row.type === type).length;
  return before === 0 ? attributeLabel(type) : `${attributeLabel(type)} (${before + 1})`;
}

/** The subject with a row changed. */
export function withRowChanged(value: SubjectValue, at: number, change: Partial<SubjectRow>): SubjectValue {
  return { ...value, rows: value.rows.map((row, place) => (place === at ? { ...row, ...change } : row)) };
}

/** The subject without a row. What was joined to it stays joined to what is above. */
export function withoutRow(value: SubjectValue, at: number): SubjectValue {
  const gone = value.rows[at];
  const rows = value.rows.toSpliced(at, 1);
  const next = rows[at];
  // The first of several in one RDN hands its place to the next.
  return { ...value, rows: gone?.joined === false && next?.joined ? rows.with(at, { ...next, joined: false }) : rows };
}

/** The subject with a row one place earlier (-1) or later (1), as a part of its own and outside of others' RDNs; and where. */
export function withRowMoved(value: SubjectValue, at: number, by: 1 | -1): { value: SubjectValue; at: number } {
  const row = value.rows[at];
  let to = at + by;
  if (row === undefined || to < 0 || to >= value.rows.length) return { value, at };
  const { rows } = withoutRow(value, at);
  while (rows[to]?.joined) to += by;
  return { value: { ...value, rows: rows.toSpliced(to, 0, { ...row, joined: false }) }, at: to };
}

/** The subject with one more part, and where its row is. */
export function withPart(value: SubjectValue, type: string): { value: SubjectValue; at: number } {
  const row = blankRow(type);
  const rows = withRow(value.rows, row);
  return { value: { ...value, rows }, at: rows.indexOf(row) };
}

/**
 * The text of a whole subject that was put into the common name, in RFC 4514; null where the value is none. Several parts,
 * or one that says it is the common name.
 */
export function wholeSubject({ type, value, encoded }: SubjectRow): string | null {
  if (type !== 'CN' || encoded || !value.includes('=')) return null;
  const text = slashedDn(value.trim()) ?? value.trim().replace(/^(?:subject|dn)\s*[:=]\s*(?=\w+\s*=)/i, '');
  const parsed = parseDn(text);
  const parts = parsed.ok ? parsed.value.flat() : [];
  return parts.length > 1 || parts[0]?.type === 'CN' ? text : null;
}
