import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { asCertificateId } from '../../../domain/ids.ts';
import { paths } from '../../../paths.ts';
import { useScope } from '../useScope.ts';

/** How a certificate that is issued later comes into the places of an older one, once the page of its request is closed. */
export function PlacesAfterwards({ oldCertificateId }: { oldCertificateId: number }): ReactElement {
  const scope = useScope();
  return (
    <p>
      Once it is issued, <Link to={paths.activity()}>Activity</Link> leads to the new certificate. Where the server
      keeps its key, press Deploy to stores there, and choose{' '}
      <Link to={paths.certificate(asCertificateId(oldCertificateId), scope)}>
        the stores that hold certificate {oldCertificateId}
      </Link>{' '}
      and which of their entries it replaces.
    </p>
  );
}
