import * as z from 'zod/mini';
import type { WireDocument } from '../../../api/wireDocument.ts';
import { readEnrollTypes } from '../../../domain/enrollTypes.ts';
import { withMembers } from './keptEntries.ts';

/** The kinds of enrollment that are allowed. */
export const enrollTypesValues = z.object({ pfx: z.boolean(), csr: z.boolean(), csrGeneration: z.boolean() });
export type EnrollTypesValues = z.infer<typeof enrollTypesValues>;

const maskOf = (document: WireDocument): number => {
  const mask = document['AllowedEnrollmentTypes'];
  return typeof mask === 'number' ? mask : 0;
};

/** The values of the form for a template or a pattern. */
export function enrollTypesFromWire(document: WireDocument): EnrollTypesValues {
  return readEnrollTypes(maskOf(document));
}

/** The document with these kinds; bits that are not known here stay, nothing changed gives the document itself. */
export function enrollTypesToWire(document: WireDocument, values: EnrollTypesValues): WireDocument {
  const mask = maskOf(document);
  const known = (values.pfx ? 1 : 0) + (values.csr ? 2 : 0) + (values.csrGeneration ? 4 : 0);
  // Subtraction rather than bit arithmetic, which would cut a number beyond 32 bits.
  const now = mask - (mask & 7) + known;
  return withMembers(document, { AllowedEnrollmentTypes: now === mask ? undefined : now });
}
