import { certificateState, type StateFacts } from '../../domain/certificateState.ts';

const words: Partial<Record<ReturnType<typeof certificateState>['name'], string>> = {
  revoked: 'The certificate is revoked: whoever checks it will refuse it.',
  'on hold': 'The certificate is on hold: until that is lifted, whoever checks it will refuse it.',
  expired: 'The certificate has expired: whoever checks it will refuse it.',
};

/** What is said before a certificate goes to stores where it will not be taken by whoever uses them; null: nothing, or not known. */
export const stateWarning = (facts: StateFacts | undefined, nowMs: number): string | null =>
  facts === undefined ? null : (words[certificateState(facts, nowMs).name] ?? null);
