import * as z from 'zod/mini';
import { isDocument, type WireDocument } from '../../../api/wireDocument.ts';
import type { Json } from '../../../domain/merge.ts';
import { keptEntries, keysOf, withMembers } from './keptEntries.ts';

/** Which certificate authorities a pattern may use: all that serve its template, or some, by id. */
const authoritiesShape = z.object({ restrict: z.boolean(), ids: z.array(z.number()) });
export type AuthoritiesValues = z.infer<typeof authoritiesShape>;

const idOf = (entry: Json): number | undefined =>
  isDocument(entry) && typeof entry['Id'] === 'number' ? entry['Id'] : undefined;

/** The values of the form for a pattern. */
export function authoritiesFromWire(pattern: WireDocument): AuthoritiesValues {
  return { restrict: pattern['RestrictCAs'] === true, ids: keysOf(pattern['CertificateAuthorities'], idOf) };
}

/**
 * What the form accepts: a pattern that is restricted to no authority at all is refused by the server (recorded on 25.4). A
 * stored pattern that is like that already may stay so.
 */
export function authoritiesValues(pattern: WireDocument) {
  const held = authoritiesFromWire(pattern);
  const stored = pattern['Id'] !== undefined && held.restrict && held.ids.length === 0;
  return authoritiesShape.check(
    z.refine((values) => !values.restrict || values.ids.length > 0 || stored, {
      error: 'Choose at least one certificate authority, or let all that serve the template be used.',
      path: ['ids'],
    }),
  );
}

/**
 * The pattern with these authorities: those that stay keep the object that came, a new one has its id only. Where the
 * restriction is lifted the list is emptied with it, because the server ignores it then.
 */
export function authoritiesToWire(pattern: WireDocument, values: AuthoritiesValues): WireDocument {
  const restricted = pattern['RestrictCAs'] === true;
  const loaded = pattern['CertificateAuthorities'];
  const lifted = restricted && !values.restrict;
  const emptied = Array.isArray(loaded) && loaded.length === 0 ? undefined : [];
  return withMembers(pattern, {
    RestrictCAs: values.restrict === restricted ? undefined : values.restrict,
    CertificateAuthorities: lifted ? emptied : keptEntries(loaded, idOf, values.ids, (Id) => ({ Id })),
  });
}
