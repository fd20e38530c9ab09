import { queryOptions, type QueryClient } from '@tanstack/react-query';
import type { MissingRight } from '../domain/missingRight.ts';
import { instanceDetailQuery, readInstance, wireInstance, type InstanceRow } from './approvals.ts';
import type { CertificateDetails } from './certificates.ts';
import { notPermitted, permissionOf } from './errors.ts';
import { fewAtOnce } from './fewAtOnce.ts';
import { fetchSortedPage } from './lists.ts';
import { leavesOut, serverQuery } from './server.ts';

/** What workflows hold back of one certificate's revocation, as far as the caller may see: one's own, and what one decides. */
export interface RevocationsHeld {
  /** Suspended or running, newest first. A reason of -1 takes from hold; null where it is not told. */
  waiting: readonly { instance: InstanceRow; reason: number | null }[];
  /** Ids of workflow instances that have ended. */
  ended: readonly string[];
  /** Something of it was not read, as it failed or is beyond the newest fifty: a revocation may wait that is not among these. */
  partly: boolean;
  /** Set where something of it may not be read, which with that right may tell of more. */
  missing: MissingRight | null;
}

/** What tells instances of other certificates apart. */
type Facts = Pick<CertificateDetails, 'certificateId' | 'commonName' | 'importedAt'>;

const few = fewAtOnce(4);
const lists = ['/Workflow/Instances/My', '/Workflow/Instances/AssignedToMe'];
const isWaiting = ({ status }: InstanceRow) => /^(?:suspended|running)$/i.test(status);
const hasEnded = ({ status }: InstanceRow) => /^(?:complete|failed|rejected|canceled)/i.test(status);
const mayRevoke = ({ workflowType }: InstanceRow) => workflowType === '' || /revo/i.test(workflowType);

/** The newest fifty of a list. `cut`: older ones were left out that may be of the certificate. */
async function newest(path: string, facts: Facts, signal: AbortSignal): Promise<{ rows: InstanceRow[]; cut: boolean }> {
  const asked = { sortField: 'StartDate', descending: true, pageSize: 50 };
  const page = await fetchSortedPage(path, 1, asked, wireInstance, { prefix: 'instanceQuery', signal });
  const rows = page.rows.map(readInstance);
  const oldest = rows.at(-1);
  const endsBefore = !page.sortRefused && oldest !== undefined && !canBeOf(facts, oldest);
  return { rows, cut: page.total > rows.length && !endsBefore };
}

/** Whether an instance can be of a certificate: one that began before the server had the certificate is not. */
const canBeOf = ({ importedAt }: Facts, { startedAt }: InstanceRow): boolean =>
  startedAt === '' || importedAt === '' || startedAt >= importedAt;

/** Those first whose title has the name. How titles are made is UNCONFIRMED, so that the others are asked for as well. */
function likelyFirst({ commonName }: Facts, rows: readonly InstanceRow[]): InstanceRow[] {
  const named = (row: InstanceRow) => row.title.toLowerCase().includes(commonName.toLowerCase());
  return [...rows.filter(named), ...rows.filter((row) => !named(row))];
}

/** An instance with its reason where it is about this certificate, which its initial data tell (vendor documentation). */
async function aboutThis(client: QueryClient, instance: InstanceRow, { certificateId }: Facts, signal: AbortSignal) {
  const { asked } = await few(() => {
    // Nobody looks any more: what waits behind is for another certificate.
    signal.throwIfAborted();
    return client.fetchQuery(instanceDetailQuery(instance.instanceId));
  });
  const valueOf = (label: string) => asked.find(({ name }) => name === label)?.value ?? '';
  if (valueOf('Certificate id') !== String(certificateId)) return [];
  const reason = valueOf('Reason code');
  return [{ instance, reason: /^-?\d+$/.test(reason) ? Number(reason) : null }];
}

const valuesOf = <T>(settled: readonly PromiseSettledResult<T>[]): T[] =>
  settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));

const errorsOf = (settled: readonly PromiseSettledResult<unknown>[]): unknown[] =>
  settled.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));

/**
 * The revocations of a certificate that wait in a workflow (vendor documentation, GET Workflow Instances My and
 * AssignedToMe), as far as they may be read, which the list of endpoints mostly says beforehand. Of a server that gives states
 * as numbers nothing is found, as what they stand for is not published. What fails leaves the rest; an error where no list came.
 */
export const revocationsHeldQuery = (facts: Facts) =>
  queryOptions({
    queryKey: ['workflow instances', 'revocations of', facts.certificateId],
    queryFn: async ({ client, signal }): Promise<RevocationsHeld> => {
      const { endpoints } = await client.ensureQueryData(serverQuery());
      const open = lists.filter((path) => !leavesOut(endpoints, path.slice(1)));
      const read = await Promise.allSettled(open.map((path) => newest(path, facts, signal)));
      const failures = errorsOf(read).filter((error) => !notPermitted(error));
      if (failures.length > 0 && failures.length === read.length) throw failures[0];
      const pages = valuesOf(read);
      const rows = [...new Map(pages.flatMap((page) => page.rows).map((row) => [row.instanceId, row])).values()];
      const candidates = rows.filter((row) => isWaiting(row) && mayRevoke(row) && canBeOf(facts, row));
      const waiting = await Promise.allSettled(
        likelyFirst(facts, candidates).map((row) => aboutThis(client, row, facts, signal)),
      );
      const errors = errorsOf([...read, ...waiting]);
      const refusals = errors.filter((error) => notPermitted(error));
      const isMissing = refusals.length > 0 || open.length < lists.length;
      return {
        waiting: valuesOf(waiting)
          .flat()
          .toSorted((a, b) => b.instance.startedAt.localeCompare(a.instance.startedAt)),
        ended: rows.filter(hasEnded).map(({ instanceId }) => instanceId),
        partly: pages.some(({ cut }) => cut) || errors.length > refusals.length,
        missing: isMissing ? { permission: refusals.map(permissionOf).find((named) => named !== null) ?? null } : null,
      };
    },
    staleTime: 30_000,
  });
