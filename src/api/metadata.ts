import * as z from 'zod/mini';
import { queryOptions } from '@tanstack/react-query';
import { fetchAll } from './lists.ts';
import { bool, int, loose, maybe, numberOrName, text } from './wire.ts';

/** What a metadata field holds. `unknown` is a data type this app has never seen: it is offered as text. */
export type MetadataKind = 'string' | 'integer' | 'date' | 'boolean' | 'choice' | 'text' | 'email' | 'unknown';
export type MetadataUse = 'optional' | 'required' | 'hidden';

/** A metadata field as defined on the server, before a template or a pattern has its say. */
export interface MetadataField {
  metadataId: number;
  name: string;
  description: string;
  kind: MetadataKind;
  hint: string;
  regex: string;
  /** Undefined where the server does not say. */
  caseSensitive: boolean | undefined;
  message: string;
  options: readonly string[];
  defaultValue: string;
  use: MetadataUse;
  order: number;
}

/** What a template or an enrollment pattern says about one metadata field; null leaves the definition in force. */
export interface MetadataOverride {
  metadataId: number;
  defaultValue: string | null;
  regex: string | null;
  message: string | null;
  caseSensitive: boolean | null;
  use: MetadataUse | null;
  options: readonly string[] | null;
}

const kinds: Record<string, MetadataKind> = {
  '1': 'string',
  '2': 'integer',
  '3': 'date',
  '4': 'boolean',
  '5': 'choice',
  '6': 'text',
  '7': 'email',
  string: 'string',
  integer: 'integer',
  date: 'date',
  boolean: 'boolean',
  multiplechoice: 'choice',
  bigtext: 'text',
  email: 'email',
};

const uses: Record<string, MetadataUse> = {
  '0': 'optional',
  '1': 'required',
  '2': 'hidden',
  optional: 'optional',
  required: 'required',
  hidden: 'hidden',
};

const optionList = maybe(z.union([text, z.array(text)]));

/** One row of GET MetadataFields, as far as this app reads it. */
const wireMetadataField = loose({
  Id: int,
  Name: text,
  Description: maybe(text),
  DataType: maybe(numberOrName),
  Hint: maybe(text),
  Validation: maybe(text),
  CaseSensitive: maybe(bool),
  Enrollment: maybe(numberOrName),
  Message: maybe(text),
  Options: optionList,
  DefaultValue: maybe(text),
  DisplayOrder: maybe(int),
});

/** A metadata row of a template, of the enrollment context, or of EnrollmentPatterns/{id}/Metadata. */
export const wireMetadataOverride = loose({
  MetadataId: int,
  DefaultValue: maybe(text),
  Validation: maybe(text),
  CaseSensitive: maybe(bool),
  Enrollment: maybe(numberOrName),
  Message: maybe(text),
  Options: optionList,
});

function enumKey(value: number | string | null | undefined): string {
  return String(value ?? '')
    .replaceAll(/[\s_-]/g, '')
    .toLowerCase();
}

/** How a field is used at enrollment, from a number (0 to 2) or a name in any letter case; undefined for all else. */
export function metadataUse(value: number | string | null | undefined): MetadataUse | undefined {
  const key = enumKey(value);
  return Object.hasOwn(uses, key) ? uses[key] : undefined;
}

/** Options come as one comma-separated text; a list is taken as it is. */
export function readOptions(value: string | readonly string[] | null | undefined): string[] {
  const parts = typeof value === 'string' ? value.split(',') : (value ?? []);
  return parts.map((option) => option.trim()).filter((option) => option !== '');
}

/** A metadata definition from the wire; a data type nobody told us about stays `unknown`. */
export function readMetadataField(row: z.infer<typeof wireMetadataField>): MetadataField {
  return {
    metadataId: row.Id,
    name: row.Name,
    description: row.Description ?? '',
    kind: kinds[enumKey(row.DataType)] ?? 'unknown',
    hint: row.Hint ?? '',
    regex: row.Validation ?? '',
    caseSensitive: row.CaseSensitive ?? undefined,
    message: row.Message ?? '',
    options: readOptions(row.Options),
    defaultValue: row.DefaultValue ?? '',
    use: metadataUse(row.Enrollment) ?? 'optional',
    order: row.DisplayOrder ?? Number.MAX_SAFE_INTEGER,
  };
}

/** An override row from the wire; a member that is null or absent leaves the definition in force. */
export function readMetadataOverride(row: z.infer<typeof wireMetadataOverride>): MetadataOverride {
  const options = readOptions(row.Options);
  return {
    metadataId: row.MetadataId,
    defaultValue: row.DefaultValue ?? null,
    regex: row.Validation ?? null,
    message: row.Message ?? null,
    caseSensitive: row.CaseSensitive ?? null,
    use: metadataUse(row.Enrollment) ?? null,
    options: options.length > 0 ? options : null,
  };
}

/**
 * The fields in force for one request, in display order. Each member of an override wins over the definition where it is
 * set (vendor documentation, Metadata Fields: pattern or template first, then system-wide). An empty regex is no rule.
 */
export function fieldsInForce(
  definitions: readonly MetadataField[],
  overrides: readonly MetadataOverride[],
): MetadataField[] {
  return definitions
    .map((field) => {
      const over = overrides.find((row) => row.metadataId === field.metadataId);
      if (!over) return field;
      return {
        ...field,
        defaultValue: over.defaultValue ?? field.defaultValue,
        regex: over.regex ?? field.regex,
        message: over.message ?? field.message,
        caseSensitive: over.caseSensitive ?? field.caseSensitive,
        use: over.use ?? field.use,
        options: over.options ?? field.options,
      };
    })
    .toSorted((a, b) => a.order - b.order || a.name.localeCompare(b.name));
}

/** Every metadata field the server defines, in display order. */
export function metadataFieldsQuery() {
  return queryOptions({
    queryKey: ['metadata fields'],
    queryFn: async ({ signal }) => {
      const rows = await fetchAll('/MetadataFields', {}, wireMetadataField, { signal });
      return rows.map(readMetadataField).toSorted((a, b) => a.order - b.order || a.name.localeCompare(b.name));
    },
    staleTime: 5 * 60_000,
  });
}
