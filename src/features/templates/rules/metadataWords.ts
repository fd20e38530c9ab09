import type { MetadataField, MetadataKind } from '../../../api/metadata.ts';
import type { Choice } from '../../../form/choices.ts';

/** What each kind of metadata field holds, in words. */
const kindWords: Readonly<Record<MetadataKind, string>> = {
  string: 'String',
  integer: 'Whole number',
  date: 'Date',
  boolean: 'True or false',
  choice: 'Multiple choice',
  text: 'Big text',
  email: 'Email address',
  unknown: 'Data type unknown here',
};

export const enrollmentUses: readonly Choice[] = [
  { value: 'optional', label: 'Optional' },
  { value: 'required', label: 'Required' },
  { value: 'hidden', label: 'Hidden' },
];

/** The metadata fields by their id; undefined while the server's list is not known. */
export type Definitions = ReadonlyMap<number, MetadataField> | undefined;

/** What a field is called: by its name, else by its id. */
export function metadataName(id: unknown, definitions: Definitions): string {
  if (typeof id !== 'number') return '';
  return definitions?.get(id)?.name ?? `Metadata field ${id}`;
}

/** The fields to choose from: the server's, and those in use that it does not list. */
export function metadataChoices(definitions: Definitions, inUse: readonly (number | null)[]): Choice[] {
  const listed = [...(definitions?.values() ?? [])];
  const held = [...new Set(inUse)].filter((id) => id !== null && definitions?.has(id) !== true);
  return [
    ...listed.map(({ metadataId, name, kind }) => ({ value: metadataId, label: name, hint: kindWords[kind] })),
    // Last, because typing "own" finds "unknown" too.
    ...held.map((id) => {
      const label = metadataName(id, undefined);
      return { value: id, label: definitions ? `${label} – unknown here` : label };
    }),
  ];
}

/** What holds for a field where nothing is said here: "Multiple choice. As defined: required, default “Net”." */
export function inheritedWords(field: MetadataField): string {
  const value = field.defaultValue === '' ? 'no default value' : `default “${field.defaultValue}”`;
  return `${kindWords[field.kind]}. As defined: ${field.use}, ${value}.`;
}

/** What an empty input stands for. An empty text that the server holds is its own value; nothing is inherited then. */
export function emptyWords(inherited: string | undefined, heldAsEmpty: boolean): string {
  if (heldAsEmpty) return 'empty';
  return inherited === undefined || inherited === '' ? 'not set' : `inherits: ${inherited}`;
}

/** Why a default value does not fit the kind of its field; undefined where it fits or cannot be judged. */
export function misfit(kind: MetadataKind, value: string, options: readonly string[]): string | undefined {
  if (value === '') return undefined;
  switch (kind) {
    case 'integer':
      return /^[+-]?\d+$/.test(value) ? undefined : 'Not a whole number.';
    case 'date':
      return isDay(value) ? undefined : 'Not a date in the form 2026-01-31.';
    case 'boolean':
      return /^(true|false)$/i.test(value) ? undefined : 'Neither true nor false.';
    case 'choice':
      return options.length === 0 || options.includes(value) ? undefined : 'Not among the choices.';
    case 'email':
      return /^[^\s@]+@[^\s@]+$/.test(value) ? undefined : 'Not an email address.';
    default:
      return undefined;
  }
}

/** Whether a text is a day of the calendar as Command stores dates: yyyy-MM-dd. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The values to choose from for a default: none, the choices, and one that is held without being among them. */
export function defaultChoices(
  kind: MetadataKind,
  value: string,
  options: readonly string[],
  none: string,
): Choice<string>[] {
  const offered = kind === 'boolean' ? ['true', 'false'] : [...options];
  // "True" stands for true: the spelling that is held stays.
  const spelled = kind === 'boolean' ? offered.map((each) => (each === value.toLowerCase() ? value : each)) : offered;
  const label = (each: string) => (kind === 'boolean' ? `${each.charAt(0).toUpperCase()}${each.slice(1)}` : each);
  return [{ value: '', label: none }, ...spelled.map((each) => ({ value: each, label: label(each) }))];
}
