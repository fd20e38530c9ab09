import * as z from 'zod/mini';
import { readKeyRetention, retentionNumbers } from '../../../api/templates.ts';
import type { WireDocument } from '../../../api/wireDocument.ts';
import { enumNumber } from '../../../api/wire.ts';
import { withMembers } from './keptEntries.ts';

const retentionShape = z.object({
  /** The server's name for it; an unknown value as it came. */
  policy: z.string(),
  /** As typed; empty where the server has none. */
  days: z.string(),
});
export type RetentionValues = z.infer<typeof retentionShape>;

/** One-click renewal: null where the server does not say. */
export const renewalsValue = z.nullable(z.boolean());

/** Whether a policy keeps keys for a number of days. */
function isTimed(policy: string): boolean {
  return policy === 'AfterExpiration' || policy === 'FromIssuance';
}

/** Whether days belong to a policy: to the timed ones, and perhaps to one that is not known here. */
export function takesDays(policy: string): boolean {
  return isTimed(policy) || !Object.hasOwn(retentionNumbers, policy);
}

/** The values of the form for a template's key retention. */
export function retentionFromWire(template: WireDocument): RetentionValues {
  const { policy, days } = readKeyRetention(template['KeyRetention'], template['KeyRetentionDays']);
  return { policy, days: days === null ? '' : String(days) };
}

const mostDays = 2_147_483_647;
const isDays = (text: string) => /^\d+$/.test(text) && Number(text) <= mostDays;

/**
 * What the form accepts: days that the wire can carry, and some wherever keys are kept for a time, because the server
 * refuses that without (recorded on 25.4; 0 is accepted). What the server holds already may stay.
 */
export function retentionValues(template: WireDocument) {
  const held = retentionFromWire(template);
  const unchanged = (now: RetentionValues) => now.days === held.days && now.policy === held.policy;
  return retentionShape.check(
    z.refine((now) => !isTimed(now.policy) || now.days !== '' || unchanged(now), {
      error: 'Say for how many days: the server refuses a timed retention without them.',
      path: ['days'],
    }),
    z.refine((now) => !takesDays(now.policy) || now.days === '' || now.days === held.days || isDays(now.days), {
      error: 'Days are a whole number, 0 or more.',
      path: ['days'],
    }),
  );
}

/**
 * The template with this retention, in the form it came: a name or a number. A policy that counts no days sends 0 days
 * once it is chosen, as servers hold it (recorded on 25.4). Nothing changed gives the template itself.
 */
export function retentionToWire(template: WireDocument, values: RetentionValues): WireDocument {
  const held = retentionFromWire(template);
  const came = template['KeyRetention'];
  const changed = values.policy !== held.policy;
  const number = enumNumber(values.policy, retentionNumbers);
  const typed = values.days === '' ? null : Number(values.days);
  const days = takesDays(values.policy) ? (values.days === held.days ? undefined : typed) : changed ? 0 : undefined;
  return withMembers(template, {
    KeyRetention: changed ? (typeof came === 'number' && number !== null ? number : values.policy) : undefined,
    KeyRetentionDays: days,
  });
}

/** Whether a template may be renewed with one click; null where the server does not say. */
export function renewalsFromWire(template: WireDocument): boolean | null {
  const allowed = template['AllowOneClickRenewals'];
  return typeof allowed === 'boolean' ? allowed : null;
}

/** The template with this one-click renewal, where its server knows the member at all. */
export function renewalsToWire(template: WireDocument, allowed: boolean | null): WireDocument {
  const known = Object.hasOwn(template, 'AllowOneClickRenewals');
  const changed = allowed !== renewalsFromWire(template);
  return withMembers(template, { AllowOneClickRenewals: known && changed ? allowed : undefined });
}
