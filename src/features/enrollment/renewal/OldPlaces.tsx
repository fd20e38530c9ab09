import { useQuery } from '@tanstack/react-query';
import type { ComponentProps, ReactElement } from 'react';
import { storesOfCertificateQuery } from '../../../api/renewals.ts';
import { ReplaceEverywhere } from '../../deploy/ReplaceEverywhere.tsx';
import { usePageDeployments } from '../../deploy/useDeployments.ts';

/**
 * The way of a renewed certificate into the places of the old one, as a renewal by itself reaches no store. Nothing where no
 * place is known; once it was gone, it stays.
 */
export function OldPlaces(props: ComponentProps<typeof ReplaceEverywhere>): ReactElement | null {
  const places = useQuery(storesOfCertificateQuery(props.oldCertificateId, props.scope)).data ?? [];
  const { sendings } = usePageDeployments();
  // Where it succeeds, inventories list the old certificate no more.
  const begun = sendings.some(({ what }) => what === 'replace');
  return begun || places.length > 0 ? <ReplaceEverywhere {...props} /> : null;
}
