import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { serverAddress } from '../../api/client.ts';
import { meQuery } from '../../api/server.ts';
import type { CertificateId } from '../../domain/ids.ts';
import { useKept } from '../../kept.ts';
import { paths } from '../../paths.ts';
import { sameId } from './askedStores.ts';
import { Part, Quiet, SentList } from './deployStyle.ts';
import { keptDeployments } from './keptDeployments.ts';
import { isRemoval, SentDeployment } from './SentDeployment.tsx';

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** What this browser sent of a certificate before its page was opened, store by store; what the page sends it shows itself. */
export function SentBefore({ certificateId }: { certificateId: CertificateId }): ReactElement | null {
  const { deployments } = useKept(keptDeployments);
  // What is there already; by times this could not be told, as the server's is known to the second only.
  const [older] = useState(() => new Set(keptDeployments.read().deployments.map(({ askedAt }) => askedAt)));
  const me = useQuery(meQuery()).data?.name ?? null;
  const before = deployments.filter(
    (each) =>
      each.certificateId === certificateId &&
      each.server === serverAddress() &&
      (each.user === null || me === null || sameId(each.user, me)) &&
      older.has(each.askedAt),
  );
  if (before.length === 0) return null;
  return (
    <section aria-label="Stores it was sent to">
      <Part>Sent from this browser</Part>
      <Quiet>
        What was sent before; the inventories above may not show it yet. <Link to={paths.activity()}>Activity</Link>{' '}
        lists that for all certificates.
      </Quiet>
      <SentList aria-label="Stores it was sent to">
        {before.map((deployment, at) => {
          const what = isRemoval(deployment) ? 'Removal' : 'Deployment';
          return (
            <SentDeployment
              key={deployment.askedAt}
              deployment={deployment}
              label={`${what} of ${time.format(new Date(deployment.askedAt))}`}
              heading={what}
              level={4}
              recentFollows
              opened={at === 0}
            />
          );
        })}
      </SentList>
    </section>
  );
}
