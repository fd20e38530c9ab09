import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery, type UseMutationResult } from '@tanstack/react-query';
import { useMemo, useState, type ReactElement } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import type { MetadataEdit } from '../../api/certificateActions.ts';
import type { CertificateDetails } from '../../api/certificates.ts';
import { explain } from '../../api/errors.ts';
import type { MetadataField } from '../../api/metadata.ts';
import { whyNot } from '../../api/rights.ts';
import { meQuery } from '../../api/server.ts';
import { valueDoubt } from '../../domain/metadataValue.ts';
import type { Scope } from '../../domain/scope.ts';
import { Form } from '../../form/Form.tsx';
import { ValueField } from '../../form/ValueField.tsx';
import { ChangeList } from '../../ui/ChangeList.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { certificateTitle } from './certificateColumns.tsx';
import {
  changedMeanwhile,
  changedRows,
  fromWire,
  metadataEditSchema,
  toWire,
  type MetadataEditValues,
} from './metadataEditForm.ts';

interface MetadataDialogProps {
  record: CertificateDetails;
  scope: Scope;
  fields: readonly MetadataField[];
  run: UseMutationResult<CertificateDetails | null, Error, MetadataEdit>;
  onClose: () => void;
}

/** Edits the metadata of a certificate and shows old beside new before it is sent. */
export default function MetadataDialog(props: MetadataDialogProps): ReactElement {
  const { record, scope, run, onClose } = props;
  // What the editing began with: were it what a later read found, a change of somebody else would be sent back as one's own.
  const [{ held, fields }] = useState({ held: record.metadata, fields: props.fields });
  const schema = useMemo(() => metadataEditSchema(fields, held), [fields, held]);
  const form = useForm<MetadataEditValues>({
    resolver: zodResolver(schema),
    defaultValues: fromWire(fields, held),
  });
  const rows = useWatch({ control: form.control, name: 'rows' });
  const changes = changedRows({ rows }, held);
  const cleared = changes.filter((each) => each.new === '');
  const meanwhile = changedMeanwhile(changes, record.metadata);
  const closed = whyNot(useQuery(meQuery()).data, 'metadata', scope);
  const submit = form.handleSubmit((values) => {
    const metadata = toWire(values, held);
    // Enter in a field comes past the button.
    if (run.isPending || closed !== undefined || Object.keys(metadata).length === 0) return;
    run.mutate({ certificateId: record.certificateId, scope, metadata }, { onSuccess: () => onClose() });
  });
  return (
    <ConfirmDialog
      open
      wide
      title={`Metadata of ${certificateTitle(record)}`}
      confirmLabel={changes.length === 1 ? 'Save 1 change' : `Save ${changes.length} changes`}
      disabledReason={closed ?? (changes.length === 0 ? 'Nothing has changed' : undefined)}
      entered={changes.length > 0}
      busy={run.isPending}
      error={run.error && explain(run.error)}
      onConfirm={() => void submit()}
      onClose={onClose}
      body={
        <>
          <Form form={form} onSubmit={submit} label="Metadata">
            {fields.map((field, index) => {
              const help = [
                field.hint || field.description,
                valueDoubt(field, rows[index]?.value ?? '') ?? '',
                field.use === 'hidden' ? 'Hidden at enrollment.' : '',
              ].filter((text) => text !== '');
              return (
                <ValueField
                  key={field.name}
                  name={`rows.${index}.value`}
                  label={field.name}
                  kind={field.kind}
                  options={field.options}
                  {...(help.length === 0 ? {} : { help: help.join(' – ') })}
                />
              );
            })}
          </Form>
          {changes.length > 0 && (
            <section aria-label="What changes">
              <h3>What changes</h3>
              <ChangeList changes={changes.map((each) => ({ what: each.name, before: each.old, after: each.new }))} />
            </section>
          )}
          {meanwhile.length > 0 && (
            <Notice kind="warning" title={`Changed by somebody else meanwhile: ${meanwhile.join(', ')}`}>
              Saving replaces that with what you entered.
            </Notice>
          )}
          {cleared.length > 0 && (
            <Notice kind="info" title="Whether an empty value clears a field is not documented">
              After saving, the certificate is read again and the page shows what it then holds.
            </Notice>
          )}
        </>
      }
    />
  );
}
