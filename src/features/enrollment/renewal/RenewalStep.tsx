import { useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import { useRef, useState, type ReactElement } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { logicalName } from '../../../api/authorities.ts';
import { certificateQuery, type CertificateRecord } from '../../../api/certificates.ts';
import { explain } from '../../../api/errors.ts';
import { availableRenewalQuery, type Renewability } from '../../../api/renewals.ts';
import { asCertificateId, type CertificateId } from '../../../domain/ids.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { CertificateSearch, Expiry } from './CertificateSearch.tsx';
import { OneClick } from './OneClick.tsx';
import { RenewalQuestion } from './RenewalQuestion.tsx';
import { RenewedStores } from './RenewedStores.tsx';
import { namesOf } from './renewedCertificate.ts';
import { renewalLabel } from './renewalForm.ts';
import type { RenewOnce } from './renewOnce.ts';
import { useScope } from '../useScope.ts';

interface RenewalChoiceProps {
  /** Path of a `RenewalValue` in the form. */
  name: string;
  /** Why this request cannot replace anything in stores: an old server, or version 1 of the request. */
  installReason?: string | undefined;
  /** Where a one-click renewal is sent; without it none is offered. */
  once?: RenewOnce | undefined;
  /** The request is a CSR, which brings its own names and reaches no stores; the form has no `install` then. */
  csr?: boolean;
}

const Chosen = styled('section')({ margin: '0 0 16px', '&:focus': { outline: 'none' } });

const Words = styled('div')({ margin: '8px 0' });

/** Buttons in a row; what one of them has done is said below them all. */
const Acts = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '4px 8px',
  margin: '8px 0',
  '& > output': { order: 1, flexBasis: '100%' },
});

/** Whether the request is for a new certificate or renews one, and which. */
export default function RenewalChoice(props: RenewalChoiceProps): ReactElement {
  const { name, installReason, once, csr = false } = props;
  const { setValue, clearErrors } = useFormContext();
  const chosenId = useWatch({ name: `${name}.certificateId` }) as number | null;
  const panel = useRef<HTMLElement>(null);
  const put = (certificateId: number, label: string): void => {
    setValue(`${name}.certificateId`, certificateId, { shouldDirty: true });
    setValue(`${name}.label`, label, { shouldDirty: true });
    // The stores are those of another certificate now, so that nobody has agreed to them.
    if (!csr) setValue(`${name}.install`, false, { shouldDirty: true });
    clearErrors(`${name}.certificateId`);
    panel.current?.focus();
  };
  const id = chosenId === null || chosenId === 0 ? null : asCertificateId(chosenId);
  return (
    <>
      <RenewalQuestion name={name} />
      {chosenId !== null && (
        <Chosen ref={panel} tabIndex={-1} aria-label="Certificate to renew">
          {id === null ? (
            <CertificateSearch onPick={(record) => put(record.certificateId, renewalLabel(record))} />
          ) : (
            <>
              <Old id={id} once={once} csr={csr} onOther={() => put(0, '')} />
              {!csr && <RenewedStores certificateId={id} name={`${name}.install`} installReason={installReason} />}
            </>
          )}
        </Chosen>
      )}
    </>
  );
}

interface OldProps {
  id: CertificateId;
  once: RenewOnce | undefined;
  csr: boolean;
  onOther: () => void;
}

/** The certificate that was chosen, and the ways to renew it. */
function Old({ id, once, csr, onOther }: OldProps): ReactElement {
  const scope = useScope();
  const certificate = useQuery(certificateQuery(id, scope));
  // What the server tells is about keys that it makes.
  const available = useQuery({ ...availableRenewalQuery(id, scope), enabled: !csr });
  const record = certificate.data;
  return (
    <>
      {certificate.isPending && <Loading what="the certificate to renew" />}
      {certificate.error && (
        <ErrorNotice error={explain(certificate.error)} onRetry={() => void certificate.refetch()} />
      )}
      {record && <Facts items={factsOf(record)} />}
      {csr && <Words>Names and key are those of the CSR. No store gets the new certificate by itself.</Words>}
      {available.isLoading && <Loading what="the ways to renew it" />}
      {available.error && <ErrorNotice error={explain(available.error)} onRetry={() => void available.refetch()} />}
      {available.data !== undefined && <Ways ways={available.data} />}
      <Acts>
        <ActionButton onClick={onOther}>Choose another</ActionButton>
        {record && !csr && <TakeNames record={record} />}
        {record && once && available.data?.seeded && (
          <OneClick record={record} once={once} seeded={!available.data.oneClick} />
        )}
      </Acts>
    </>
  );
}

/** Fills the names of the old certificate into the steps that ask for them; said aloud, as those are not in sight. */
function TakeNames({ record }: { record: CertificateRecord }): ReactElement | null {
  const { setValue } = useFormContext();
  const [taken, setTaken] = useState(false);
  const names = namesOf(record);
  if (names === null) return null;
  const take = (): void => {
    setValue('subject', names.subject, { shouldDirty: true });
    setValue('sans', names.sans, { shouldDirty: true });
    setTaken(true);
  };
  return (
    <>
      <ActionButton onClick={take}>Fill in its names</ActionButton>
      <output>{taken && 'Subject and alternative names are filled in.'}</output>
    </>
  );
}

function factsOf(record: CertificateRecord) {
  return [
    { label: 'Certificate', value: renewalLabel(record) },
    { label: 'Subject', value: record.subject, mono: true },
    { label: 'Validity', value: <Expiry record={record} /> },
    { label: 'State', value: record.state },
    { label: 'CA', value: logicalName(record.authorityName), mono: true },
    { label: 'Template', value: record.templateName },
    { label: 'Serial number', value: record.serialNumber, copy: record.serialNumber, mono: true },
  ];
}

/** What the server says of the ways to renew; null: it does not say. */
function Ways({ ways }: { ways: Renewability | null }): ReactElement {
  if (ways === null) {
    return <Words>You may not read how it can be renewed. The server says so when the request is sent.</Words>;
  }
  const says = ways.message === '' ? '' : ` The server says: ${ways.message}`;
  if (ways.oneClick) {
    return <Words>It can be renewed with this request, where names and key may change, or with one click.{says}</Words>;
  }
  if (ways.seeded) {
    return (
      <Words>It can be renewed with this request, or as it is under the choice above, where a CA is named.{says}</Words>
    );
  }
  return (
    <Notice kind="warning" title="The server offers no renewal of this certificate">
      It may refuse this request.{says}
    </Notice>
  );
}
