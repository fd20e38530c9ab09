import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useForm, useWatch } from 'react-hook-form';
import type { ReactElement } from 'react';
import { revokeCertificate, type Revocation, type Revoked } from '../../api/certificateActions.ts';
import { revocationsHeldQuery } from '../../api/certificateRevocations.ts';
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
import { stateNow } from './StateMark.tsx';
import { askWords, revocationOf, revokeSchema, revokeValues, type RevokeValues } from './revokeForm.ts';

interface RevokeDialogProps {
  record: CertificateDetails;
  scope: Scope;
  /** It is on hold and shall be valid again. */
  unhold: boolean;
  run: UseMutationResult<Revoked, Error, Revocation>;
  onClose: () => void;
}

function placesWords(places: readonly unknown[] | null | undefined, failed: boolean, reason: number | null): string {
  if (places === undefined) return failed ? 'Which stores hold it could not be read.' : 'Where it is, is being read.';
  if (places === null) return 'You may not see which stores hold it.';
  if (places.length === 0) return 'No inventory has found it in a store.';
  const many =
    places.length === 1 ? 'One store holds it, and keeps' : `${places.length} places in stores hold it, and keep`;
  return `${many} it: what uses it there ${reason === onHold ? 'is not trusted meanwhile' : 'stops being trusted'}.`;
}

/** Asks for the reason and says what is hit before a certificate is revoked or taken from hold. */
export default function RevokeDialog({ record, scope, unhold, run, onClose }: RevokeDialogProps): ReactElement {
  const client = useQueryClient();
  const form = useForm<RevokeValues>({ resolver: zodResolver(revokeSchema), defaultValues: revokeValues(unhold) });
  const reason = useWatch({ control: form.control, name: 'reason' });
  const places = useQuery(storesOfCertificateQuery(record.certificateId, scope));
  // As the page behind found it.
  const held = useQuery({ ...revocationsHeldQuery(record), enabled: false }).data;
  const closed = whyNot(useQuery(meQuery()).data, 'revoke', scope);
  const isHeld = stateNow(record).name === 'on hold';
  const { title, confirm, effect } = askWords(certificateTitle(record), reason, isHeld);
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
      title={title}
      confirmLabel={confirm}
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
            {!unhold && placesWords(places.data, places.isError, reason)}
          </p>
          <p>{effect} Where a workflow asks for an approval, nothing changes before that is given.</p>
          {held !== undefined && held.waiting.length > 0 && (
            <p>A change of this certificate waits for an approval already; this asks for another one.</p>
          )}
          <Form form={form} onSubmit={submit} label={unhold ? 'Take from hold' : 'Revocation'}>
            {!unhold && (
              <SelectField
                name="reason"
                label="Reason"
                required
                options={isHeld ? revocationReasons.filter(({ value }) => value !== onHold) : revocationReasons}
                help="The revocation list of the CA publishes it, unless it is “Unspecified”."
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
