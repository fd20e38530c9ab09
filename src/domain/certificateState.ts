/** What is known of a certificate's state. Times are ISO text, '' where not known; numbers as Keyfactor writes them. */
export interface StateFacts {
  /** CertState: 1 active, 2 revoked, 3 denied, 4 failed, 5 pending; null where the server leaves it out. */
  stateNumber: number | null;
  /** The server's word for it. */
  state: string;
  notAfter: string;
  /** 6 is on hold; null where none. */
  revocationReason: number | null;
}

/** One word for a state, and how grave it is. */
export interface CertificateState {
  name: 'active' | 'ends soon' | 'expired' | 'revoked' | 'on hold' | 'other';
  kind: 'ok' | 'warning' | 'error' | 'waiting' | 'unknown';
  word: string;
}

const dayMs = 86_400_000;
const soonDays = 30;
const hold = 6;

const others: Readonly<Record<number, Pick<CertificateState, 'kind'>>> = {
  3: { kind: 'error' },
  4: { kind: 'error' },
  5: { kind: 'waiting' },
  8: { kind: 'waiting' },
};

/**
 * The state of a certificate at a time (ms). Expired is no state of the server's, it follows from the date (vendor
 * documentation, Certificates; field notes of client authors); revoked counts more than expired.
 */
export function certificateState(facts: StateFacts, nowMs: number): CertificateState {
  if (facts.stateNumber === 2) {
    return facts.revocationReason === hold
      ? { name: 'on hold', kind: 'warning', word: 'On hold' }
      : { name: 'revoked', kind: 'error', word: 'Revoked' };
  }
  const endsMs = facts.notAfter === '' ? Number.NaN : Date.parse(facts.notAfter);
  const other = others[facts.stateNumber ?? 1];
  if (other) return { name: 'other', kind: other.kind, word: facts.state || 'Unknown' };
  if (endsMs < nowMs) return { name: 'expired', kind: 'error', word: 'Expired' };
  if (facts.stateNumber !== null && facts.stateNumber !== 1) {
    return { name: 'other', kind: 'unknown', word: facts.state || 'Unknown' };
  }
  if (endsMs - nowMs < soonDays * dayMs) {
    const days = Math.floor((endsMs - nowMs) / dayMs);
    const left = days === 0 ? 'Ends within a day' : days === 1 ? 'Ends in 1 day' : `Ends in ${days} days`;
    return { name: 'ends soon', kind: 'warning', word: left };
  }
  return { name: 'active', kind: 'ok', word: 'Active' };
}
