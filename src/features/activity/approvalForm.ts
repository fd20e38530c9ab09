import * as z from 'zod/mini';
import type { InstanceRow, WaitingAtCa } from '../../api/approvals.ts';

/** What a person can decide: a workflow's step, or a request at its CA. */
export type Waiting = { kind: 'workflow'; row: InstanceRow } | { kind: 'authority'; row: WaitingAtCa };

export interface DecisionValues {
  comment: string;
}

/** A denial without a reason leaves the requester guessing, so that one is asked for; the server does not. */
export const decisionSchema = (approve: boolean) =>
  z.object({ comment: z.string() }).check(
    z.refine(({ comment }) => approve || comment.trim() !== '', {
      path: ['comment'],
      error: 'Say why, so that the requester can do better.',
    }),
  );

/** The title of what waits; never empty. */
export function waitingTitle(waiting: Waiting): string {
  if (waiting.kind === 'workflow')
    return waiting.row.title || `Workflow ${waiting.row.reference ?? waiting.row.instanceId}`;
  return waiting.row.commonName || waiting.row.subject || `Request ${waiting.row.requestId}`;
}

/** Is the step one that is approved or denied? Its signal is then the one to send; null for any other step. */
export function approvalSignal(signals: readonly string[], stepKey: string): string | null {
  const named = signals.find((signal) => /approv/i.test(signal)) ?? (signals.length === 1 ? signals[0] : undefined);
  return named === undefined || stepKey === '' ? null : `${stepKey}.${named}`;
}
