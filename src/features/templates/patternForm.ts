import * as z from 'zod/mini';
import type { Json } from '../../domain/merge.ts';
import { textOf, type WireDocument } from '../../api/wireDocument.ts';
import { knowsCaseSensitivity, regexesFromWire, regexesToWire, regexRow } from './regexForm.ts';

/** What the form accepts: a pattern must have a name (vendor documentation, PUT EnrollmentPatterns). */
export const patternSchema = z.object({
  name: z.string().check(z.minLength(1, 'An enrollment pattern needs a name.')),
  description: z.string(),
  regexes: z.array(regexRow),
});
export type PatternValues = z.infer<typeof patternSchema>;

/** The values of the form for a loaded enrollment pattern. */
export function fromWire(loaded: WireDocument): PatternValues {
  return {
    name: textOf(loaded['Name']),
    description: textOf(loaded['Description']),
    regexes: regexesFromWire(loaded['Regexes']),
  };
}

/** The loaded pattern with what the form owns replaced, and nothing else touched. An emptied description becomes null. */
export function toWire(loaded: WireDocument, values: PatternValues): WireDocument {
  const edited: Record<string, Json> = { ...loaded };
  if (values.name !== textOf(loaded['Name'])) edited['Name'] = values.name;
  if (values.description !== textOf(loaded['Description'])) {
    edited['Description'] = values.description === '' ? null : values.description;
  }
  const blank: WireDocument = hasCaseSensitivity(loaded) ? { CaseSensitive: false } : {};
  const regexes = regexesToWire(loaded['Regexes'], values.regexes, blank);
  if (regexes !== undefined && regexes !== loaded['Regexes']) edited['Regexes'] = regexes;
  return edited;
}

/** Whether a regex of this pattern can be case sensitive; every server with enrollment patterns knows it. */
export function hasCaseSensitivity(loaded: WireDocument): boolean {
  return knowsCaseSensitivity(loaded['Regexes'], true);
}
