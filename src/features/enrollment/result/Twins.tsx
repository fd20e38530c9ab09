import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { nameFilter, newCertificatesQuery } from '../../../api/certificates.ts';
import type { Enrolled } from '../../../api/enrollment.ts';
import { twinsOf } from '../../../domain/candidates.ts';
import { commonName } from '../../../domain/dn.ts';
import { CandidateFacts, Candidates } from '../../../ui/CandidateFacts.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import type { SentRequest } from '../sent.ts';
import { useScope } from '../useScope.ts';
import { CertificateLink } from './CertificateLink.tsx';

/** The clock of the server is known to about a second. */
const clockErrorMs = 2000;

/**
 * Other certificates of the name that came in between the request and its answer. Chromium sends a POST again by itself when
 * a kept connection breaks before the first byte of the answer, and nothing in a page can forbid it: the page sees one
 * answer, the CA has issued twice.
 */
export function Twins({ sent, answer }: { sent: SentRequest; answer: Enrolled }): ReactElement | null {
  const name = commonName(sent.subject) ?? '';
  const search = useQuery({
    ...newCertificatesQuery(name, sent.startedAt.getTime() - clockErrorMs, sent.sans, useScope()),
    enabled: nameFilter(name, sent.sans) !== null,
    retry: false,
    // What comes in later is another request.
    staleTime: Infinity,
  });
  const { certificateId, answeredAtMs } = answer;
  if (certificateId === null) return null;
  const others = twinsOf(sent, { certificateId, answeredAtMs }, search.data?.rows ?? []);
  if (others.length === 0) return null;
  return (
    <Notice kind="warning" title="Another certificate of this name came in at the same time">
      <p>
        If nobody else asked for it, the connection broke and the browser sent the request more than once. Revoke what
        nobody needs.
      </p>
      <Candidates aria-label="Other certificates">
        {others.map((row) => (
          <li key={row.certificateId}>
            <CandidateFacts record={row} />
            <CertificateLink certificateId={row.certificateId} />
          </li>
        ))}
      </Candidates>
    </Notice>
  );
}
