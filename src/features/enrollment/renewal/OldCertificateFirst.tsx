import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { certificateQuery } from '../../../api/certificates.ts';
import { availableRenewalQuery, storesOfCertificateQuery } from '../../../api/renewals.ts';
import { asCertificateId } from '../../../domain/ids.ts';
import type { EnrollChoice } from '../setup.ts';
import { useFirst } from '../useFirst.ts';
import { useScope } from '../useScope.ts';
import { oldCertificate, type OldCertificate } from './oldCertificate.ts';

interface OldCertificateFirstProps {
  id: number;
  renews: boolean;
  choices: readonly EnrollChoice[];
  /** Drawn until it is read. */
  waiting: ReactElement;
  children: (old: OldCertificate) => ReactNode;
}

/**
 * Reads the certificate that a link renews or replaces, as far as that can be done, before the form is made; and meanwhile what
 * the form shows of it, so that nothing moves when that comes.
 */
export default function OldCertificateFirst(props: OldCertificateFirstProps): ReactElement {
  const { id, renews, choices, waiting, children } = props;
  const scope = useScope();
  const certificateId = asCertificateId(id);
  const certificate = useQuery(certificateQuery(certificateId, scope));
  useQuery({ ...storesOfCertificateQuery(certificateId, scope), enabled: renews });
  useQuery({ ...availableRenewalQuery(certificateId, scope), enabled: renews });
  const old = useFirst(certificate.isPending ? undefined : oldCertificate(id, certificate, choices));
  return old ? <>{children(old)}</> : waiting;
}
