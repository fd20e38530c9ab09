import * as z from 'zod/mini';
import type { WireDocument } from '../../../api/wireDocument.ts';
import type { Json } from '../../../domain/merge.ts';
import { withMembers } from './keptEntries.ts';

const cleanUpShape = z.object({
  enabled: z.nullable(z.boolean()),
  /** As typed; empty is not set here. */
  delay: z.string(),
  unit: z.nullable(z.number()),
  withKey: z.nullable(z.boolean()),
});
export type CleanUpValues = z.infer<typeof cleanUpShape>;

const boolOf = (value: Json | undefined) => (typeof value === 'boolean' ? value : null);

/** The values of the form for a template's clean-up of expired certificates; null and empty are "not set here". */
export function cleanUpFromWire(template: WireDocument): CleanUpValues {
  const delay = template['TimeAfterExpiration'];
  const unit = template['TimeAfterExpirationUnits'];
  return {
    enabled: boolOf(template['CertificateCleanupEnabled']),
    delay: typeof delay === 'number' ? String(delay) : '',
    unit: typeof unit === 'number' ? unit : null,
    withKey: boolOf(template['DeleteWithArchivedKey']),
  };
}

const mostUnits = 2_147_483_647;

/** What the form accepts: a delay that the wire can carry. What the server holds already may stay. */
export function cleanUpValues(template: WireDocument) {
  const held = cleanUpFromWire(template);
  const fits = (text: string) => /^\d*$/.test(text) && Number(text) <= mostUnits;
  return cleanUpShape.check(
    z.refine((now) => now.delay === held.delay || fits(now.delay), {
      error: 'The delay is a whole number, 0 or more; empty is not set here.',
      path: ['delay'],
    }),
  );
}

/** The template with this clean-up: only what changed and only members that came; an emptied delay is null. */
export function cleanUpToWire(template: WireDocument, values: CleanUpValues): WireDocument {
  const held = cleanUpFromWire(template);
  const written = (member: string, changed: boolean, value: Json) =>
    changed && Object.hasOwn(template, member) ? { [member]: value } : {};
  return withMembers(template, {
    ...written('CertificateCleanupEnabled', values.enabled !== held.enabled, values.enabled),
    ...written('TimeAfterExpiration', values.delay !== held.delay, values.delay === '' ? null : Number(values.delay)),
    ...written('TimeAfterExpirationUnits', values.unit !== held.unit, values.unit),
    ...written('DeleteWithArchivedKey', values.withKey !== held.withKey, values.withKey),
  });
}
