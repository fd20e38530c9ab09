import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import type { Abilities } from '../../../api/server.ts';
import { SecretField } from '../../../form/SecretField.tsx';
import { SelectField } from '../../../form/SelectField.tsx';
import { SwitchField } from '../../../form/SwitchField.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { keyId, newPassword, type PfxValues } from './pfxForm.ts';
import type { Setup } from '../setup.ts';

interface KeyStepProps {
  setup: Setup | null;
  abilities: Abilities;
  onGenerated: (password: string) => void;
}

/** Key type and size where the server lets the requester choose, the password of the file, and its chain. */
export function KeyStep({ setup, abilities, onGenerated }: KeyStepProps): ReactElement {
  const key = useWatch<PfxValues, 'key'>({ name: 'key' });
  const minimum = setup?.settings.passwordLength ?? 12;
  const keys = setup?.keys ?? [];
  return (
    <>
      {abilities.keyChoice && keys.length > 0 ? (
        <SelectField
          name="key"
          label="Key"
          options={[
            ...keys.map((each) => ({ value: keyId(each), label: each.label })),
            { value: '', label: 'As the server decides' },
          ]}
          help={
            key.startsWith('RSA:8192')
              ? 'The server may take five minutes to make this key.'
              : 'What the rules of this choice allow.'
          }
        />
      ) : (
        <Notice kind="info" title="The template decides the key">
          {abilities.keyChoice
            ? 'The rules of this choice leave no key type to choose from.'
            : 'This server does not let a request choose key type and size.'}
        </Notice>
      )}
      <SecretField
        name="password"
        label="Password of the file"
        required
        generate={() => {
          const password = newPassword(minimum);
          onGenerated(password);
          return password;
        }}
        help={`At least ${minimum} characters. It protects the private key, and stores that need an entry password get it too. The server does not show it again.`}
      />
      <SwitchField
        name="includeChain"
        label="Include the chain"
        help="Adds the certificates of the issuing CAs to the file, which is a PFX (PKCS #12)."
      />
    </>
  );
}
