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

/** What the server would certainly refuse about a value; undefined where nothing is certain. */
export function valueProblem(rule: ValueRule, value: string): string | undefined {
  if (value === '') return rule.use === 'required' ? `${rule.name} is required.` : undefined;
  if (rule.kind === 'choice') {
    return rule.options.length === 0 || rule.options.includes(value) ? undefined : 'Choose one of the options.';
  }
  if (rule.kind !== 'string' || rule.regex === '') return undefined;
  const refused = judge(rule.regex, value, { caseSensitive: rule.caseSensitive }) === 'does not match';
  return refused ? rule.message || `The value does not match the rule of this field: ${rule.regex}` : undefined;
}

const forms: Partial<Record<ValueRule['kind'], { form: RegExp; words: string }>> = {
  integer: { form: /^\s*[+-]?\d+\s*$/, words: 'a whole number' },
  date: { form: /^\d{4}-\d\d-\d\d$/, words: 'a date as year-month-day' },
  email: { form: /^[^\s@]+@[^\s@]+$/, words: 'an e-mail address' },
};

/** What a value is not, although its data type says so; undefined where it fits. No refusal of one is recorded. */
export function valueDoubt({ kind, use }: Pick<ValueRule, 'kind' | 'use'>, value: string): string | undefined {
  const form = use === 'hidden' ? undefined : forms[kind];
  return form === undefined || value === '' || form.form.test(value) ? undefined : `“${value}” is not ${form.words}.`;
}
