import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { appSettingsQuery, shippedSettings } from '../../api/appSettings.ts';
import { noKeyKept, recoverCertificate } from '../../api/certificateActions.ts';
import type { CertificateDetails } from '../../api/certificates.ts';
import { explain, type Explained } from '../../api/errors.ts';
import { whyNot } from '../../api/rights.ts';
import { meQuery, serverQuery } from '../../api/server.ts';
import { bundleFiles, bundleKind } from '../../domain/bundle.ts';
import { safeFileName } from '../../domain/fileName.ts';
import { generatePassword, isPlainPassword } from '../../domain/password.ts';
import type { Scope } from '../../domain/scope.ts';
import { Form } from '../../form/Form.tsx';
import { SecretField } from '../../form/SecretField.tsx';
import { SelectField } from '../../form/SelectField.tsx';
import { SwitchField } from '../../form/SwitchField.tsx';
import { TextField } from '../../form/TextField.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { saveFile } from '../../ui/saveFile.ts';
import { certificateTitle } from './certificateColumns.tsx';
import { formatChoices, recoverSchema, recoverValues, type RecoverValues } from './recoverForm.ts';

interface RecoverDialogProps {
  record: CertificateDetails;
  scope: Scope;
  onClose: () => void;
}

/** What came of it may be below what is in sight of a long form. */
const intoView = (box: HTMLElement | null): void => box?.scrollIntoView({ block: 'nearest' });

function refusal(error: Error): Explained {
  const explained = explain(error);
  if (!noKeyKept(error)) return explained;
  return {
    ...explained,
    summary: 'The server keeps no private key of this certificate, so that there is nothing to recover.',
  };
}

/** Fetches certificate and key from the server under a new password. Bytes and password leave with the dialog. */
export default function RecoverDialog({ record, scope, onClose }: RecoverDialogProps): ReactElement {
  const settings = useQuery(appSettingsQuery()).data ?? shippedSettings;
  const newer = useQuery(serverQuery()).data?.abilities.keyChoice ?? false;
  const closed = whyNot(useQuery(meQuery()).data, 'recover', scope);
  const minimum = settings.passwordLength;
  const schema = useMemo(() => recoverSchema(minimum), [minimum]);
  const form = useForm<RecoverValues>({ resolver: zodResolver(schema), defaultValues: recoverValues });
  const [format, chain, password] = useWatch({
    control: form.control,
    name: ['format', 'includeChain', 'password'],
  });
  const { mutate, isPending, error, data } = useMutation(recoverCertificate());
  const submit = form.handleSubmit((values) => {
    // Enter in a field comes past the button.
    if (isPending || closed !== undefined) return;
    mutate(
      { certificateId: record.certificateId, scope, newer, ...values },
      {
        onSuccess: (bytes) => {
          const kind = bundleKind(bytes);
          // Newer Java key stores are PKCS #12 inside.
          const { extension, type } = bundleFiles[kind === null || values.format === 'JKS' ? values.format : kind];
          saveFile(bytes, safeFileName(record.commonName, record.serialNumber, extension), type);
        },
      },
    );
  });
  return (
    <ConfirmDialog
      open
      title={`Recover ${certificateTitle(record)} with its key`}
      confirmLabel={data ? 'Recover again' : `Recover ${format}`}
      cancelLabel="Close"
      entered={form.formState.isDirty && !data}
      busy={isPending}
      error={error && refusal(error)}
      disabledReason={closed}
      onConfirm={() => void submit()}
      onClose={onClose}
      body={
        <>
          <p>
            The server makes a new file from the key that it keeps. The password protects the key in the file and is
            kept nowhere: have it before you close this.
          </p>
          <Form form={form} onSubmit={submit} label="Recovery">
            <SelectField name="format" label="Format" width={280} options={formatChoices} />
            <SecretField
              name="password"
              label="Password of the file"
              required
              generate={() => generatePassword(Math.max(minimum, 20), (n) => crypto.getRandomValues(new Uint8Array(n)))}
              help={`At least ${minimum} characters${settings.source === 'server' ? '' : ' (the documented default: the server’s setting is not readable here)'}. It must not be one that you use elsewhere.`}
            />
            {!isPlainPassword(password) && format !== 'ZIP' && format !== 'PEM' && (
              <Notice kind="warning" title="Java cannot open a PFX with this password">
                It holds letters or signs beyond plain ASCII.
              </Notice>
            )}
            <SwitchField name="includeChain" label="Include the chain" />
            {chain && newer && (
              <SelectField
                name="chainOrder"
                label="Order of the chain"
                width={280}
                options={[
                  { value: 'EndEntityFirst', label: 'Certificate first, root last' },
                  { value: 'RootFirst', label: 'Root first, certificate last' },
                ]}
              />
            )}
            {newer && format === 'PFX' && (
              <TextField name="friendlyName" label="Friendly name" help="Left empty, the server decides." />
            )}
          </Form>
          {data && !isPending && (
            <div ref={intoView}>
              <Notice kind="success" title="The file was handed to the browser to save" />
            </div>
          )}
        </>
      }
    />
  );
}
