import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { logicalName } from '../../../api/authorities.ts';
import type { CertificateRecord } from '../../../api/certificates.ts';
import { serverNow } from '../../../api/client.ts';
import { storesOfCertificateQuery } from '../../../api/renewals.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Expiry } from './CertificateSearch.tsx';
import { sentRenewal } from './renewalForm.ts';
import type { RenewOnce } from './renewOnce.ts';

/** Renews at once, without the rest of the wizard, after a question that names what is renewed. */
export function OneClick({ record, once }: { record: CertificateRecord; once: RenewOnce }): ReactElement {
  const [asking, setAsking] = useState(false);
  const renew = (): void => {
    const { sent, post } = sentRenewal(record, serverNow());
    void once.send(sent, post);
  };
  const close = (): void => {
    setAsking(false);
    once.change();
  };
  return (
    <>
      <ActionButton onClick={() => setAsking(true)}>Renew with one click…</ActionButton>
      <ConfirmDialog
        open={asking}
        title={`Renew certificate ${record.certificateId} now?`}
        body={<Hit record={record} />}
        confirmLabel="Renew"
        busy={once.busy}
        error={once.error}
        onConfirm={renew}
        onClose={close}
      />
    </>
  );
}

/** What the renewal takes from the old certificate, and what it leaves alone. */
function Hit({ record }: { record: CertificateRecord }): ReactElement {
  const stores = useQuery(storesOfCertificateQuery(record.certificateId));
  return (
    <>
      <Facts
        items={[
          { label: 'Subject', value: record.subject, mono: true },
          { label: 'Old certificate', value: <Expiry record={record} /> },
          { label: 'CA', value: logicalName(record.authorityName), mono: true },
          { label: 'Template', value: record.templateName },
        ]}
      />
      <p>
        The server issues a second certificate with a new key and takes everything else from the old one. Nothing of
        what is filled in here is used. The old certificate stays valid.
      </p>
      <p>{storeWords(stores.data?.length)} The result page can deploy the new one within five minutes.</p>
    </>
  );
}

function storeWords(places: number | undefined): string {
  if (places === undefined) return 'No store gets it by itself.';
  if (places === 0) return 'No store is known to hold the old certificate, and none gets the new one by itself.';
  return `The old certificate stays in ${places === 1 ? 'the one place' : `all ${places} places`} where it is: no store gets the new one by itself.`;
}
