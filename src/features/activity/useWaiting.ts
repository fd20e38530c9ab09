import { useQuery } from '@tanstack/react-query';
import { assignedQuery, waitingAtCaQuery } from '../../api/approvals.ts';
import type { Evidence } from '../../api/requests.ts';
import { serverQuery } from '../../api/server.ts';
import type { Waiting } from './approvalForm.ts';

/** What waits for this person's decision, in workflows and at CAs, and what may not be seen of it. */
export interface WaitingHere {
  all: readonly Waiting[];
  /** One of the lists may be read. */
  decides: boolean;
  loading: boolean;
  asking: boolean;
  error: Error | null;
  /** Permissions that reading takes, as the server spells them; null where it names none. */
  lacked: readonly (string | null)[];
  again: () => void;
}

const found = <T>(evidence: Evidence<T[]> | undefined): T[] => (evidence?.kind === 'found' ? evidence.value : []);

export function useWaiting(): WaitingHere {
  const abilities = useQuery(serverQuery()).data?.abilities;
  const assigned = useQuery({ ...assignedQuery(), enabled: abilities?.workflows === true });
  const atCa = useQuery({ ...waitingAtCaQuery(), enabled: abilities !== undefined });
  return {
    all: [
      ...found(assigned.data).map((row) => ({ kind: 'workflow' as const, row })),
      ...found(atCa.data).map((row) => ({ kind: 'authority' as const, row })),
    ],
    decides: assigned.data?.kind === 'found' || atCa.data?.kind === 'found',
    loading: assigned.isLoading || atCa.isLoading,
    asking: assigned.isFetching || atCa.isFetching,
    error: assigned.error ?? atCa.error,
    lacked: [assigned.data, atCa.data].flatMap((one) => (one?.kind === 'not permitted' ? [one.permission] : [])),
    again: () => void Promise.all([abilities?.workflows === true && assigned.refetch(), abilities && atCa.refetch()]),
  };
}
