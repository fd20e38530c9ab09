import * as z from 'zod/mini';
import type { MetadataField } from '../../api/metadata.ts';
import { judge } from '../../domain/regex.ts';
import type { EnrollChoice, Setup } from './setup.ts';

/** A value under a name that came from the server; the name is never part of a field's path. */
export const namedValue = z.object({ name: z.string(), value: z.string() });
type NamedValue = z.infer<typeof namedValue>;

/** The part of both wizards' values that a template or pattern asks for. */
export interface DetailValues {
  metadata: NamedValue[];
  fields: NamedValue[];
  owner: string;
}

/** Where something is wrong, as a form path, and what. */
export interface Problem {
  path: (string | number)[];
  text: string;
}

/** Rows for the fields in force, each with its default; what the person typed under the same name stays. */
export function detailValues(setup: Setup | null, typed?: DetailValues): DetailValues {
  const kept = (rows: readonly NamedValue[] | undefined, name: string) =>
    rows?.find((row) => row.name === name && row.value !== '')?.value;
  return {
    metadata: (setup?.metadata ?? []).map((field) => ({
      name: field.name,
      value: (field.use === 'hidden' ? undefined : kept(typed?.metadata, field.name)) ?? field.defaultValue,
    })),
    fields: (setup?.fields ?? []).map((field) => ({ name: field.name, value: kept(typed?.fields, field.name) ?? '' })),
    owner: typed?.owner || setup?.defaultOwner || '',
  };
}

function metadataProblem(field: MetadataField, value: string): string | undefined {
  if (value === '') return field.use === 'required' ? `${field.name} is required.` : undefined;
  switch (field.kind) {
    case 'integer':
      return /^[+-]?\d+$/.test(value.trim()) ? undefined : 'Enter a whole number.';
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(value) ? undefined : 'Enter a date as year-month-day.';
    case 'email':
      return /^[^\s@]+@[^\s@]+$/.test(value) ? undefined : 'Enter an e-mail address.';
    case 'choice':
      return field.options.length === 0 || field.options.includes(value) ? undefined : 'Choose one of the options.';
    case 'string': {
      if (field.regex === '') return undefined;
      const refused = judge(field.regex, value, { caseSensitive: field.caseSensitive }) === 'does not match';
      return refused ? field.message || `The value does not match the rule of this field: ${field.regex}` : undefined;
    }
    default:
      return undefined;
  }
}

/**
 * What the server would certainly refuse about metadata and enrollment fields. Hidden fields are not judged, and neither is
 * the owner: which policy value makes one mandatory is not published.
 */
export function detailProblems(values: DetailValues, setup: Setup): Problem[] {
  const problems: Problem[] = [];
  values.metadata.forEach((row, index) => {
    const field = setup.metadata?.find((each) => each.name === row.name);
    const text = field && field.use !== 'hidden' ? metadataProblem(field, row.value) : undefined;
    if (text !== undefined) problems.push({ path: ['metadata', index, 'value'], text });
  });
  values.fields.forEach((row, index) => {
    if (row.value === '') problems.push({ path: ['fields', index, 'value'], text: `${row.name} is required.` });
  });
  return problems;
}

/** The CAs with subscriber terms that may issue this: the chosen one, or any of them where the server chooses. */
export function termsOf(choice: EnrollChoice, authority: string): string[] {
  return choice.authorities
    .filter((each) => each.subscriberTerms && (authority === '' || each.name === authority))
    .map((each) => each.displayName);
}

/** Terms that are not accepted keep the request back. */
export function termsProblems(choice: EnrollChoice, values: { authority: string; acceptTerms: boolean }): Problem[] {
  if (values.acceptTerms || termsOf(choice, values.authority).length === 0) return [];
  return [{ path: ['acceptTerms'], text: 'Accept the subscriber terms, or choose a CA that has none.' }];
}

function object(rows: readonly NamedValue[]): Record<string, string> {
  return Object.fromEntries(rows.filter((row) => row.value !== '').map((row) => [row.name, row.value]));
}

/** The members both enrollments share. Hidden fields go with their default: whether the server would add it is not known. */
export function detailsToWire(values: DetailValues, server: { ownerRole: boolean }): Record<string, unknown> {
  return {
    Metadata: object(values.metadata),
    AdditionalEnrollmentFields: object(values.fields),
    ...(server.ownerRole && values.owner !== '' ? { OwnerRoleName: values.owner } : {}),
  };
}

/** What is enrolled with: only the pattern where there is one, else the template's short name, else neither. */
export function choiceToWire(setup: Setup): Record<string, unknown> {
  if (setup.choice.pattern) return { EnrollmentPatternId: setup.choice.pattern.patternId };
  return setup.choice.template ? { Template: setup.choice.template.name } : {};
}

/** Left out, the server takes any CA that may issue this. */
export function authorityToWire(authority: string): Record<string, unknown> {
  return authority === '' ? {} : { CertificateAuthority: authority };
}

/** Date and time to the second, in UTC, as the vendor's clients send it. */
export function timestamp(now: Date): string {
  return now.toISOString().replace(/\.\d+Z$/, 'Z');
}
