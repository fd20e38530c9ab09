import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { certificateQuery } from '../../../api/certificates.ts';
import { downloadCertificate, type DownloadFormat } from '../../../api/downloads.ts';
import { ApiError, explain } from '../../../api/errors.ts';
import { pemInOrder } from '../../../domain/bundle.ts';
import { parseCertificate } from '../../../domain/certificate.ts';
import { safeFileName } from '../../../domain/fileName.ts';
import type { CertificateId } from '../../../domain/ids.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { saveFile } from '../../../ui/saveFile.ts';
import { useScope } from '../useScope.ts';
import { Buttons } from './resultStyle.ts';

interface ServerDownloadsProps {
  certificateId: CertificateId;
  title: string;
  serial: string;
  /** Which are offered: what the answer held already is not asked of the server again. */
  formats: readonly DownloadFormat[];
  onSaved?: () => void;
  /** Buttons of the same group that stand before these. */
  before?: ReactNode;
}

const offers: Record<
  DownloadFormat,
  { words: string; extension: string; piece?: string; type: string; includeChain: boolean }
> = {
  PEM: {
    words: 'Download PEM with chain',
    extension: 'pem',
    // A bundle with the key may bear the plain name.
    piece: 'fullchain',
    type: 'application/x-pem-file',
    includeChain: true,
  },
  P7B: {
    words: 'Download P7B with chain',
    extension: 'p7b',
    type: 'application/x-pkcs7-certificates',
    includeChain: true,
  },
  DER: {
    words: 'Download certificate only (DER)',
    extension: 'der',
    type: 'application/pkix-cert',
    includeChain: false,
  },
};

/** Files without a key that the server makes when asked, whatever came with the answer. */
export function ServerDownloads(props: ServerDownloadsProps): ReactElement {
  const { certificateId, title, serial, formats, onSaved, before } = props;
  const { mutateAsync, isPending, variables, error } = useMutation(downloadCertificate());
  const scope = useScope();
  const record = useQuery(certificateQuery(certificateId, scope));
  const save = (content: string | Uint8Array<ArrayBuffer>, format: DownloadFormat): void => {
    const { extension, piece, type } = offers[format];
    saveFile(content, safeFileName(title, serial, extension, piece), type);
    onSaved?.();
  };
  const ownDer = (): Uint8Array<ArrayBuffer> | null => {
    const parsed = record.data && record.data.content !== '' ? parseCertificate(record.data.content) : null;
    return parsed?.ok ? Uint8Array.from(parsed.value.der) : null;
  };
  const download = async (format: DownloadFormat): Promise<void> => {
    // The record holds the DER bytes already.
    const known = format === 'DER' ? ownDer() : null;
    if (known) {
      save(known, format);
      return;
    }
    try {
      const bytes = await mutateAsync({ certificateId, format, includeChain: offers[format].includeChain, scope });
      save(format === 'PEM' ? pemInOrder(bytes).content : bytes, format);
    } catch {
      // The mutation shows it.
    }
  };
  return (
    <>
      <Buttons>
        {before}
        {formats.map((format) => (
          <ActionButton
            key={format}
            busy={isPending && variables?.format === format}
            onClick={() => void download(format)}
          >
            {offers[format].words}
          </ActionButton>
        ))}
      </Buttons>
      {error && <ErrorNotice error={refusal(error)} />}
    </>
  );
}

function refusal(error: Error) {
  const explained = explain(error);
  if (!(error instanceof ApiError) || error.status !== 403) return explained;
  const right = error.missingPermission ?? '/certificates/collections/read/, in version 10 Certificates: Read';
  return {
    ...explained,
    summary: `The server gives you no more files of this certificate: that takes the right to read certificates (${right}). What came with the answer is all that can be saved here.`,
  };
}
