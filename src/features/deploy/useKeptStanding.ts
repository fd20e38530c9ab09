import { useQueries, useQuery } from '@tanstack/react-query';
import { serverAddress, serverNow } from '../../api/client.ts';
import { meQuery } from '../../api/server.ts';
import type { CertificateId } from '../../domain/ids.ts';
import { useKept } from '../../kept.ts';
import { jobPlace, jobsOfQuery } from './askedJobs.ts';
import { sameId } from './askedStores.ts';
import type { Sending } from './deployments.ts';
import { askedOf, keptDeployments, withKeptJobs } from './keptDeployments.ts';
import { keptStanding, type KeptStanding } from './keptStanding.ts';
import { useKeptSeen } from './useKeptSeen.ts';

/**
 * How the stores of a certificate stand by what this browser sent of it before, without what its page has sent (`ofPage`).
 * Nothing is asked here: the list of what was sent asks, and a job that it found is an answer.
 */
export function useKeptStanding(
  certificateId: CertificateId,
  ofPage: readonly Pick<Sending, 'askedAt'>[],
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
  const found = useQueries({ queries: placed.map(({ all }) => ({ ...jobsOfQuery(all), enabled: false })) });
  const seen = useKeptSeen(before.flatMap(({ all }) => all));
  return keptStanding(
    before.map((each) => ({ ...each, found: found[placed.indexOf(each)]?.data })),
    { seen, now: serverNow() },
  );
}
