import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import type { CertificateDetails } from '../../api/certificates.ts';
import { whyNot } from '../../api/rights.ts';
import { meQuery } from '../../api/server.ts';
import type { Scope } from '../../domain/scope.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { reasonWords } from '../../ui/reasonWays.tsx';
import { Section } from '../../ui/Section.tsx';
import { Part } from '../deploy/deployStyle.ts';
import { Downloads } from './Downloads.tsx';
import { Buttons, Quiet } from './pageStyle.ts';

const RecoverDialog = lazy(() => import('./RecoverDialog.tsx'));

/** Files of the certificate: without its key for all who may read it, with it for those who may recover. */
export function FilesPart({ record, scope }: { record: CertificateDetails; scope: Scope }): ReactElement {
  const [open, setOpen] = useState(false);
  const me = useQuery(meQuery()).data;
  const reason = record.hasPrivateKey
    ? whyNot(me, 'recover', scope)
    : 'The server keeps no private key of this certificate';
  return (
    <Section id="files" title="Files">
      <Part>Without the key</Part>
      <Downloads record={record} scope={scope} />
      <Part>With the key</Part>
      <Buttons>
        <ActionButton onClick={() => setOpen(true)} disabledReason={reason}>
          Recover with key…
        </ActionButton>
      </Buttons>
      {reason !== undefined && <Quiet>{reasonWords(reason)}.</Quiet>}
      <Suspense fallback={null}>
        {open && <RecoverDialog record={record} scope={scope} onClose={() => setOpen(false)} />}
      </Suspense>
    </Section>
  );
}
