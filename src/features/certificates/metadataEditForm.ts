import * as z from 'zod/mini';
import type { MetadataField } from '../../api/metadata.ts';
import { valueProblem } from '../../domain/metadataValue.ts';

const row = z.object({ name: z.string(), value: z.string() });

/** The rows of the form: every defined field in display order, then what the certificate holds beside them. */
export interface MetadataEditValues {
  rows: { name: string; value: string }[];
}

type Held = Readonly<Record<string, string>>;

/** A definition for a field that the server tells only by its value: plain text without a rule. */
const undefinedField = (name: string): MetadataField => ({
  metadataId: 0,
  name,
  description: '',
  kind: 'unknown',
  hint: '',
  regex: '',
  caseSensitive: undefined,
  message: '',
  options: [],
  defaultValue: '',
  use: 'optional',
  order: Number.MAX_SAFE_INTEGER,
});

/** The fields to show: those defined, and those that only the certificate has. `definitions` is null where they cannot be read. */
export function shownFields(definitions: readonly MetadataField[] | null, held: Held): MetadataField[] {
  const known = definitions ?? [];
  const others = Object.keys(held).filter((name) => !known.some((field) => field.name === name));
  return [...known, ...others.map(undefinedField)];
}

/** What the certificate holds, as rows. */
export function fromWire(fields: readonly MetadataField[], held: Held): MetadataEditValues {
  return { rows: fields.map(({ name }) => ({ name, value: held[name] ?? '' })) };
}

/** The fields whose value is no longer what the certificate holds, with both. */
export function changedRows({ rows }: MetadataEditValues, held: Held): { name: string; old: string; new: string }[] {
  return rows
    .map(({ name, value }) => ({ name, old: held[name] ?? '', new: value }))
    .filter((each) => each.old !== each.new);
}

/** The fields among the changes that somebody else has changed since the form was opened. */
export function changedMeanwhile(changes: readonly { name: string; old: string }[], now: Held): string[] {
  return changes.filter(({ name, old }) => (now[name] ?? '') !== old).map(({ name }) => name);
}

/** Only what changes is sent: every other field stays as it is (vendor documentation, PUT Certificates/Metadata). */
export function toWire(values: MetadataEditValues, held: Held): Record<string, string> {
  return Object.fromEntries(changedRows(values, held).map((each) => [each.name, each.new]));
}

/** Values that change follow the rule of their field; what was there before is not judged. */
export function metadataEditSchema(fields: readonly MetadataField[], held: Held) {
  return z.object({
    rows: z.array(row).check((context) => {
      context.value.forEach(({ name, value }, index) => {
        const field = fields.find((each) => each.name === name);
        const problem = field && value !== (held[name] ?? '') ? valueProblem(field, value) : undefined;
        if (problem === undefined) return;
        context.issues.push({ code: 'custom', message: problem, input: value, path: [index, 'value'] });
      });
    }),
  });
}

/** The fields that hold something else than was asked for, after the certificate was read again. */
export function notTaken(sent: Held, now: Held): string[] {
  return Object.keys(sent).filter((name) => (now[name] ?? '') !== sent[name]);
}
