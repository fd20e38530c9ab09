/*
 * The query language of the list calls (vendor documentation, "using the query language"):
 * field -op value joined by AND/OR with parentheses; AND binds tighter. Text is compared without letter case, as the
 * server's database does. There is no way to write a double quote inside a value.
 */

type Single = string | number | boolean | null | undefined;
/** A list is a field with several values: it equals what one of them equals. */
export type Value = Single | readonly (string | number)[];
/** How the query language sees one field of a row. Dates are ISO texts. */
export type Field<T> = (row: T) => Value;
/** What the placeholders %TODAY% and %ME% stand for. */
export interface Asker {
  now: Date;
  login: string;
}
/** A query that cannot be understood; the caller turns it into a refusal. */
export class QueryError extends Error {}

type Test<T> = (row: T) => boolean;
interface Token {
  kind: 'open' | 'close' | 'word' | 'text';
  text: string;
}

const comparisons = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'contains', 'notcontains', 'startswith', 'endswith'] as const;
type Comparison = (typeof comparisons)[number];

function unreadable(text: string): never {
  throw new QueryError(`The query string '${text}' could not be parsed.`);
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  const pattern = /\s*(?:(\()|(\))|"([^"]*)"(?=[\s)]|$)|([^\s()"]+))/y;
  let at = 0;
  const end = text.trimEnd().length;
  while (at < end) {
    pattern.lastIndex = at;
    const hit = pattern.exec(text);
    if (hit === null) unreadable(text);
    at = pattern.lastIndex;
    if (hit[1] !== undefined) found.push({ kind: 'open', text: '(' });
    else if (hit[2] !== undefined) found.push({ kind: 'close', text: ')' });
    else if (hit[3] !== undefined) found.push({ kind: 'text', text: hit[3] });
    else found.push({ kind: 'word', text: hit[4] ?? '' });
  }
  return found;
}

/** A time in ms when the text is an ISO date (zone-less counts as UTC), else null. */
function time(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.test(text)) return null;
  const zoned = text.length > 10 && !/(Z|[+-]\d\d:\d\d)$/.test(text) ? `${text}Z` : text;
  const ms = Date.parse(zoned);
  return Number.isNaN(ms) ? null : ms;
}

/** %TODAY%, %TODAY-30% and %ME%. The arithmetic is a guess. */
function expand(text: string, asker: Asker): string {
  const today = /^%TODAY(?:([+-])(\d{1,5}))?%$/i.exec(text);
  if (today !== null) {
    const days = Number(`${today[1] ?? ''}${today[2] ?? '0'}`);
    return new Date(asker.now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  }
  return /^%ME%$/i.test(text) ? asker.login : text;
}

function compareText(value: string, op: Comparison, wanted: string): boolean {
  const a = value.toLowerCase();
  const b = wanted.toLowerCase();
  if (op === 'contains') return a.includes(b);
  if (op === 'notcontains') return !a.includes(b);
  if (op === 'startswith') return a.startsWith(b);
  if (op === 'endswith') return a.endsWith(b);
  const [ta, tb] = [time(value), time(wanted)];
  if (ta !== null && tb !== null) return compareNumber(ta, op, tb);
  if (op === 'eq') return a === b;
  if (op === 'ne') return a !== b;
  return compareNumber(a < b ? -1 : a > b ? 1 : 0, op, 0);
}

function compareNumber(a: number, op: Comparison, b: number): boolean {
  if (op === 'eq') return a === b;
  if (op === 'ne') return a !== b;
  if (op === 'lt') return a < b;
  if (op === 'le') return a <= b;
  if (op === 'gt') return a > b;
  return a >= b;
}

function compare(field: string, value: Value, op: Comparison, wanted: Token): boolean {
  if (!isList(value)) return compareSingle(field, value, op, wanted);
  if (op === 'ne') return !value.some((one) => compareSingle(field, one, 'eq', wanted));
  if (op === 'notcontains') return !value.some((one) => compareSingle(field, one, 'contains', wanted));
  return value.some((one) => compareSingle(field, one, op, wanted));
}

function isList(value: Value): value is readonly (string | number)[] {
  return Array.isArray(value);
}

function compareSingle(field: string, value: Single, op: Comparison, wanted: Token): boolean {
  const empty = value === null || value === undefined;
  if (wanted.kind === 'word' && /^null$/i.test(wanted.text)) {
    if (op !== 'eq' && op !== 'ne') throw new QueryError(`The operator '-${op}' cannot be used with NULL.`);
    return op === 'eq' ? empty : !empty;
  }
  if (empty) return op === 'ne' || op === 'notcontains';
  if (typeof value === 'string') return compareText(value, op, wanted.text);
  const textOnly = ['contains', 'notcontains', 'startswith', 'endswith'].includes(op);
  if (textOnly || (typeof value === 'boolean' && op !== 'eq' && op !== 'ne')) {
    throw new QueryError(`The operator '-${op}' cannot be used with the field '${field}'.`);
  }
  if (typeof value === 'boolean') {
    if (!/^(true|false|0|1)$/i.test(wanted.text))
      throw new QueryError(`'${wanted.text}' is not a valid value for '${field}'.`);
    const yes = /^(true|1)$/i.test(wanted.text);
    return op === 'eq' ? value === yes : value !== yes;
  }
  if (!/^-?\d+(\.\d+)?$/.test(wanted.text))
    throw new QueryError(`'${wanted.text}' is not a valid value for '${field}'.`);
  return compareNumber(value, op, Number(wanted.text));
}

/**
 * The test that a QueryString describes, or null when it is empty. Unknown fields, unknown operators and broken
 * syntax are a QueryError, some only when a row is tested.
 */
export function matcher<T>(text: string, fields: Record<string, Field<T>>, asker: Asker): Test<T> | null {
  const list = tokens(text);
  if (list.length === 0) return null;
  const byName = new Map(Object.entries(fields).map(([name, field]) => [name.toLowerCase(), field]));
  let at = 0;
  const word = (): string => (list[at]?.kind === 'word' ? (list[at]?.text ?? '') : '');

  function either(depth: number): Test<T> {
    let left = both(depth);
    while (/^or$/i.test(word())) {
      at += 1;
      const [a, b] = [left, both(depth)];
      left = (row) => a(row) || b(row);
    }
    return left;
  }
  function both(depth: number): Test<T> {
    let left = single(depth);
    while (/^and$/i.test(word())) {
      at += 1;
      const [a, b] = [left, single(depth)];
      left = (row) => a(row) && b(row);
    }
    return left;
  }
  function single(depth: number): Test<T> {
    if (depth > 40) return unreadable(text);
    const first = list[at];
    at += 1;
    if (first?.kind === 'open') {
      const inner = either(depth + 1);
      if (list[at]?.kind !== 'close') unreadable(text);
      at += 1;
      return inner;
    }
    const [operator, value] = [list[at], list[at + 1]];
    at += 2;
    if (first?.kind !== 'word' || operator?.kind !== 'word') return unreadable(text);
    if (value?.kind !== 'word' && value?.kind !== 'text') return unreadable(text);
    const field = byName.get(first.text.toLowerCase());
    if (field === undefined) throw new QueryError(`Invalid query field: ${first.text}.`);
    const op = comparisons.find((c) => `-${c}` === operator.text.toLowerCase());
    if (op === undefined) throw new QueryError(`Invalid query operator: ${operator.text}.`);
    const wanted = { ...value, text: expand(value.text, asker) };
    return (row) => compare(first.text, field(row), op, wanted);
  }

  const test = either(0);
  if (at < list.length) unreadable(text);
  return test;
}
