import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useForm, useWatch } from 'react-hook-form';
import type { ReactElement } from 'react';
import { revokeCertificate, type Revocation, type Revoked } from '../../api/certificateActions.ts';
import type { CertificateDetails } from '../../api/certificates.ts';
import { explain } from '../../api/errors.ts';
import { storesOfCertificateQuery } from '../../api/renewals.ts';
import { whyNot } from '../../api/rights.ts';
import { meQuery } from '../../api/server.ts';
import { onHold, revocationReasons } from '../../domain/revocation.ts';
import type { Scope } from '../../domain/scope.ts';
import { Form } from '../../form/Form.tsx';
import { SelectField } from '../../form/SelectField.tsx';
import { TextField } from '../../form/TextField.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Mono } from '../../ui/Mono.tsx';
import { certificateTitle } from './certificateColumns.tsx';
import { revocationOf, revokeSchema, revokeValues, type RevokeValues } from './revokeForm.ts';

interface RevokeDialogProps {
  record: CertificateDetails;
  scope: Scope;
  /** It is on hold and shall be valid again. */
  unhold: boolean;
  run: UseMutationResult<Revoked, Error, Revocation>;
  onClose: () => void;
}

function placesWords(places: readonly unknown[] | null | undefined, failed: boolean): string {
  if (places === undefined) return failed ? 'Which stores hold it could not be read.' : 'Where it is, is being read.';
  if (places === null) return 'You may not see which stores hold it.';
  if (places.length === 0) return 'No inventory has found it in a store.';
  return places.length === 1
    ? 'One store holds it, and keeps it: what uses it there stops being trusted.'
    : `${places.length} places in stores hold it, and keep it: what uses it there stops being trusted.`;
}

/** Asks for the reason and says what is hit before a certificate is revoked or taken from hold. */
export default function RevokeDialog({ record, scope, unhold, run, onClose }: RevokeDialogProps): ReactElement {
  const client = useQueryClient();
  const form = useForm<RevokeValues>({ resolver: zodResolver(revokeSchema), defaultValues: revokeValues(unhold) });
  const reason = useWatch({ control: form.control, name: 'reason' });
  const places = useQuery(storesOfCertificateQuery(record.certificateId, scope));
  const closed = whyNot(useQuery(meQuery()).data, 'revoke', scope);
  const name = certificateTitle(record);
  const submit = form.handleSubmit((values) => {
    // A second press may come before the button shows that it is busy; a second order would ask for a second approval.
    const underWay = client.isMutating({ mutationKey: revokeCertificate().mutationKey ?? [] }) > 0;
    if (closed !== undefined || underWay) return;
    run.mutate({ certificateId: record.certificateId, scope, ...revocationOf(values) }, { onSuccess: () => onClose() });
  });
  return (
    <ConfirmDialog
      open
      danger={!unhold}
      title={unhold ? `Take ${name} from hold?` : `Revoke ${name}?`}
      confirmLabel={unhold ? 'Take from hold' : reason === onHold ? 'Put on hold' : 'Revoke certificate'}
      entered={form.formState.isDirty}
      busy={run.isPending}
      error={run.error && explain(run.error)}
      disabledReason={closed}
      onConfirm={() => void submit()}
      onClose={onClose}
      body={
        <>
          <p>
            Certificate {record.certificateId}, serial number <Mono>{record.serialNumber}</Mono>.{' '}
            {!unhold && placesWords(places.data, places.isError)}
          </p>
          {unhold && <p>It is valid again then. Others learn it from the next revocation list (CRL) or OCSP answer.</p>}
          {!unhold && (
            <p>
              {reason === onHold
                ? 'A hold can be taken back.'
                : 'This cannot be taken back. Where a workflow asks for an approval, it happens only once that is given.'}
            </p>
          )}
          <Form form={form} onSubmit={submit} label={unhold ? 'Take from hold' : 'Revocation'}>
            {!unhold && (
              <SelectField
                name="reason"
                label="Reason"
                required
                options={revocationReasons}
                help="It is published in the revocation list of the CA."
              />
            )}
            <TextField name="comment" label="Comment" required multiline rows={2} help="Kept with the certificate." />
            {!unhold && (
              <TextField
                name="effective"
                label="Effective from"
                type="datetime-local"
                width={280}
                help="In your local time. Left empty: now."
              />
            )}
          </Form>
        </>
      }
    />
  );
}
