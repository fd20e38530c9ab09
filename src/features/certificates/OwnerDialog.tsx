import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery, type UseMutationResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import type { OwnerChange } from '../../api/certificateActions.ts';
import type { CertificateDetails } from '../../api/certificates.ts';
import { explain } from '../../api/errors.ts';
import { whyNot } from '../../api/rights.ts';
import { rolesQuery } from '../../api/roles.ts';
import { meQuery } from '../../api/server.ts';
import type { Scope } from '../../domain/scope.ts';
import { Form } from '../../form/Form.tsx';
import { PickerField } from '../../form/PickerField.tsx';
import { TextField } from '../../form/TextField.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { certificateTitle } from './certificateColumns.tsx';
import { ownerSchema, type OwnerValues } from './ownerForm.ts';

interface OwnerDialogProps {
  record: CertificateDetails;
  scope: Scope;
  run: UseMutationResult<CertificateDetails | null, Error, OwnerChange>;
  onClose: () => void;
}

/** Gives a certificate to another security role. */
export default function OwnerDialog({ record, scope, run, onClose }: OwnerDialogProps): ReactElement {
  const form = useForm<OwnerValues>({
    resolver: zodResolver(ownerSchema),
    defaultValues: { owner: record.ownerName },
  });
  const owner = useWatch({ control: form.control, name: 'owner' });
  const roles = useQuery(rolesQuery());
  const words = {
    name: 'owner',
    label: 'Owner role',
    required: true,
    help: `Now: ${record.ownerName || 'no owner'}. Which roles the server takes may depend on those you hold.`,
  };
  const closed = whyNot(useQuery(meQuery()).data, 'owner', scope);
  const submit = form.handleSubmit((values) => {
    // Enter in the field comes past the button.
    if (run.isPending || closed !== undefined || values.owner === record.ownerName) return;
    run.mutate({ certificateId: record.certificateId, scope, owner: values.owner }, { onSuccess: () => onClose() });
  });
  return (
    <ConfirmDialog
      open
      title={`Owner of ${certificateTitle(record)}`}
      confirmLabel="Change owner"
      disabledReason={closed ?? (owner === record.ownerName ? 'Nothing has changed' : undefined)}
      entered={owner !== record.ownerName}
      busy={run.isPending}
      error={run.error && explain(run.error)}
      onConfirm={() => void submit()}
      onClose={onClose}
      body={
        <Form form={form} onSubmit={submit} label="Owner">
          {roles.data === null || roles.isError ? (
            <TextField {...words} />
          ) : (
            <PickerField
              {...words}
              loading={roles.isPending}
              options={(roles.data ?? []).map(({ name }) => ({ value: name, label: name }))}
            />
          )}
        </Form>
      }
    />
  );
}
