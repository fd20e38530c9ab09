import { certificateQuery } from '../../api/certificates.ts';
import { serverAddress } from '../../api/client.ts';
import type { CertificateId } from '../../domain/ids.ts';
import type { Scope } from '../../domain/scope.ts';
import { noteIssuedByNumber } from '../deploy/issuedLater.ts';

/**
 * The certificate of a page. Where its request was made on this browser and nobody followed it since, it is noted as issued:
 * the stores that went with it may have their jobs.
 */
export function shownCertificateQuery(id: CertificateId, scope: Scope) {
  const options = certificateQuery(id, scope);
  const { queryFn } = options;
  if (typeof queryFn !== 'function') return options;
  const noting: typeof queryFn = async (context) => {
    const record = await queryFn(context);
    const { requestId, certificateId } = record;
    if (requestId !== null) noteIssuedByNumber({ server: serverAddress(), requestId, certificateId }, false);
    return record;
  };
  return { ...options, queryFn: noting };
}
