import { judge } from './regex.ts';

/** What the definition of a metadata field says about its values. */
export interface ValueRule {
  name: string;
  kind: 'string' | 'integer' | 'date' | 'boolean' | 'choice' | 'text' | 'email' | 'unknown';
  options: readonly string[];
  regex: string;
  caseSensitive: boolean | undefined;
  message: string;
  use: 'optional' | 'required' | 'hidden';
}

const days = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/**
 * A date that was written with a time of day behind it, as .NET servers write one, without that time: the day that is written
 * counts, in whatever zone. Any other text as it is. What is sent is yyyy-MM-dd (vendor documentation, MetadataFields).
 */
export function dateOnly(text: string): string {
  const [, day] =
    /^\s*(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)?)?\s*$/i.exec(text) ?? [];
  return day !== undefined && days(day) ? day : text;
}

// `must`: without it the value is none of its data type at all. `usual`: how every reader of that type takes it.
const forms: Partial<Record<ValueRule['kind'], { must: (value: string) => boolean; usual?: RegExp; words: string }>> = {
  integer: { must: (value) => /^\s*[+-]?\d+\s*$/.test(value), usual: /^-?\d{1,9}$/, words: 'a whole number' },
  date: {
    must: (value) => /^\d{4}-\d\d-\d\d$/.test(value) && days(value),
    words: 'a date as year-month-day',
  },
  boolean: { must: (value) => /^(true|false)$/i.test(value), words: 'true or false' },
  email: { must: (value) => /[^\s@]@[^\s@]/.test(value), usual: /^[^\s@]+@[^\s@]+$/, words: 'an e-mail address' },
};

/**
 * Why a value is none of the data type of its field, or undefined (vendor documentation, MetadataFields `DataType`; dates go as
 * yyyy-MM-dd).
 */
export function typeProblem({ kind, use }: Pick<ValueRule, 'kind' | 'use'>, value: string): string | undefined {
  const form = use === 'hidden' || value === '' ? undefined : forms[kind];
  return form === undefined || form.must(value) ? undefined : `“${value}” is not ${form.words}.`;
}

/** What keeps a value from being sent: it is missing, of no use for its data type, or against the rule of its field. */
export function valueProblem(rule: ValueRule, value: string): string | undefined {
  if (value === '') return rule.use === 'required' ? `${rule.name} is required.` : undefined;
  if (rule.kind === 'choice') {
    return rule.options.length === 0 || rule.options.includes(value) ? undefined : 'Choose one of the options.';
  }
  if (rule.kind !== 'string') return typeProblem(rule, value);
  if (rule.regex === '') return undefined;
  const refused = judge(rule.regex, value, { caseSensitive: rule.caseSensitive }) === 'does not match';
  return refused ? rule.message || `The value does not match the rule of this field: ${rule.regex}` : undefined;
}

/** What is unusual about a value of the right data type; undefined where nothing is. No refusal of such a value is recorded. */
export function valueDoubt(rule: Pick<ValueRule, 'kind' | 'use'>, value: string): string | undefined {
  const form = rule.use === 'hidden' || value === '' ? undefined : forms[rule.kind];
  if (form?.usual === undefined || form.usual.test(value) || typeProblem(rule, value) !== undefined) return undefined;
  return `The server may not take “${value}” for ${form.words}.`;
}
