import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { serverAddress, serverNow } from '../../api/client.ts';
import { meQuery } from '../../api/server.ts';
import type { CertificateId } from '../../domain/ids.ts';
import { useKept } from '../../kept.ts';
import { jobPlace, jobsOfQuery } from './askedJobs.ts';
import { sameId } from './askedStores.ts';
import type { Sending } from './deployments.ts';
import { askedOf, keptDeployments, withKeptJobs } from './keptDeployments.ts';
import { keptStanding, type KeptStanding } from './keptStanding.ts';
import type { FollowedJobs } from './mayBeSent.ts';
import { useKeptSeen } from './useKeptSeen.ts';

/**
 * How the stores of a certificate stand by what this browser sent of it. What its page has sent (`ofPage`) counts as the page
 * follows it (`followed`), or not at all. Nothing is asked here: the lists of what was sent ask, and a job that they found is
 * an answer.
 */
export function useKeptStanding(
  certificateId: CertificateId,
  ofPage: readonly Pick<Sending, 'askedAt'>[],
  followed: FollowedJobs = { all: [], found: undefined },
): KeptStanding {
  const { deployments } = useKept(keptDeployments);
  const me = useQuery(meQuery()).data?.name ?? null;
  const before = deployments
    .filter(
      (each) =>
        each.server === serverAddress() &&
        each.certificateId === certificateId &&
        ofPage.every(({ askedAt }) => askedAt !== each.askedAt),
    )
    .map((each) => ({
      all: withKeptJobs(serverAddress(), askedOf(each), deployments),
      listed: each.user === null || me === null || sameId(each.user, me),
    }));
  const placed = before.filter(({ all }) => all.some((one) => jobPlace(one) !== null));
  const found = useQueries({
    queries: placed.map(({ all }) => ({ ...jobsOfQuery(all), enabled: false, placeholderData: keepPreviousData })),
  });
  const seen = useKeptSeen([...before, followed].flatMap(({ all }) => all));
  return keptStanding(
    [...before.map((each) => ({ ...each, found: found[placed.indexOf(each)]?.data })), { ...followed, listed: true }],
    { seen, now: serverNow() },
  );
}
