import { styled } from '@mui/material/styles';
import { lazy, Suspense, useId, type ReactElement } from 'react';
import { useFormState } from 'react-hook-form';
import { RadioChoices } from '../../../form/RadioChoices.tsx';
import { SecretField } from '../../../form/SecretField.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useCsr } from './csrContext.ts';
import { keepsNoKeys, type CsrValues } from './csrForm.ts';
import { keyFileText } from './retainedKey.ts';

const SaveKey = lazy(async () => ({ default: (await import('./SaveKey.tsx')).SaveKey }));

const Choose = styled('div')({
  margin: '0 0 12px',
  '& label': { display: 'block', fontWeight: 500 },
  '& input': { maxWidth: '100%' },
});
const Note = styled('div')({ margin: '0 0 16px', maxWidth: 860 });

/** The private key of the request: on its way out of this browser, and to the server only when the user says so. */
export function KeyForRetention(): ReactElement | null {
  const { start, madeKey, request, form } = useCsr();
  const { csrPrivateKey } = start.abilities;
  const { errors } = useFormState<CsrValues>();
  if (!csrPrivateKey && !madeKey) return null;
  return (
    <section aria-label="Private key">
      <h3>Private key</h3>
      {madeKey && (
        <Suspense fallback={<Loading what="the key made here" />}>
          <SaveKey
            made={madeKey}
            onSaved={(made) => {
              request.takeMade(made);
              form.clearErrors('key');
            }}
          />
        </Suspense>
      )}
      {csrPrivateKey && <KeyChoice />}
      {!csrPrivateKey && errors.key?.message !== undefined && <Notice kind="error" title={errors.key.message} />}
    </section>
  );
}

/** What the template does with keys, in words. */
function retentionWords(retention: string | null): string {
  if (retention === null) return 'Whether this template keeps private keys cannot be read here.';
  if (retention.toLowerCase() === 'none') return 'This template keeps no private keys.';
  return `This template keeps private keys (key retention: ${retention}).`;
}

function KeyChoice(): ReactElement {
  const { values, setup, madeKey } = useCsr();
  const retention = setup?.retention ?? null;
  const useless = keepsNoKeys(setup) ? { disabledReason: 'The server would have no use for it.' } : {};
  const send = [
    ...(madeKey ? [{ value: 'made', label: 'Send the key made in this browser', ...useless }] : []),
    { value: 'given', label: 'Send a key that I give', ...useless },
  ];
  return (
    <>
      <p>{retentionWords(retention)}</p>
      <RadioChoices
        name="key"
        label="Send the private key to Command, which then keeps it"
        stacked
        options={[{ value: 'none', label: 'Do not send it', hint: 'The key stays where it is.' }, ...send]}
      />
      {values.key === 'given' && <GivenKey />}
      {values.key !== 'none' && (
        <Note>
          <Notice kind="warning" title="The unencrypted key leaves this browser">
            Everyone with the right to recover keys can fetch it from Command later. Send it only if Command is meant to
            hold it.
          </Notice>
        </Note>
      )}
    </>
  );
}

function GivenKey(): ReactElement {
  const { form } = useCsr();
  const fileId = useId();
  const put = async (file: File): Promise<void> => {
    try {
      form.setValue('keyText', keyFileText(new Uint8Array(await file.arrayBuffer())), { shouldDirty: true });
      form.clearErrors('keyText');
    } catch {
      form.setValue('keyText', '', { shouldDirty: true });
      form.setError('keyText', { message: 'The file could not be read. Choose it again, or paste its text.' });
    }
  };
  return (
    <>
      <Choose>
        <label htmlFor={fileId}>File of the key</label>
        <input
          id={fileId}
          type="file"
          accept=".key,.pem,.p8,.pk8,.der"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) void put(file);
            event.target.value = '';
          }}
        />
      </Choose>
      <SecretField
        name="keyText"
        label="Private key"
        required
        autoComplete="off"
        help="Filled from the file, or paste it: PKCS #8 as PEM, encrypted or not. It is compared with the request before anything is sent."
      />
      <SecretField
        name="keyPassword"
        label="Password of the key"
        autoComplete="off"
        help="Only for an encrypted key. It is decrypted in this browser; the password is not sent."
      />
    </>
  );
}
