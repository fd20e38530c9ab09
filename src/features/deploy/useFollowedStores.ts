import { keepPreviousData, type Query, useQuery, useQueryClient } from '@tanstack/react-query';
import { agentsQuery } from '../../api/agents.ts';
import { byServerClock, serverAddress, serverNow } from '../../api/client.ts';
import { ApiError, explain, type Explained } from '../../api/errors.ts';
import { storesOfCertificateQuery } from '../../api/renewals.ts';
import { asRead, isMissing } from '../../api/unread.ts';
import type { CertificateId } from '../../domain/ids.ts';
import { noScope, type Scope } from '../../domain/scope.ts';
import { useKept } from '../../kept.ts';
import { goneOfQuery, jobsOfQuery, useKnownJobs } from './askedJobs.ts';
import type { Asked } from './askedStores.ts';
import { askKey, type FollowedOne, judge, type Learned, type SeenAt, seenAt } from './followEvidence.ts';
import { inventoriesQuery } from './followInventories.ts';
import { pollMs } from './followPolling.ts';
import { askedOf, keepAgain, keepCancelled, keptDeployments, sentTo, withKeptJobs } from './keptDeployments.ts';
import { jobsNow, NotSent, readListsAnew, sameEntry, standingBy } from './lookAnew.ts';
import { supersededBy } from './superseded.ts';
import { useInventoryTimes } from './useInventoryTimes.ts';
import { useKeepSeen, useKeptSeen } from './useKeptSeen.ts';

export interface FollowedStores {
  stores: readonly FollowedOne[];
  /** Something is known of each store, so that `final` means what it says. */
  looked: boolean;
  /** Nothing more can be learned. */
  final: boolean;
  busy: boolean;
  error: Explained | null;
  /** Local time in milliseconds; null: nothing is asked by itself now. */
  nextCheckAt: number | null;
  checkNow: () => void;
  /** When the inventory that shows the end of a store's way was taken; null where it shows none, or while that is asked. */
  seenAt: (one: FollowedOne) => SeenAt | null;
  /** Takes a job out of the queue by sending that, if it still waits. Throws `NotSent`, and what `send` throws. */
  cancelJob: (one: Asked, jobId: string, send: () => Promise<void>) => Promise<void>;
  /** Has a failed job run again by sending that, if its row is still the last and nothing else waits. Throws the same. */
  runAgain: (one: Asked, row: number, send: () => Promise<void>) => Promise<void>;
}

/** So often it is asked again when orchestrators were last seen. */
const agentsMs = 60_000;

type Counted = Pick<Query['state'], 'dataUpdateCount' | 'errorUpdateCount'>;

/** What this browser sent of a certificate. */
const keptOf = (certificateId: CertificateId) =>
  keptDeployments
    .read()
    .deployments.filter((each) => each.server === serverAddress() && each.certificateId === certificateId);

/** How often an answer or a failure came. */
const answers = ({ dataUpdateCount, errorUpdateCount }: Counted) => dataUpdateCount + errorUpdateCount;

/**
 * Follows the stores of one certificate: their jobs from few requests, then the places that inventories know. Asks ever more
 * seldom, not in a hidden tab, and no more once everything is final. `follow` false: nothing is asked.
 */
