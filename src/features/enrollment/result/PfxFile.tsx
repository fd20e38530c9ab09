import { useState, type ReactElement } from 'react';
import type { PfxAnswer } from '../../../api/enrollment.ts';
import { bundleKind, readPemBundle } from '../../../domain/bundle.ts';
import { pemBundle } from '../../../domain/certificate.ts';
import { safeFileName } from '../../../domain/fileName.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { canCopy, copyText } from '../../../ui/copyText.ts';
import { Facts } from '../../../ui/Facts.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { saveFile } from '../../../ui/saveFile.ts';
import type { SentPfx } from '../sent.ts';
import { CertificatePage } from './CertificateLink.tsx';
import { PasswordHeld, passwordFact, type PagePassword } from './PasswordSection.tsx';
import { passwordUse } from './pfxWords.ts';
import { bundleFile, fileTitle, isDelivery } from './resultNames.ts';
import { Buttons, Pile } from './resultStyle.ts';

interface PfxFileProps {
  answer: PfxAnswer;
  sent: SentPfx;
  /** No answer came: the file is gone. */
  adopted?: boolean;
  password: PagePassword;
  saved: boolean;
  onSaved: () => void;
}

/** The file and its password. While it may be the only copy of the key, leaving takes a deliberate act. */
export function PfxFile(props: PfxFileProps): ReactElement {
  const { answer, sent, adopted = false, password, saved, onSaved } = props;
  const [copyFailed, setCopyFailed] = useState(false);
  const { pfx } = answer;
  const onlyCopy = answer.key !== 'saved';
  const file = bundleFile(sent.format, pfx && bundleKind(pfx));
  const title = fileTitle(sent);
  const name = safeFileName(title, answer.serialNumber, file.extension);
  const save = (): void => {
    if (!pfx) return;
    saveFile(pfx, name, file.type);
    onSaved();
  };
  // One press for both, as each is of no use without the other.
  const both = password.onlyHere && !password.held && password.text !== null && canCopy();
  const download = saved ? 'Download again' : `Download .${file.extension}`;
  const saveAndCopy = async (): Promise<void> => {
    // First, as the browser may ask where to save, and allows no copying meanwhile.
    const copying = copyText(password.text ?? '');
    save();
    const copied = await copying;
    setCopyFailed(!copied);
    if (copied) password.onHeld(true);
  };
  return (
    <section aria-label="File and password">
      <h2>File and password</h2>
      <Pile>
        {pfx === null && <NoFile adopted={adopted} answer={answer} />}
        {pfx !== null && onlyCopy && !saved && (
          <Notice
            kind="warning"
            title={
              answer.key === 'only copy' ? 'This is the only copy of the key' : 'This may be the only copy of the key'
            }
          >
            {answer.key === 'only copy'
              ? 'The server did not keep the private key. If you leave without saving the file, the key is lost.'
              : 'The server does not say whether it kept the private key. Save the file before you leave.'}
          </Notice>
        )}
        {pfx !== null && !file.asAsked && (
          <Notice kind="info" title={`The server sent a ${file.kind} file`}>
            {sent.format} was asked for. The file bears the ending of what it is.
          </Notice>
        )}
      </Pile>
      {pfx !== null && (
        <Buttons>
          <ActionButton kind="primary" onClick={() => (both ? void saveAndCopy() : save())}>
            {both ? `${download} and copy the password` : download}
          </ActionButton>
          {both && <ActionButton onClick={save}>{download}</ActionButton>}
        </Buttons>
      )}
      {pfx !== null && file.kind === 'PEM' && (
        <Pieces bytes={pfx} title={title} serial={answer.serialNumber} onKeySaved={onSaved} />
      )}
      {pfx !== null && isDelivery(sent.format) && (
        <p>
          For stores the server makes a PFX, and this is a copy of it. Other formats come later through Recover on{' '}
          <CertificatePage {...answer} />, where the template keeps keys.
        </p>
      )}
      <Facts
        items={[
          ...(pfx === null ? [] : [{ label: 'File', value: name, mono: true }]),
          {
            label: 'Key on the server',
            value: { saved: 'kept', 'only copy': 'not kept', 'not said': 'not said' }[answer.key],
          },
          passwordFact(password, adopted ? passwordUse(sent, 'adopted') : ''),
        ]}
      />
      <PasswordHeld password={password} />
      {copyFailed && !password.held && (
        <Notice kind="warning" title="The browser did not allow copying the password">
          The file was saved. Select the password above and keep it with the file.
        </Notice>
      )}
    </section>
  );
}

function NoFile({ adopted, answer }: { adopted: boolean; answer: PfxAnswer }): ReactElement {
  const kept = answer.key === 'saved';
  const page = <CertificatePage {...answer} />;
  if (!adopted) {
    return (
      <Notice kind="info" title="No file came with the answer">
        The key can be fetched only where the template keeps keys, with Recover on {page}.
      </Notice>
    );
  }
  if (kept) {
    return (
      <Notice kind="info" title="The file was lost with the answer">
        The server kept the key: it can be fetched with Recover on {page}, with a new password.
      </Notice>
    );
  }
  return (
    <Notice kind="warning" title="The file was lost with the answer, and the server seems not to have kept the key">
      For five minutes after enrollment the key can still be deployed to stores, below. After that it is gone: revoke
      this certificate and enroll anew.
    </Notice>
  );
}

interface PiecesProps {
  bytes: Uint8Array;
  title: string;
  serial: string;
  onKeySaved: () => void;
}

/** A PEM bundle taken apart on this page: what web servers and proxies want one by one. */
function Pieces({ bytes, title, serial, onKeySaved }: PiecesProps): ReactElement {
  const { leaf, chain, key, unread } = readPemBundle(bytes);
  const save = (content: string, extension: string, piece: string): void =>
    saveFile(content, safeFileName(title, serial, extension, piece), 'application/x-pem-file');
  return (
    <>
      <Buttons>
        {leaf && <ActionButton onClick={() => save(leaf.pem, 'crt', '')}>Certificate only</ActionButton>}
        {leaf && chain.length > 0 && (
          <ActionButton onClick={() => save(pemBundle([leaf, ...chain]), 'pem', 'fullchain')}>
            Certificate with chain
          </ActionButton>
        )}
        {chain.length > 0 && (
          <ActionButton onClick={() => save(pemBundle(chain), 'pem', 'chain')}>Chain only</ActionButton>
        )}
        {key !== null && (
          <ActionButton
            onClick={() => {
              save(key, 'key', '');
              onKeySaved();
            }}
          >
            Key only
          </ActionButton>
        )}
      </Buttons>
      <p>
        The pieces are taken out of the file here; the certificate comes first and each issuer after it, whatever order
        the server chose.
        {key?.includes('ENCRYPTED') === true && ' The key stays encrypted with the password below.'}
        {chain.length === 0 && ' No issuer certificates are in it.'}
        {unread > 0 && ` ${unread} parts of it cannot be read here; they are in the whole file.`}
      </p>
    </>
  );
}
