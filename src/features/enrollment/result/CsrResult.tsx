import { useState, type ReactElement } from 'react';
import type { CsrAnswer } from '../../../api/enrollment.ts';
import { leafFirst } from '../../../domain/bundle.ts';
import { parseCertificate, pemBundle, type CertificateView } from '../../../domain/certificate.ts';
import { safeFileName } from '../../../domain/fileName.ts';
import type { CertificateId } from '../../../domain/ids.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { saveFile } from '../../../ui/saveFile.ts';
import { Time } from '../../../ui/Time.tsx';
import { answerOf, type Ended, type ResultProps } from '../enrollOnce.ts';
import { adoptedCsr, type SentCsr } from '../sent.ts';
import { AnswerEcho } from './AnswerEcho.tsx';
import { IssuedCertificate } from './IssuedCertificate.tsx';
import { IssuedNotice } from './IssuedNotice.tsx';
import { keyWords } from './keyHolder.ts';
import { cameToNothing, typedLoss } from './pfxLoss.ts';
import { ResultFrame } from './ResultFrame.tsx';
import { fileTitle } from './resultNames.ts';
import { Pile } from './resultStyle.ts';
import { ServerDownloads } from './ServerDownloads.tsx';

const loss = {
  title: 'Leave this page?',
  text: 'The certificate has not been downloaded. Keyfactor keeps it, so it can be fetched from its page later.',
  leaveLabel: 'Leave without it',
};

/** Leaf first. The leaf is found by the key of the request: servers differ in the order they send. */
function received(
  answer: CsrAnswer,
  sent: SentCsr,
): { leaf: CertificateView | null; chain: CertificateView[]; unread: number } {
  const parsed = answer.certificates.map((text) => parseCertificate(text));
  const views = parsed.flatMap((each) => (each.ok ? [each.value] : []));
  return { ...leafFirst(views, sent.spki), unread: parsed.length - views.length };
}

/** Everything after a CSR enrollment was sent: its five ends, and the certificate to download. */
export default function CsrResult(props: ResultProps<SentCsr, CsrAnswer>): ReactElement {
  const { outcome, onChange, onAdopt, onAnother } = props;
  const [saved, setSaved] = useState(false);
  const { sent } = outcome;
  const answer = answerOf(outcome);
  const came = answer?.disposition === 'issued' ? received(answer, sent) : null;
  const typed = cameToNothing(outcome, answer) ? typedLoss : null;
  return (
    <ResultFrame
      outcome={outcome}
      onChange={onChange}
      onTake={(record) => onAdopt(adoptedCsr(record))}
      onAnother={onAnother}
      loss={came && came.leaf !== null && !saved ? loss : typed}
      later={<p>Once it is issued, the certificate can be downloaded from its page; the key stays where it is.</p>}
      renderIssued={(issued, certificateId, another) =>
        came && (
          <IssuedCsr
            outcome={issued}
            certificateId={certificateId}
            came={came}
            another={another}
            onSaved={() => setSaved(true)}
          />
        )
      }
    />
  );
}

interface IssuedCsrProps {
  outcome: Extract<Ended<SentCsr, CsrAnswer>, { kind: 'answered' }>;
  certificateId: CertificateId;
  came: ReturnType<typeof received>;
  another: ReactElement;
  onSaved: () => void;
}

function IssuedCsr({ outcome, certificateId, came, another, onSaved }: IssuedCsrProps): ReactElement {
  const { answer, adopted, sent } = outcome;
  const { leaf, chain, unread } = came;
  return (
    <>
      <Pile>
        <IssuedNotice outcome={outcome} received={leaf ?? undefined} another={another}>
          {adopted
            ? `You took this certificate for the one of your request. Compare it below before it is used. ${keyWords(sent)}`
            : `The certificate exists. ${keyWords(sent)}`}
          {sent.madeKey && <MadeKeyTimes {...sent.madeKey} />}
        </IssuedNotice>
      </Pile>
      <section aria-label="Download">
        <h2>Download</h2>
        {unread > 0 && (
          <Notice kind="warning" title="Part of the answer cannot be read here">
            {unread} of {answer.certificates.length} certificates in the answer could not be read and are not in the
            files.
          </Notice>
        )}
        {leaf === null && (
          <Notice kind="info" title="No certificate came with the answer">
            The files below are made by the server.
          </Notice>
        )}
        <ServerDownloads
          certificateId={certificateId}
          title={fileTitle(sent)}
          serial={answer.serialNumber}
          formats={leaf === null ? ['PEM', 'P7B', 'DER'] : chain.length === 0 ? ['PEM', 'P7B'] : ['P7B']}
          onSaved={onSaved}
          before={
            leaf && (
              <Files leaf={leaf} chain={chain} title={fileTitle(sent)} serial={answer.serialNumber} onSaved={onSaved} />
            )
          }
        />
        {leaf && (
          <p>
            {chain.length > 0
              ? `The file with chain holds ${chain.length + 1} certificates: this one first, then its issuers.`
              : 'No issuer certificates came with the answer.'}
          </p>
        )}
      </section>
      <IssuedCertificate certificateId={certificateId} outcome={outcome} received={leaf ?? undefined} />
      <AnswerEcho answer={answer} sent={sent} />
    </>
  );
}

/** When the key was made on this page, and when it was downloaded. */
function MadeKeyTimes({ madeAt, saved }: NonNullable<SentCsr['madeKey']>): ReactElement {
  return (
    <p>
      Key made <Time value={madeAt} />
      {saved && (
        <>
          , downloaded <Time value={saved.at} />
        </>
      )}
    </p>
  );
}

interface FilesProps {
  leaf: CertificateView;
  chain: readonly CertificateView[];
  title: string;
  serial: string;
  onSaved: () => void;
}

/** What came with the answer, in the order that every program takes. */
function Files({ leaf, chain, title, serial, onSaved }: FilesProps): ReactElement {
  const save = (content: string | Uint8Array<ArrayBuffer>, extension: string, type: string, piece = ''): void => {
    saveFile(content, safeFileName(title, serial, extension, piece), type);
    onSaved();
  };
  const pemType = 'application/x-pem-file';
  return (
    <>
      {chain.length > 0 && (
        <ActionButton kind="primary" onClick={() => save(pemBundle([leaf, ...chain]), 'pem', pemType)}>
          Download PEM with chain
        </ActionButton>
      )}
      <ActionButton
        kind={chain.length > 0 ? 'plain' : 'primary'}
        onClick={() => save(leaf.pem, chain.length > 0 ? 'crt' : 'pem', pemType)}
      >
        Download certificate only (PEM)
      </ActionButton>
      {chain.length > 0 && (
        <ActionButton onClick={() => save(pemBundle(chain), 'pem', pemType, 'chain')}>
          Download chain only (PEM)
        </ActionButton>
      )}
      <ActionButton onClick={() => save(Uint8Array.from(leaf.der), 'der', 'application/pkix-cert')}>
        Download certificate only (DER)
      </ActionButton>
    </>
  );
}
