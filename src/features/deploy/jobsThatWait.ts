import type { QueryClient } from '@tanstack/react-query';
import { serverAddress, serverNow } from '../../api/client.ts';
import type { CertificateId } from '../../domain/ids.ts';
import { jobPlace, jobsOfQuery } from './askedJobs.ts';
import { type FollowedStore, idSet } from './askedStores.ts';
import { askedOf, keptDeployments, withKeptJobs } from './keptDeployments.ts';
import { keptStanding } from './keptStanding.ts';

/**
 * Those of the stores at which an earlier job of the certificate waits or runs, as the server says now: somebody else may have
 * run a failed one again. Asks only about stores that this browser sent to before, so that nothing new has to wait. None where
 * jobs cannot be read.
 */
export async function withJobThatWaits(
  client: QueryClient,
  certificateId: CertificateId,
  stores: readonly FollowedStore[],
): Promise<readonly FollowedStore[]> {
  const server = serverAddress();
  const { deployments } = keptDeployments.read();
  const wanted = idSet(stores.map(({ storeId }) => storeId));
  const before = deployments
    .filter((each) => each.server === server && each.certificateId === certificateId)
    .flatMap(askedOf)
    .filter((one) => wanted.has(one.store.storeId.toLowerCase()) && jobPlace(one) !== null);
  if (before.length === 0) return [];
  const all = withKeptJobs(server, before, deployments);
  const options = jobsOfQuery(all);
  const found = await client.fetchQuery({ ...options, staleTime: 0 }).catch(() => undefined);
  const { taken } = keptStanding([{ all, found, listed: false }], { seen: new Map(), now: serverNow() });
  if (taken.length === 0) return [];
  // The lists of the page were read before.
  void client.invalidateQueries({ queryKey: options.queryKey.slice(0, 1) });
  const waiting = idSet(taken);
  return stores.filter(({ storeId }) => waiting.has(storeId.toLowerCase()));
}
