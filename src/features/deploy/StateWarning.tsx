import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { certificateQuery } from '../../api/certificates.ts';
import { serverNow } from '../../api/client.ts';
import type { CertificateId } from '../../domain/ids.ts';
import type { Scope } from '../../domain/scope.ts';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { stateWarning } from './stateWords.ts';

interface StateWarningProps {
  certificateId: CertificateId;
  scope: Scope;
}

/** Warns of a certificate that whoever uses the stores will refuse, as far as the page around has read its state. */
export function StateWarning({ certificateId, scope }: StateWarningProps): ReactElement | null {
  const { data } = useQuery({ ...certificateQuery(certificateId, scope), enabled: false });
  const text = stateWarning(data, serverNow().getTime());
  return text === null ? null : (
    <p>
      <StatusMark kind="warning" text={text} />
    </p>
  );
}
