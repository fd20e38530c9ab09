import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, type ReactElement } from 'react';
import { meQuery, type Abilities } from '../../../api/server.ts';
import { mayReadCertificates } from '../pfx/mayReadCertificates.ts';
import { RenewalQuestion } from '../renewal/RenewalQuestion.tsx';

const RenewalChoice = lazy(() => import('../renewal/RenewalStep.tsx'));

/** Which certificate the request renews, where the server takes the word for it and the caller may look one up. */
export function RenewedByCsr({ abilities }: { abilities: Pick<Abilities, 'csrRenewal'> }): ReactElement | null {
  const me = useQuery(meQuery());
  if (!abilities.csrRenewal || !mayReadCertificates(me.data?.permissions ?? null)) return null;
  return (
    <Suspense fallback={<RenewalQuestion name="renewal" />}>
      <RenewalChoice name="renewal" csr />
    </Suspense>
  );
}
