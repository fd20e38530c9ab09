import { zodResolver } from '@hookform/resolvers/zod';
import { styled } from '@mui/material/styles';
import { useState, type ReactElement } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { serverNow } from '../../../api/client.ts';
import { generatePassword, isPlainPassword } from '../../../domain/password.ts';
import { SecretField } from '../../../form/SecretField.tsx';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { StatusMark } from '../../../ui/StatusMark.tsx';
import { saveFile } from '../../../ui/saveFile.ts';
import { FindingList } from '../FindingList.tsx';
import { spaceFindings } from '../passwordWords.ts';
import { InnerForm } from './InnerForm.tsx';
import { asksAgain, keyFile, saveSchema, shortestPassword, type MadeRequest, type SaveValues } from './makeForm.ts';

const Spaced = styled('div')({ margin: '0 0 12px' });

const states = {
  none: { kind: 'warning', text: 'Not downloaded: the key is only on this page and is lost with it' },
  encrypted: { kind: 'ok', text: 'Downloaded, encrypted' },
  plain: { kind: 'warning', text: 'Downloaded without encryption' },
} as const;

interface SaveKeyProps {
  made: MadeRequest;
  /** Told how the key was handed to the browser. */
  onSaved: (made: MadeRequest) => void;
  /** It has taken the place of what had the focus. */
  arrived?: boolean;
  onAnother?: () => void;
}

/** What was made in this browser, and the way out for its key. */
export function SaveKey({ made, onSaved, arrived = false, onAnother }: SaveKeyProps): ReactElement {
  const form = useForm<SaveValues>({
    defaultValues: { password: '', again: '', generated: '' },
    resolver: zodResolver(saveSchema),
  });
  const values = { ...form.getValues(), ...useWatch({ control: form.control }) };
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState(false);
  const save = async (password: string | null): Promise<void> => {
    setFailed(false);
    try {
      saveFile(await keyFile(made.pkcs8, password), made.fileName, 'application/x-pem-file');
      onSaved({ ...made, saved: { how: password === null ? 'plain' : 'encrypted', at: serverNow() } });
    } catch {
      setFailed(true);
    }
  };
  return (
    <InnerForm
      form={form}
      legend="The key made in this browser"
      arrived={arrived}
      onSubmit={() => form.handleSubmit(({ password }) => save(password))()}
      submitLabel="Download the key"
      submitKind={made.saved === null ? 'primary' : 'plain'}
      busyText="Encrypting …"
      more={
        <>
          <ActionButton onClick={() => setAsking(true)}>Save without encryption</ActionButton>
          {onAnother && <ActionButton onClick={onAnother}>Make another key and request</ActionButton>}
        </>
      }
    >
      <Spaced>
        <Facts
          items={[
            { label: 'Key', value: made.keyLabel },
            {
              label: 'Key file',
              value: (
                <output>
                  <StatusMark {...states[made.saved?.how ?? 'none']} />
                </output>
              ),
              help: made.fileName,
            },
          ]}
        />
      </Spaced>
      <SecretField
        name="password"
        label="Password of the key file"
        required
        generate={() => {
          const password = generatePassword(20, (n) => crypto.getRandomValues(new Uint8Array(n)));
          form.setValue('generated', password);
          form.clearErrors();
          return password;
        }}
        help={
          isPlainPassword(values.password)
            ? `At least ${shortestPassword} characters. Nobody can open the file without it, and this page does not keep it.`
            : 'Java opens no key with this password, because it goes beyond ASCII.'
        }
      />
      <FindingList findings={spaceFindings(values.password)} label="About the password" />
      {asksAgain(values) && <SecretField name="again" label="Password again" required />}
      {failed && (
        <Notice kind="error" title="The key could not be downloaded">
          {made.saved === null
            ? 'The browser did not write the file, so the key is still only on this page. Try again, or try another browser before you go on: the request waits until the key is downloaded.'
            : 'The browser did not write the file this time. The download before is not affected.'}
        </Notice>
      )}
      <ConfirmDialog
        open={asking}
        danger
        title="Save the key without encryption?"
        body="Whoever can read the file can use the key and pass for the owner of the certificate. Save it like this only for a program that cannot ask for a password, and only to a place that nobody else reads."
        confirmLabel="Save without encryption"
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void save(null);
        }}
      />
    </InnerForm>
  );
}
