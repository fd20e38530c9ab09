import { styled } from '@mui/material/styles';
import { useState, type ReactElement } from 'react';
import type { CsrAnswer } from '../../../api/enrollment.ts';
import {
  orderChain,
  parseCertificate,
  pemBundle,
  sameBytes,
  type CertificateView,
} from '../../../domain/certificate.ts';
import type { Csr } from '../../../domain/csr.ts';
import { commonName } from '../../../domain/dn.ts';
import { safeFileName } from '../../../domain/fileName.ts';
import { LeaveGuard } from '../../../form/LeaveGuard.tsx';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { AnotherButton } from './AnotherButton.tsx';
import type { CsrValues } from '../csr/csrForm.ts';
import { IssuedCertificate } from './IssuedCertificate.tsx';
import { NotIssued, Twins } from './Outcome.tsx';
import { saveFile } from '../../../ui/saveFile.ts';

/** One enrollment as it was sent. */
export interface SentCsr {
  values: CsrValues;
  csr: Csr;
  /** Server time of sending. */
  startedAt: Date;
}

interface CsrResultProps {
  answer: CsrAnswer;
  sent: SentCsr;
  onChange: () => void;
  onAnother: () => void;
}

const Buttons = styled('p')({ display: 'flex', flexWrap: 'wrap', gap: 8 });

const loss = {
  title: 'Leave this page?',
  text: 'The certificate has not been downloaded. Keyfactor keeps it, so it can be fetched there later.',
  leaveLabel: 'Leave without it',
};

/** Leaf first. The leaf is found by the key of the request: servers differ in the order they send. */
function received(answer: CsrAnswer, csr: Csr): { chain: CertificateView[]; unread: number } {
  const parsed = answer.certificates.map((text) => parseCertificate(text));
  const views = parsed.flatMap((each) => (each.ok ? [each.value] : []));
  const ordered = orderChain(views);
  const leaf = ordered.find((view) => sameBytes(view.spki, csr.spki));
  const chain = leaf ? [leaf, ...ordered.filter((view) => view !== leaf)] : ordered;
  return { chain, unread: parsed.length - views.length };
}

/** What became of a CSR enrollment, with the certificate to download. */
export default function CsrResult({ answer, sent, onChange, onAnother }: CsrResultProps): ReactElement {
  const [saved, setSaved] = useState(false);
  const { certificateId } = answer;
  const { csr, values } = sent;
  if (answer.disposition !== 'issued' || certificateId === null) {
    const later = <p>After approval the certificate can be downloaded from Keyfactor; the key stays where it is.</p>;
    const another = <AnotherButton onAnother={onAnother} loss={null} />;
    return <NotIssued answer={answer} later={later} onChange={onChange} another={another} />;
  }
  const { chain, unread } = received(answer, csr);
  const leaf = chain[0];
  const cn = commonName(csr.subject) ?? '';
  const save = (content: string | Uint8Array<ArrayBuffer>, extension: string, type: string): void => {
    saveFile(content, safeFileName(cn, answer.serialNumber, extension), type);
    setSaved(true);
  };
  return (
    <>
      <Notice
        kind="success"
        title={`Issued: certificate ${certificateId}`}
        actions={<AnotherButton onAnother={onAnother} loss={leaf !== undefined && !saved ? loss : null} />}
      >
        The certificate exists. Hand it back to whoever holds the key of the request.
      </Notice>
      <Twins commonName={cn} startedAtMs={sent.startedAt.getTime()} certificateId={certificateId} />
      <section aria-label="Download">
        <h2>Download</h2>
        {unread > 0 && (
          <Notice kind="warning" title="Part of the answer cannot be read here">
            {unread} of {answer.certificates.length} certificates in the answer could not be read and are not in the
            files.
          </Notice>
        )}
        {leaf ? (
          <>
            <Buttons>
              <ActionButton kind="primary" onClick={() => save(pemBundle(chain), 'pem', 'application/x-pem-file')}>
                {chain.length > 1 ? 'Download PEM with chain' : 'Download PEM'}
              </ActionButton>
              {chain.length > 1 && (
                <ActionButton onClick={() => save(pemBundle([leaf]), 'crt', 'application/x-pem-file')}>
                  Download certificate only (PEM)
                </ActionButton>
              )}
              <ActionButton onClick={() => save(Uint8Array.from(leaf.der), 'der', 'application/pkix-cert')}>
                Download certificate only (DER)
              </ActionButton>
            </Buttons>
            <p>
              {chain.length > 1
                ? `The file with chain holds ${chain.length} certificates: this one first, then its issuers.`
                : 'No issuer certificates came with the answer.'}
            </p>
          </>
        ) : (
          <Notice kind="info" title="No certificate came with the answer">
            It can be downloaded from Keyfactor under certificate {certificateId}.
          </Notice>
        )}
      </section>
      <IssuedCertificate
        certificateId={certificateId}
        answer={answer}
        received={leaf}
        asked={{
          subject: csr.subject,
          sans: csr.sans,
          key: csr.key,
          authority: values.authority === '' ? null : values.authority,
          spki: csr.spki,
        }}
      />
      <LeaveGuard when={leaf !== undefined && !saved} {...loss} />
    </>
  );
}
