import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { CertificateDetails } from '../../api/certificates.ts';
import { downloadCertificate, type DownloadFormat } from '../../api/downloads.ts';
import { explain } from '../../api/errors.ts';
import { pemInOrder } from '../../domain/bundle.ts';
import { safeFileName } from '../../domain/fileName.ts';
import type { Scope } from '../../domain/scope.ts';
import { CheckBox } from '../../form/CheckBox.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { FilterSelect } from '../../ui/FilterSelect.tsx';
import { saveFile } from '../../ui/saveFile.ts';
import { decoded } from './decoded.ts';
import { Buttons } from './pageStyle.ts';

const files: Record<DownloadFormat, { extension: string; type: string }> = {
  PEM: { extension: 'pem', type: 'application/x-pem-file' },
  DER: { extension: 'der', type: 'application/pkix-cert' },
  P7B: { extension: 'p7b', type: 'application/x-pkcs7-certificates' },
};

const formats = [
  { value: 'PEM', label: 'PEM' },
  { value: 'DER', label: 'DER' },
  { value: 'P7B', label: 'P7B (PKCS #7)' },
] as const;

/** Files without a key. The certificate alone is made from its bytes here; with its issuers the server makes the file. */
export function Downloads({ record, scope }: { record: CertificateDetails; scope: Scope }): ReactElement {
  const [format, setFormat] = useState<DownloadFormat>('PEM');
  const [chain, setChain] = useState(true);
  const { mutateAsync, isPending, error, reset } = useMutation(downloadCertificate());
  const withChain = format === 'P7B' || (format === 'PEM' && chain);
  const save = (content: string | Uint8Array<ArrayBuffer>): void => {
    const { extension, type } = files[format];
    const piece = withChain ? 'fullchain' : '';
    saveFile(content, safeFileName(record.commonName, record.serialNumber, extension, piece), type);
  };
  const download = async (): Promise<void> => {
    reset();
    const own = decoded(record.content)?.view ?? null;
    if (own && !withChain) {
      save(format === 'PEM' ? own.pem : Uint8Array.from(own.der));
      return;
    }
    try {
      const bytes = await mutateAsync({
        certificateId: record.certificateId,
        format,
        includeChain: withChain,
        scope,
      });
      save(format === 'PEM' ? pemInOrder(bytes).content : bytes);
    } catch {
      // The mutation shows it.
    }
  };
  return (
    <>
      <Buttons>
        <FilterSelect
          label="Format"
          value={format}
          onChange={(value) => setFormat(value === 'DER' || value === 'P7B' ? value : 'PEM')}
          choices={formats}
          any={null}
        />
        <ActionButton busy={isPending} onClick={() => void download()}>
          {withChain ? `Download ${format} with chain` : `Download ${format}`}
        </ActionButton>
      </Buttons>
      {format === 'PEM' ? (
        <CheckBox label="Include the chain" checked={chain} onChange={setChain} />
      ) : (
        <p>
          {format === 'DER'
            ? 'A DER file holds the one certificate.'
            : 'The chain is in it. It comes in BER encoding, which some strict readers refuse.'}
        </p>
      )}
      {error && <ErrorNotice error={explain(error)} />}
    </>
  );
}
