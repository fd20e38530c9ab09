import * as z from 'zod/mini';
import type { Revoked } from '../../api/certificateActions.ts';
import { onHold, removeFromHold } from '../../domain/revocation.ts';

/** What the dialog asks for: a number as the wire writes reasons, why, and from when (local, '' is now). */
export const revokeSchema = z.object({
  reason: z.nullable(z.number()).check(z.refine((reason) => reason !== null, 'Choose a reason.')),
  comment: z.string().check(z.refine((text) => text.trim() !== '', 'Say why: the server does not take it without.')),
  effective: z
    .string()
    .check(z.refine((text) => text === '' || !Number.isNaN(Date.parse(text)), 'Enter a date and a time.')),
});

export type RevokeValues = z.output<typeof revokeSchema>;

/** An empty form; taking from hold has its reason already. */
export const revokeValues = (unhold: boolean): RevokeValues => ({
  reason: unhold ? removeFromHold : null,
  comment: '',
  effective: '',
});

/** Reason, comment and time as the call wants them; a local time becomes UTC to the second. */
export function revocationOf({ reason, comment, effective }: RevokeValues): {
  reason: number;
  comment: string;
  effectiveAt: string | null;
} {
  const at = effective === '' ? null : new Date(effective).toISOString().replace(/\.\d+Z$/, 'Z');
  return { reason: reason ?? 0, comment: comment.trim(), effectiveAt: at };
}

/** What became of it, in words that claim no more than was seen. */
export function outcomeWords(
  { outcome, message, after }: Revoked,
  unhold: boolean,
): { kind: 'success' | 'info' | 'warning'; title: string; text: string } {
  const revoked = after?.stateNumber === 2;
  const held = revoked && after.revocationReason === onHold;
  if (outcome === 'suspended') {
    return {
      kind: 'info',
      title: unhold ? 'Not taken from hold yet: it waits for an approval' : 'Not revoked yet: it waits for an approval',
      text: `Nothing changes before somebody approves, and nothing at all if it is denied.${message === '' ? '' : ` The server says: ${message}`}`,
    };
  }
  if (after === null) {
    return {
      kind: 'warning',
      title:
        outcome === 'done'
          ? 'Done, but the certificate could not be read again'
          : 'The certificate could not be read again',
      text:
        outcome === 'done'
          ? 'The server says that it did what was asked. Its state now was not seen.'
          : 'The server named it neither as done nor as waiting. Look at its state before you try again.',
    };
  }
  const asWanted = unhold ? !revoked : revoked;
  if (asWanted && outcome === 'done') {
    if (unhold) return { kind: 'success', title: 'Taken from hold', text: 'The server shows it as valid again.' };
    return {
      kind: 'success',
      title: held ? 'Put on hold' : 'Revoked',
      text: 'Others learn it from the next revocation list (CRL) or OCSP answer of the CA.',
    };
  }
  if (asWanted) {
    return {
      kind: 'info',
      title: unhold ? 'It is not on hold' : held ? 'It is on hold' : 'It is revoked',
      text: 'The server named it neither as done nor as waiting: it was so before, or somebody else was faster.',
    };
  }
  return {
    kind: 'warning',
    title: unhold ? 'Not taken from hold' : 'Not revoked',
    text: `The server ${outcome === 'done' ? 'says that it did what was asked' : 'named it neither as done nor as waiting'}, but it shows the certificate as ${after.state || 'it was before'}. Read it again in a minute.`,
  };
}
