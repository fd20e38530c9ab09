import type { ReactElement } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import type { Abilities } from '../../../api/server.ts';
import { RadioChoices } from '../../../form/RadioChoices.tsx';
import { SecretField } from '../../../form/SecretField.tsx';
import { SelectField } from '../../../form/SelectField.tsx';
import { SwitchField } from '../../../form/SwitchField.tsx';
import { TextField } from '../../../form/TextField.tsx';
import { FindingList } from '../FindingList.tsx';
import { Fold } from '../Fold.tsx';
import { minimumWords } from '../passwordWords.ts';
import type { Setup } from '../setup.ts';
import { newPassword } from './newPassword.ts';
import type { PfxValues } from './pfxForm.ts';
import { passwordFindings, passwordMinimum } from './pfxPassword.ts';

interface FileFieldsProps {
  setup: Setup | null;
  abilities: Abilities;
}

const formats = [
  { value: 'PFX', label: 'PFX (PKCS #12)' },
  { value: 'ZIP', label: 'ZIP', hint: 'PEM files: key, certificate, chain' },
];
const newerFormats = [
  { value: 'PEM', label: 'PEM', hint: 'one text file' },
  { value: 'JKS', label: 'JKS', hint: 'Java key store' },
];

function PasswordFields({ setup }: Pick<FileFieldsProps, 'setup'>): ReactElement {
  const { setValue } = useFormContext<PfxValues>();
  const [passwordFrom, password, format, stores, renewal] = useWatch<
    PfxValues,
    ['passwordFrom', 'password', 'format', 'stores', 'renewal']
  >({ name: ['passwordFrom', 'password', 'format', 'stores', 'renewal'] });
  const here = passwordFrom === 'here';
  const minimum = passwordMinimum(setup);
  const known = setup?.settings.source === 'server';
  return (
    <>
      <RadioChoices
        name="passwordFrom"
        label="Password"
        options={[
          {
            value: 'here',
            label: 'Set it here',
            ...(setup?.settings.customPassword === false
              ? { hint: 'The setting Allow Custom Password is off: the server may not take it.' }
              : {}),
          },
          { value: 'server', label: 'The server makes one', hint: 'It is shown once, with the result.' },
        ]}
        stacked
      />
      {here && (
        // A generated password, which nobody knows yet, is shown with the result; one that was typed stays masked.
        <div onInput={() => setValue('passwordGenerated', false)}>
          <SecretField
            name="password"
            label="Password of the file"
            required
            generate={() => {
              setValue('passwordGenerated', true);
              return newPassword(minimum);
            }}
            help={`${minimumWords(minimum)}${known ? '' : ' (the documented default: the server’s setting is not readable here)'}. It protects the private key, and stores that need an entry password get it too. The server does not show it again.`}
          />
        </div>
      )}
      <FindingList
        findings={passwordFindings({ passwordFrom, password, format, stores, renewal }, setup)}
        label="About the password"
      />
    </>
  );
}

/** The provider that Windows imports the key with: from the server's list, or free where that is not readable. */
function ProviderField({ settings }: { settings: Setup['settings'] }): ReactElement | null {
  if (settings.providersAllowed === false) return null;
  const words = { name: 'provider', label: 'Cryptographic service provider' };
  if (settings.providersAllowed === null || settings.providers === null) {
    return (
      <TextField
        {...words}
        help="Which providers this server allows is not readable here. It refuses any other; leave it empty if in doubt."
      />
    );
  }
  if (settings.providers.length === 0) return null;
  return (
    <SelectField
      {...words}
      options={[{ value: '', label: 'None' }, ...settings.providers.map((value) => ({ value, label: value }))]}
      help="Written into the file. Windows imports the key with it."
    />
  );
}

function nameWords(required: boolean | null): string {
  const usual = 'Left empty, the common name is used.';
  if (required === true) return `This server asks for one. ${usual}`;
  return required === null ? `${usual} Whether this server asks for one of its own is not readable here.` : usual;
}

/** Password, format, chain and name of the file. */
export function FileFields({ setup, abilities }: FileFieldsProps): ReactElement {
  const [format, chain] = useWatch<PfxValues, ['format', 'includeChain']>({ name: ['format', 'includeChain'] });
  const nameRequired = setup?.settings.friendlyNameRequired ?? null;
  return (
    <>
      <PasswordFields setup={setup} />
      <SelectField
        name="format"
        label="Format"
        width={280}
        options={abilities.moreFileFormats ? [...formats, ...newerFormats] : formats}
        help={
          format === 'PFX'
            ? undefined
            : 'Without stores only: with stores the server prepares their delivery, and the file it gives is a PFX.'
        }
      />
      <SwitchField
        name="includeChain"
        label="Include the chain"
        help="Adds the certificates of the issuing CAs to the file."
      />
      {chain && abilities.keyChoice && (
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
      {format === 'PEM' && abilities.subjectHeader && (
        <SwitchField
          name="subjectHeader"
          label="Subject line above each certificate"
          help="A comment such as #CN=app01, which not every program takes."
        />
      )}
      <TextField name="friendlyName" label="Custom friendly name" help={nameWords(nameRequired)} />
      {(abilities.keyChoice || abilities.targetProvider) && (
        <Fold title="Rarely needed: old encryption, provider, file extension">
          {abilities.keyChoice && (
            <SwitchField
              name="legacyEncryption"
              label="Encrypt for old programs"
              help="For old Windows, Java or NetScaler: 3DES and RC2 instead of AES. Weaker: use it only where AES cannot be read."
            />
          )}
          {abilities.targetProvider && setup && <ProviderField settings={setup.settings} />}
          {abilities.enrollmentPatterns && (
            <TextField
              name="fileExtension"
              label="File extension"
              width={280}
              help="For the file name that the server proposes. Only the newest servers read it; which values they take is not documented."
            />
          )}
        </Fold>
      )}
    </>
  );
}
