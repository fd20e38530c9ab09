import { useQuery } from '@tanstack/react-query';
import type { ComponentProps, ReactElement } from 'react';
import { storesOfCertificateQuery } from '../../../api/renewals.ts';
import { wasAskedFor } from '../../deploy/deployments.ts';
import { ReplaceEverywhere } from '../../deploy/ReplaceEverywhere.tsx';
import { usePageDeployments } from '../../deploy/useDeployments.ts';

/**
 * The way of a renewed certificate into the places of the old one, as a renewal by itself reaches no store. Nothing where no
 * place is known, or each was asked to take it in another way; once it was gone, it stays.
 */
export function OldPlaces(props: ComponentProps<typeof ReplaceEverywhere>): ReactElement | null {
  const places = useQuery(storesOfCertificateQuery(props.oldCertificateId, props.scope)).data ?? [];
  const { sendings } = usePageDeployments();
  // Where it succeeds, inventories list the old certificate no more.
  const begun = sendings.some(({ what }) => what === 'replace');
  const open = places.some(({ storeId }) => !wasAskedFor(sendings, storeId));
  return begun || open ? <ReplaceEverywhere {...props} /> : null;
}
