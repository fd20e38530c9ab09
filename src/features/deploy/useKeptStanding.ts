import { useQueries, useQuery } from '@tanstack/react-query';
import { serverAddress, serverNow } from '../../api/client.ts';
import type { JobsFound } from '../../api/jobs.ts';
import { meQuery } from '../../api/server.ts';
import { hasEnded } from '../../domain/deploySteps.ts';
import type { CertificateId } from '../../domain/ids.ts';
import { useKept } from '../../kept.ts';
import { jobPlace, jobsOf, jobsOfQuery } from './askedJobs.ts';
import { type Asked, idSet, sameId } from './askedStores.ts';
import type { Sending } from './deployments.ts';
import { askedOf, type KeptDeployment, keptDeployments, withKeptJobs } from './keptDeployments.ts';
import { keptStanding, type KeptStanding } from './keptStanding.ts';
import type { FollowedJobs } from './mayBeSent.ts';
import { useKeptSeen } from './useKeptSeen.ts';

/** When to ask again after jobs that nobody follows: not once all have ended. */
const againMs =
  (all: readonly Asked[]) =>
  ({ state }: { state: { data: JobsFound | undefined } }): number | false =>
    all.every((one) => hasEnded(jobsOf(one, state.data)?.rows ?? [])) ? false : 20_000;

/** What this browser sent of a certificate, but for what its page has sent. */
function useKeptElsewhere(
  certificateId: CertificateId,
  ofPage: readonly Pick<Sending, 'askedAt'>[],
): readonly KeptDeployment[] {
  const { deployments } = useKept(keptDeployments);
  return deployments.filter(
    (each) =>
      each.server === serverAddress() &&
      each.certificateId === certificateId &&
      ofPage.every(({ askedAt }) => askedAt !== each.askedAt),
  );
}

/** Stores that were asked from another page to take a certificate, and neither refused nor were let off; ids in lower case. */
export function useAskedElsewhere(
  certificateId: CertificateId,
  ofPage: readonly Pick<Sending, 'askedAt'>[],
): ReadonlySet<string> {
  const stores = useKeptElsewhere(certificateId, ofPage).flatMap((each) => each.stores);
  return idSet(
    stores
      .filter(
        ({ action, accepted, cancelledAt }) => action === 'add' && accepted !== false && cancelledAt === undefined,
      )
      .map(({ storeId }) => storeId),
  );
}

/**
 * How the stores of a certificate stand by what this browser sent of it. What its page has sent (`ofPage`) counts as the page
 * follows it (`followed`), or not at all. Where lists of what was sent are on the page these ask, and a job that they found is
 * an answer; else it is asked here (`asks`).
 */
export function useKeptStanding(
  certificateId: CertificateId,
  ofPage: readonly Pick<Sending, 'askedAt'>[],
  followed: FollowedJobs = { all: [], found: undefined },
  asks = false,
): KeptStanding {
  const { deployments } = useKept(keptDeployments);
  const elsewhere = useKeptElsewhere(certificateId, ofPage);
  const me = useQuery(meQuery()).data?.name ?? null;
  const before = elsewhere.map((each) => ({
    all: withKeptJobs(serverAddress(), askedOf(each), deployments),
    listed: each.user === null || me === null || sameId(each.user, me),
  }));
  const placed = before.filter(({ all }) => all.some((one) => jobPlace(one) !== null));
  const found = useQueries({
    queries: placed.map(({ all }) => ({ ...jobsOfQuery(all), enabled: asks, refetchInterval: asks && againMs(all) })),
  });
  const seen = useKeptSeen([...before, followed].flatMap(({ all }) => all));
  return keptStanding(
    [...before.map((each) => ({ ...each, found: found[placed.indexOf(each)]?.data })), { ...followed, listed: true }],
    { seen, now: serverNow() },
  );
}
