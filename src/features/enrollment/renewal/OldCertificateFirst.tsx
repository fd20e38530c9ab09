import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { certificateQuery } from '../../../api/certificates.ts';
import { asCertificateId } from '../../../domain/ids.ts';
import { Loading } from '../../../ui/Loading.tsx';
import type { EnrollChoice } from '../setup.ts';
import { useFirst } from '../useFirst.ts';
import { useScope } from '../useScope.ts';
import { oldCertificate, type OldCertificate } from './oldCertificate.ts';

interface OldCertificateFirstProps {
  id: number;
  choices: readonly EnrollChoice[];
  children: (old: OldCertificate) => ReactNode;
}

/** Reads the certificate that a link renews or replaces, as far as that can be done, before the form is made. */
export default function OldCertificateFirst({ id, choices, children }: OldCertificateFirstProps): ReactElement {
  const certificate = useQuery(certificateQuery(asCertificateId(id), useScope()));
  const old = useFirst(certificate.isPending ? undefined : oldCertificate(id, certificate, choices));
  return old ? <>{children(old)}</> : <Loading what="the certificate it is filled in from" />;
}
