import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { CertificateId } from '../../../domain/ids.ts';
import { paths } from '../../../paths.ts';
import { ActionLink } from '../../../ui/ActionButton.tsx';
import { useScope } from '../useScope.ts';

/** The way to the page of a certificate, within what the caller looks at. */
export function CertificateLink({ certificateId }: { certificateId: CertificateId }): ReactElement {
  return <ActionLink to={paths.certificate(certificateId, useScope())}>Open certificate {certificateId}</ActionLink>;
}

/** The same inside of a sentence; without an id only its words. */
export function CertificatePage({ certificateId }: { certificateId: CertificateId | null }): ReactElement {
  const scope = useScope();
  const words = 'the page of the certificate';
  return certificateId === null ? <>{words}</> : <Link to={paths.certificate(certificateId, scope)}>{words}</Link>;
}
