import * as z from 'zod/mini';
import { isDocument, type WireDocument } from '../../../api/wireDocument.ts';
import type { Json } from '../../../domain/merge.ts';
import { keptEntries, keysOf, withMembers } from './keptEntries.ts';

/** Who may enroll by a pattern: as Active Directory's permissions on the template say, or security roles, by name. */
const accessShape = z.object({ useAd: z.boolean(), roles: z.array(z.string()) });
export type AccessValues = z.infer<typeof accessShape>;

const nameOf = (entry: Json): string | undefined =>
  isDocument(entry) && typeof entry['Name'] === 'string' ? entry['Name'] : undefined;

/** The values of the form for a pattern. */
export function accessFromWire(pattern: WireDocument): AccessValues {
  return {
    useAd: pattern['UseADPermissions'] === true,
    roles: keysOf(pattern['AssociatedRoles'], nameOf),
  };
}

/**
 * What the form accepts: where Active Directory does not decide, the server refuses a pattern without a role (recorded on
 * 25.4). A stored pattern that is like that already may stay so.
 */
export function accessValues(pattern: WireDocument) {
  const held = accessFromWire(pattern);
  const stored = pattern['Id'] !== undefined && !held.useAd && held.roles.length === 0;
  return accessShape.check(
    z.refine((values) => values.useAd || values.roles.length > 0 || stored, {
      error: 'Choose at least one security role, or let Active Directory’s permissions decide.',
      path: ['roles'],
    }),
  );
}

/** The pattern with this access: roles that stay keep the object that came, a new one has its name only. */
export function accessToWire(pattern: WireDocument, values: AccessValues): WireDocument {
  return withMembers(pattern, {
    UseADPermissions: values.useAd === (pattern['UseADPermissions'] === true) ? undefined : values.useAd,
    AssociatedRoles: keptEntries(pattern['AssociatedRoles'], nameOf, values.roles, (Name) => ({ Name })),
  });
}