export function useFollowedStores(
  certificateId: CertificateId,
  sent: readonly Asked[],
  scope: Scope = noScope,
  follow = true,
): FollowedStores {
  const client = useQueryClient();
  const all = useKnownJobs(sent);
  useKept(keptDeployments);
  const gone = useQuery(goneOfQuery(all, follow)).data ?? [];
  const before = useKeptSeen(all);
  const asks = follow && all.some(({ askedAt, accepted }) => askedAt !== null && accepted !== false);
  const jobsOptions = jobsOfQuery(all);
  const judged = (known: Partial<Learned>, these: readonly Asked[] = all) => {
    const nowMs = serverNow().getTime();
    const nothing = { jobs: undefined, places: undefined, inventories: {}, agents: undefined };
    const superseded = supersededBy(these, keptOf(certificateId).flatMap(askedOf));
    return these.map((one) =>
      judge(one, { ...nothing, certificateId, gone, seen: before, superseded, nowMs, ...known }),
    );
  };
  const every = (stores: readonly FollowedOne[], what: FollowedOne['waitsFor'], state: Counted) => {
    const open = stores.filter(({ waitsFor }) => waitsFor === what).map(({ one }) => one);
    return open.length === 0 ? false : pollMs(answers(state), open, serverNow());
  };

  const jobs = useQuery({
    ...jobsOptions,
    enabled: asks,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => every(judged({ jobs: state.data }), 'job', state),
  });
  const withJobs = judged({ jobs: jobs.data });
  // What was seen before is looked at once more, as it may have been replaced since.
  const afterJobs = withJobs.filter(({ waitsFor, seenBefore }) => waitsFor === 'inventory' || seenBefore);
  const placesOptions = storesOfCertificateQuery(certificateId, scope);
  const places = useQuery({
    ...placesOptions,
    select: asRead,
    enabled: asks && afterJobs.length > 0,
    refetchInterval: ({ state }) =>
      isMissing(state.data) ? false : every(judged({ jobs: jobs.data, places: state.data }), 'inventory', state),
  });
  // Where the certificate may not be read, its stores may be.
  const alone = isMissing(places.data) ? afterJobs.map(({ one }) => one.store.storeId) : [];
  const inventoriesOptions = inventoriesQuery(alone);
  const inventories = useQuery({
    ...inventoriesOptions,
    enabled: asks && alone.length > 0,
    refetchInterval: ({ state }) =>
      every(judged({ jobs: jobs.data, places: places.data, inventories: state.data ?? {} }), 'inventory', state),
  });
  const known = { jobs: jobs.data, places: places.data, inventories: inventories.data ?? {} };
  const open = judged(known).some(({ waitsFor }) => waitsFor !== null);
  const agents = useQuery({
    ...agentsQuery(),
    select: asRead,
    enabled: asks,
    // How long an orchestrator is silent is told beside what is waited for.
    refetchInterval: ({ state }) => (open && !isMissing(state.data) ? agentsMs : false),
  });
  const stores = judged({ ...known, agents: agents.data });
  useKeepSeen(stores);

  const seen = new Set(stores.filter(({ inInventory }) => inInventory).map(({ one }) => one.store));
  const taken = useInventoryTimes(
    stores.map(({ one }) => one.store),
    (store) => seen.has(store),
  );

  const waits = (what: FollowedOne['waitsFor']) => stores.some(({ waitsFor }) => waitsFor === what);
  const jobsWatch = { query: jobs, key: jobsOptions.queryKey, what: 'job' } as const;
  const inventoryWatch = isMissing(places.data)
    ? ({ query: inventories, key: inventoriesOptions.queryKey, what: 'inventory' } as const)
    : ({ query: places, key: placesOptions.queryKey, what: 'inventory' } as const);
  const watched = [jobsWatch, inventoryWatch].filter(({ what }) => waits(what));
  const times = watched.flatMap(({ key, what }) => {
    const state = client.getQueryState(key);
    const delay = state && state.fetchStatus === 'idle' ? every(stores, what, state) : false;
    return state && delay !== false ? [Math.max(state.dataUpdatedAt, state.errorUpdatedAt) + delay] : [];
  });
  const failed = [jobs, places, inventories].find(({ error }) => error !== null)?.error;
  const checkNow = (): void => {
    for (const { query } of watched) void query.refetch();
    void agents.refetch();
  };
  const lookAt = async (one: Asked): Promise<(FollowedOne & { waitsBeside: boolean }) | null> => {
    const others = sentTo(serverAddress(), certificateId, [one.store]).filter((each) => askKey(each) !== askKey(one));
    const found = await jobsNow(client, [one, ...others]).catch(() => null);
    if (found === null) return null;
    const [here = one] = withKeptJobs(serverAddress(), [one], keptDeployments.read().deployments);
    const [now] = judged({ ...known, jobs: found }, [here]);
    const { taken, leaving } = standingBy(others, found);
    const waitsBeside = one.action === 'add' ? taken.length > 0 : leaving.some((store) => sameEntry(one.store, store));
    return now === undefined ? null : { ...now, waitsBeside };
  };
  const movedOn = (now: FollowedOne): NotSent => {
    readListsAnew(client);
    const last = now.steps.filter(({ state }) => state !== 'waiting' && state !== 'unknown').at(-1);
    return new NotSent('the job has moved on since this was asked.', last ? [last.detail] : []);
  };
  const lookedAt = inventoryWatch.query.dataUpdatedAt;
  return {
    stores,
    looked: jobs.data !== undefined && (!waits('inventory') || inventoryWatch.query.data !== undefined),
    final: watched.length === 0,
    busy: watched.some(({ query }) => query.isFetching),
    error: failed ? explain(failed) : null,
    nextCheckAt: asks && times.length > 0 ? Math.min(...times) : null,
    checkNow,
    seenAt: (each) => seenAt(each, taken(each.one.store), lookedAt === 0 ? null : byServerClock(lookedAt).getTime()),
    async cancelJob(one, jobId, send) {
      const now = await lookAt(one);
      // Where that cannot be known the server decides: it stops nothing that was taken.
      if (now !== null && now.waitingJob !== jobId) throw movedOn(now);
      await send();
      keepCancelled(serverAddress(), one, jobId, serverNow());
      readListsAnew(client);
    },
    async runAgain(one, row, send) {
      const now = await lookAt(one);
      if (now === null) throw new NotSent('how this job stands by now could not be read.');
      if (now.failedRow !== row) throw movedOn(now);
      if (now.waitsBeside) throw new NotSent('another job of this certificate waits or runs at this store by now.');
      // Before its first byte: the answer may be lost, and the page left.
      const told = () => keepAgain(serverAddress(), one, { row, at: serverNow().toISOString() });
      told();
      try {
        await send();
        // From now on the queue should list it.
        told();
      } catch (error) {
        if (error instanceof ApiError && !error.outcomeUnknown) keepAgain(serverAddress(), one, now.one.again);
        throw error;
      } finally {
        readListsAnew(client);
      }
    },
  };
}
