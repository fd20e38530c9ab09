import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { downloadCertificate } from '../../api/downloads.ts';
import { explain } from '../../api/errors.ts';
import { pemInOrder } from '../../domain/bundle.ts';
import { safeFileName } from '../../domain/fileName.ts';
import { asCertificateId } from '../../domain/ids.ts';
import { noScope, type Scope } from '../../domain/scope.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { saveFile } from '../../ui/saveFile.ts';

interface IssuedDownloadProps {
  certificateId: number;
  commonName: string;
  scope: Scope | undefined;
  /** The server made the key. */
  keyAtServer: boolean;
}

/** Fetches a certificate that was issued meanwhile, with its issuers; never its key. */
export function IssuedDownload({
  certificateId,
  commonName,
  scope = noScope,
  keyAtServer,
}: IssuedDownloadProps): ReactElement {
  const { mutate, isPending, error } = useMutation(downloadCertificate());
  const fetchPem = (): void =>
    mutate(
      { certificateId: asCertificateId(certificateId), format: 'PEM', includeChain: true, scope },
      {
        onSuccess: (bytes) => {
          const { content, serial } = pemInOrder(bytes);
          saveFile(content, safeFileName(commonName, serial, 'pem', 'fullchain'), 'application/x-pem-file');
        },
      },
    );
  return (
    <>
      <ActionButton
        busy={isPending}
        onClick={fetchPem}
        label={`Download PEM with chain of certificate ${certificateId}`}
      >
        Download PEM with chain
      </ActionButton>
      {keyAtServer && <p>The key is not in this file. Where Command keeps it, “Recover” on its page gives both.</p>}
      {error && <ErrorNotice error={explain(error)} />}
    </>
  );
}
