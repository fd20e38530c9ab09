import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { logicalName } from '../../../api/authorities.ts';
import type { CertificateRecord } from '../../../api/certificates.ts';
import { serverNow } from '../../../api/client.ts';
import { storesOfCertificateQuery } from '../../../api/renewals.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { type PlannedStore, storesWord } from '../../deploy/deployForm.ts';
import { overwriting, ReplacedEntries } from '../../deploy/ReplacedEntries.tsx';
import { StartText } from '../../deploy/StartText.tsx';
import { Expiry } from './CertificateSearch.tsx';
import { type RenewalSeed } from './renewalForm.ts';
import { sentRenewal } from './renewedCertificate.ts';
import type { RenewOnce } from './renewOnce.ts';
import { useScope } from '../useScope.ts';

interface OneClickProps {
  record: CertificateRecord;
  once: RenewOnce;
  /** One click is not allowed: the renewal names pattern or template and CA as they are chosen in the wizard. */
  seeded: boolean;
}

/** Renews at once, without the rest of the wizard, after a question that names what is renewed. */
export function OneClick({ record, once, seeded }: OneClickProps): ReactElement {
  const [asking, setAsking] = useState(false);
  const scope = useScope();
  const seed = seeded ? once.seed : null;
  const { stores, startsAt } = once.plan;
  const renew = (): void => {
    const { sent, post } = sentRenewal(record, serverNow(), scope, seed);
    void once.send(sent, post);
  };
  const close = (): void => {
    setAsking(false);
    once.change();
  };
  return (
    <>
      <ActionButton onClick={() => setAsking(true)} disabledReason={seeded ? once.seedReason : undefined}>
        {seeded ? 'Renew it as it is…' : 'Renew with one click…'}
      </ActionButton>
      <ConfirmDialog
        open={asking}
        title={`Renew certificate ${record.certificateId} now?`}
        body={<Hit record={record} stores={stores} startsAt={startsAt} seed={seed} />}
        confirmLabel={stores.length === 0 ? 'Renew' : `Renew and deploy to ${storesWord(stores.length)}`}
        disabledReason={once.plan.reason}
        busy={once.busy}
        error={once.error}
        onConfirm={renew}
        onClose={close}
      />
    </>
  );
}

interface HitProps {
  record: CertificateRecord;
  stores: readonly PlannedStore[];
  /** When their jobs start, ISO text in UTC; null: at once. */
  startsAt: string | null;
  seed: RenewalSeed | null;
}

/** What the renewal takes from the old certificate, and what it leaves alone. */
function Hit({ record, stores, startsAt, seed }: HitProps): ReactElement {
  const held = useQuery(storesOfCertificateQuery(record.certificateId, useScope()));
  return (
    <>
      <Facts
        items={[
          { label: 'Subject', value: record.subject, mono: true },
          { label: 'Old certificate', value: <Expiry record={record} /> },
          { label: 'CA', value: logicalName(seed?.authority ?? record.authorityName), mono: true },
          seed ? { label: 'Under', value: seed.label } : { label: 'Template', value: record.templateName },
        ]}
      />
      <p>
        The server issues a second certificate with a new key and takes everything else from the old one.{' '}
        {usedWords(stores.length > 0, seed !== null)} The old certificate stays valid.
      </p>
      <p>
        {storeWords(held.data?.length)}{' '}
        {stores.length === 0
          ? `Within five minutes the result page can ${held.data?.length ? 'put the new one there, or into other stores' : 'deploy the new one'}.`
          : afterWords(storesWord(stores.length), startsAt !== null)}
      </p>
      {stores.length > 0 && <StartText startsAt={startsAt} />}
      <ReplacedEntries entries={overwriting(stores)} />
    </>
  );
}

/** What follows the renewal by itself; the time is said with it. */
const afterWords = (stores: string, later: boolean): string =>
  later
    ? `Right after it the jobs are made that deploy the new one to the ${stores} of the plan, and to no other.`
    : `Right after it the new one is deployed to the ${stores} of the plan, and to no other.`;

/** Which part of the wizard counts. */
function usedWords(stores: boolean, seed: boolean): string {
  const used = [seed ? 'the choice and its CA' : '', stores ? 'the stores of the plan' : ''].filter(
    (each) => each !== '',
  );
  return used.length === 0
    ? 'Nothing of what is filled in here is used.'
    : `Of what is filled in here only ${used.join(' and ')} are used.`;
}

function storeWords(places: number | undefined): string {
  if (places === undefined) return 'No store gets it by itself.';
  if (places === 0) return 'No store is known to hold the old certificate, and none gets the new one by itself.';
  return `The old certificate stays in ${places === 1 ? 'the one place' : `the ${places} places`} where it is: no store gets the new one by itself.`;
}
