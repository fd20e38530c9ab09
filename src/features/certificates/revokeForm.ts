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

interface AskWords {
  title: string;
  confirm: string;
  /** What it does to the certificate, and whether that is for good. */
  effect: string;
}

/** The question before it is sent, as far as a reason is chosen: a hold is another act than a revocation. */
export function askWords(name: string, reason: number | null, isHeld = false): AskWords {
  if (reason === removeFromHold) {
    const effect = 'It is valid again then. Others learn it from the next revocation list (CRL) or OCSP answer.';
    return { title: `Take ${name} from hold?`, confirm: 'Take from hold', effect };
  }
  if (reason === onHold) {
    const effect = 'It can be taken from hold again. Until then it is on the revocation list (CRL), and not trusted.';
    return { title: `Put ${name} on hold?`, confirm: 'Put on hold', effect };
  }
  const effect = reason === null && !isHeld ? 'Only a hold can be taken back.' : 'This cannot be taken back.';
  return { title: `Revoke ${name}?`, confirm: 'Revoke certificate', effect };
}

/** What was not done, by its reason. */
const notDone = (reason: number | null): string =>
  reason === removeFromHold ? 'Not taken from hold' : reason === onHold ? 'Not put on hold' : 'Not revoked';

/** What became of it, in words that claim no more than was seen. `asked` is the reason that was sent. */
export function outcomeWords(
  { outcome, message, after }: Revoked,
  asked: number | null,
): { kind: 'success' | 'info' | 'warning'; title: string; text: string } {
  if (outcome === 'suspended') {
    return {
      kind: 'info',
      title: `${notDone(asked)} yet: it waits for an approval`,
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
  const unhold = asked === removeFromHold;
  const ended = after.stateNumber === 2;
  const held = ended && after.revocationReason === onHold;
  // A hold that stands is not what a revocation for good asked for.
  const asWanted = unhold ? !ended : asked === onHold ? ended : ended && !held;
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
    title: notDone(asked),
    text: `The server ${outcome === 'done' ? 'says that it did what was asked' : 'named it neither as done nor as waiting'}, but it shows the certificate as ${held ? 'on hold' : after.state || 'it was before'}. Read it again in a minute.`,
  };
}
