import type { RevocationsHeld } from '../../api/certificateRevocations.ts';
import { onHold, removeFromHold } from '../../domain/revocation.ts';
import type { KeptRevocation } from './keptRevocations.ts';

/** Whether a certificate in this state is already what a revocation with this reason makes of it. */
export function isDone(stateName: string, reason: number | null): boolean {
  if (reason === removeFromHold) return stateName !== 'on hold';
  return stateName === 'revoked' || (reason === onHold && stateName === 'on hold');
}

/**
 * The revocations that may still wait although the server does not say so: those asked for on this browser that are not
 * done, and that it names neither as waiting nor as ended.
 */
export function stillOpen(
  kept: readonly KeptRevocation[],
  { waiting, ended }: RevocationsHeld,
  stateName: string,
): KeptRevocation[] {
  const told = new Set([...waiting.map(({ instance }) => instance.instanceId), ...ended].map((id) => id.toLowerCase()));
  return kept.filter(
    ({ reason, workflowId }) => !isDone(stateName, reason) && !told.has(workflowId?.toLowerCase() ?? ''),
  );
}
