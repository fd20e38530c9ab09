import { queryOptions, type QueryClient } from '@tanstack/react-query';
import type { CertificateId } from '../domain/ids.ts';
import { instanceDetailQuery, readInstance, wireInstance, type InstanceRow } from './approvals.ts';
import { notPermitted } from './errors.ts';
import { fetchSortedPage } from './lists.ts';
import { leavesOut, serverQuery } from './server.ts';

/** What workflows hold back of one certificate's revocation, as far as the caller may see: one's own, and what one decides. */
export interface RevocationsHeld {
  /** Suspended or running, newest first. A reason of -1 takes from hold; null where it is not told. */
  waiting: readonly { instance: InstanceRow; reason: number | null }[];
  /** Ids of workflow instances that have ended. */
  ended: readonly string[];
}

const lists = ['/Workflow/Instances/My', '/Workflow/Instances/AssignedToMe'];
const isWaiting = ({ status }: InstanceRow) => /^(?:suspended|running)$/i.test(status);
const hasEnded = ({ status }: InstanceRow) => /^(?:complete|failed|rejected|canceled)/i.test(status);
const mayRevoke = ({ workflowType }: InstanceRow) => workflowType === '' || /revo/i.test(workflowType);

/** The newest fifty of a list; none where it may not be read, which the list of endpoints mostly says beforehand. */
async function newest(path: string, endpoints: readonly string[] | null, signal: AbortSignal): Promise<InstanceRow[]> {
  if (leavesOut(endpoints, path.slice(1))) return [];
  const asked = { sortField: 'StartDate', descending: true, pageSize: 50 };
  try {
    const { rows } = await fetchSortedPage(path, 1, asked, wireInstance, { prefix: 'instanceQuery', signal });
    return rows.map(readInstance);
  } catch (error) {
    if (notPermitted(error)) return [];
    throw error;
  }
}

/** An instance with its reason where it is about this certificate, which its initial data tell (vendor documentation). */
async function aboutThis(client: QueryClient, instance: InstanceRow, id: CertificateId) {
  try {
    const { asked } = await client.fetchQuery(instanceDetailQuery(instance.instanceId));
    const valueOf = (label: string) => asked.find(({ name }) => name === label)?.value ?? '';
    if (valueOf('Certificate id') !== String(id)) return [];
    const reason = valueOf('Reason code');
    return [{ instance, reason: /^-?\d+$/.test(reason) ? Number(reason) : null }];
  } catch (error) {
    if (notPermitted(error)) return [];
    throw error;
  }
}

/**
 * The revocations of a certificate that wait in a workflow (vendor documentation, GET Workflow Instances My and
 * AssignedToMe). Of a server that gives states as numbers nothing is found, as what they stand for is not published.
 */
export const revocationsHeldQuery = (id: CertificateId) =>
  queryOptions({
    queryKey: ['workflow instances', 'revocations of', id],
    queryFn: async ({ client, signal }): Promise<RevocationsHeld> => {
      const { endpoints } = await client.ensureQueryData(serverQuery());
      const found = (await Promise.all(lists.map((path) => newest(path, endpoints, signal)))).flat();
      const rows = [...new Map(found.map((row) => [row.instanceId, row])).values()];
      const candidates = rows.filter((row) => isWaiting(row) && mayRevoke(row));
      const waiting = await Promise.all(candidates.map((row) => aboutThis(client, row, id)));
      return { waiting: waiting.flat(), ended: rows.filter(hasEnded).map(({ instanceId }) => instanceId) };
    },
    staleTime: 30_000,
  });
