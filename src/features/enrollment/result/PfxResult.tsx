import { useState, type ReactElement } from 'react';
import type { PfxAnswer } from '../../../api/enrollment.ts';
import { safeFileName } from '../../../domain/fileName.ts';
import { LeaveGuard } from '../../../form/LeaveGuard.tsx';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { DeployProgress } from '../../deploy/DeployProgress.tsx';
import { AnotherButton } from './AnotherButton.tsx';
import { IssuedCertificate } from './IssuedCertificate.tsx';
import { NotIssued, Twins } from './Outcome.tsx';
import { passwordFact, PasswordSection } from './PasswordSection.tsx';
import { chosenKey, type PfxValues } from '../pfx/pfxForm.ts';
import { requestedSans, requestedSubject } from '../names/pfxNames.ts';
import { passwordLoss, pfxLoss } from './pfxLoss.ts';
import { saveFile } from '../../../ui/saveFile.ts';
import type { Setup } from '../setup.ts';

/** One enrollment as it was sent. */
export interface SentPfx {
  values: PfxValues;
  setup: Setup;
  /** The server made this password visible to the user already; a typed one stays masked until asked for. */
  generated: boolean;
  /** Server time of sending. */
  startedAt: Date;
}

interface PfxResultProps {
  answer: PfxAnswer;
  sent: SentPfx;
  onChange: () => void;
  onAnother: () => void;
}

/** What became of a PFX enrollment, with the file, its password and the way to the stores. */
export default function PfxResult({ answer, sent, onChange, onAnother }: PfxResultProps): ReactElement {
  const [saved, setSaved] = useState(false);
  const { certificateId } = answer;
  const loss = pfxLoss(answer, { generated: sent.generated, saved, wanted: sent.values.download });
  const another = <AnotherButton onAnother={onAnother} loss={loss} />;
  const guard = <LeaveGuard when={loss !== null} {...(loss ?? passwordLoss)} />;
  if (answer.disposition !== 'issued' || certificateId === null) {
    return (
      <>
        <NotIssued answer={answer} later={<Later sent={sent} />} onChange={onChange} another={another} />
        {answer.disposition !== 'denied' && (
          <PasswordSection password={sent.values.password} generated={sent.generated} />
        )}
        {guard}
      </>
    );
  }
  const { values, setup, startedAt } = sent;
  const password = answer.password ?? values.password;
  return (
    <>
      <Notice kind="success" title={`Issued: certificate ${certificateId}`} actions={another}>
        {values.stores.length > 0
          ? 'The certificate exists. Below is what becomes of the stores.'
          : 'The certificate exists. Save the file and its password.'}
      </Notice>
      <Twins commonName={values.subject.CN} startedAtMs={startedAt.getTime()} certificateId={certificateId} />
      {answer.chainMissing && (
        <Notice kind="warning" title="The file holds no chain">
          The server could not build the chain. Install the certificates of the issuing CAs yourself, or tell who runs
          the server which CA certificate is missing.
        </Notice>
      )}
      <File
        answer={answer}
        values={values}
        password={password}
        generated={sent.generated || answer.password !== null}
        saved={saved}
        onSaved={() => setSaved(true)}
      />
      {(values.stores.length > 0 || answer.pfx !== null) && (
        <section aria-label="Stores">
          <h2>Stores</h2>
          <DeployProgress
            certificateId={certificateId}
            password={password}
            stores={values.stores}
            answered={answer.successfulStores}
            issuedAtServerMs={answer.answeredAtMs}
            askedAt={startedAt.toISOString()}
          />
        </section>
      )}
      <IssuedCertificate
        certificateId={certificateId}
        answer={answer}
        asked={{
          subject: requestedSubject(values),
          sans: requestedSans(values),
          key: chosenKey(values, setup),
          authority: values.authority === '' ? null : values.authority,
          spki: null,
        }}
      />
      {guard}
    </>
  );
}

function Later({ sent }: { sent: SentPfx }): ReactElement {
  return (
    <p>
      {sent.values.stores.length > 0
        ? 'The stores of the plan get the certificate after approval, without another step from you.'
        : 'After approval the key can be fetched only where the template keeps keys, or be deployed to stores with the request id.'}{' '}
      Keep the password below: stores that need an entry password get it.
    </p>
  );
}

interface FileProps {
  answer: PfxAnswer;
  values: PfxValues;
  password: string;
  generated: boolean;
  saved: boolean;
  onSaved: () => void;
}

/** The bundle and its password. While it may be the only copy of the key, leaving takes a deliberate act. */
function File({ answer, values, password, generated, saved, onSaved }: FileProps): ReactElement {
  const { pfx } = answer;
  const onlyCopy = answer.key !== 'saved';
  const name = safeFileName(values.subject.CN, answer.serialNumber, 'pfx');
  const save = (): void => {
    if (!pfx) return;
    saveFile(pfx, name, 'application/x-pkcs12');
    onSaved();
  };
  return (
    <section aria-label="File and password">
      <h2>File and password</h2>
      {pfx === null && (
        <Notice kind="info" title="No file came with the answer">
          The key can be fetched only where the template keeps keys.
        </Notice>
      )}
      {pfx !== null && onlyCopy && !saved && (
        <Notice kind="warning" title="This is the only copy of the key">
          {answer.key === 'only copy'
            ? 'The server did not keep the private key. If you leave without saving the file, the key is lost.'
            : 'The server does not say whether it kept the private key. Save the file before you leave.'}
        </Notice>
      )}
      {pfx !== null && (
        <p>
          <ActionButton kind="primary" onClick={save}>
            {saved ? 'Download again' : 'Download .pfx'}
          </ActionButton>
        </p>
      )}
      <Facts
        items={[
          ...(pfx === null ? [] : [{ label: 'File', value: name, mono: true }]),
          passwordFact(password, generated),
          {
            label: 'Key on the server',
            value: { saved: 'kept', 'only copy': 'not kept', 'not said': 'not said' }[answer.key],
          },
        ]}
      />
    </section>
  );
}
