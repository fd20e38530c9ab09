import type { ReactElement } from 'react';
import type { CertificateId } from '../../../domain/ids.ts';
import { paths } from '../../../paths.ts';
import { ActionLink } from '../../../ui/ActionButton.tsx';
import { useScope } from '../useScope.ts';

/** The way to the page of a certificate, within what the caller looks at. */
export function CertificateLink({ certificateId }: { certificateId: CertificateId }): ReactElement {
  return <ActionLink to={paths.certificate(certificateId, useScope())}>Open certificate {certificateId}</ActionLink>;
}
