import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { certificateQuery } from '../../api/certificates.ts';
import { serverNow } from '../../api/client.ts';
import type { CertificateId } from '../../domain/ids.ts';
import type { Scope } from '../../domain/scope.ts';
import { paths } from '../../paths.ts';
import { ActionLink } from '../../ui/ActionButton.tsx';
import { Countdown } from '../../ui/Countdown.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Quiet } from './deployStyle.ts';

interface KeyWindowProps {
  certificateId: CertificateId;
  /** Server time. */
  endsAtMs: number;
  over: boolean;
  /** The part of the certificates that the caller may read. */
  scope: Scope;
  /** What is not certain about the end, as a sentence. */
  note?: string | undefined;
  /** Nothing nearer leads on: the page of the certificate does. */
  leadsOn: boolean;
}

const serverMs = (): number => serverNow().getTime();

/** How long the server still has the key of an enrollment for stores, and what is possible afterwards. */
export function KeyWindow({ certificateId, endsAtMs, over, scope, note = '', leadsOn }: KeyWindowProps): ReactElement {
  if (over) return <Afterwards certificateId={certificateId} scope={scope} leadsOn={leadsOn} />;
  return (
    <Quiet>
      <Countdown endsAtMs={endsAtMs} now={serverMs} label="to add stores with this key" /> {note}
    </Quiet>
  );
}

type AfterwardsProps = Pick<KeyWindowProps, 'certificateId' | 'scope' | 'leadsOn'>;

function Afterwards({ certificateId, scope, leadsOn }: AfterwardsProps): ReactElement {
  const certificate = useQuery(certificateQuery(certificateId, scope));
  return (
    <Notice
      kind="info"
      title="The server has let go of this key’s staging copy."
      actions={leadsOn && <ActionLink to={paths.certificate(certificateId, scope)}>Open the certificate</ActionLink>}
    >
      Five minutes after the enrollment it deletes that copy. {wordsOf(certificate.data?.hasPrivateKey, leadsOn)}
    </Notice>
  );
}

/** What the retained key makes possible, and where; undefined: whether there is one is not known. */
function wordsOf(retained: boolean | undefined, leadsOn: boolean): string {
  if (retained === undefined) {
    return 'Where the template keeps keys, the certificate can still be added to stores from its page; otherwise that takes a new enrollment.';
  }
  return retained
    ? `The key itself is kept: the certificate can still be added to stores ${leadsOn ? 'from its page' : 'below'}, at any time.`
    : 'No other copy of the key is kept on the server: to bring a key to more stores, enroll a new certificate. Stores that take certificates without a key can still get this one from its page.';
}
