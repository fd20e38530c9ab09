import type { ReactElement } from 'react';
import type { DownloadFormat } from '../../../api/downloads.ts';
import type { Enrolled } from '../../../api/enrollment.ts';
import type { SentRequest } from '../sent.ts';
import { fileTitle } from './resultNames.ts';
import { ServerDownloads } from './ServerDownloads.tsx';

interface WithoutKeyProps {
  answer: Enrolled;
  sent: SentRequest;
  /** The answer held leaf and chain as PEM already. */
  hasPem?: boolean;
}

/** The certificate and its chain as files, for those who need no key. */
export function WithoutKey({ answer, sent, hasPem = false }: WithoutKeyProps): ReactElement | null {
  const { certificateId, serialNumber } = answer;
  if (certificateId === null) return null;
  const formats: DownloadFormat[] = hasPem ? ['P7B', 'DER'] : ['PEM', 'P7B', 'DER'];
  return (
    <section aria-label="Without the key">
      <h2>Without the key</h2>
      <ServerDownloads certificateId={certificateId} title={fileTitle(sent)} serial={serialNumber} formats={formats} />
    </section>
  );
}
