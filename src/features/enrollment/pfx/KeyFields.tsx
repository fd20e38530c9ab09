import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { keysInForce, type Origin } from '../../../domain/keysInForce.ts';
import { missingKeys } from '../../../domain/missingKeys.ts';
import { SelectField } from '../../../form/SelectField.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Fold } from '../Fold.tsx';
import { takenWords } from '../../../domain/takenWords.ts';
import type { Setup } from '../setup.ts';
import { alternativeChoices, keyId, type PfxValues } from './pfxForm.ts';

const layerNames: Record<Origin, string> = {
  'system-wide': 'the system-wide rules',
  pattern: 'the enrollment pattern',
  template: 'the template',
  CA: 'the CA',
  nothing: 'nothing',
  'not known': 'rules that you may not read',
};

/** Usual keys that cannot be chosen, each with what keeps it away, and keys that no request can name. */
function MissingKeys({ setup }: { setup: Setup }): ReactElement | null {
  const missing = missingKeys(setup.keyLayers);
  const named = keysInForce(setup.keyLayers).keys ?? [];
  const unnameable = named.filter((label) => !setup.keys.some((key) => key.label === label));
  if (missing.length === 0 && unnameable.length === 0) return null;
  return (
    <Fold title="Why is a key missing?">
      <ul>
        {missing.map(({ label, origins }) => (
          <li key={label}>
            {label}: not allowed by {origins.map((origin) => layerNames[origin]).join(' and ')}
          </li>
        ))}
        {unnameable.map((label) => (
          <li key={label}>{label}: allowed, but requests are documented to name RSA, ECC and Edwards curves only</li>
        ))}
      </ul>
    </Fold>
  );
}

const slow = 'The server may take five minutes to make this key (recorded: 282 seconds). Stay on the page meanwhile.';

/** How far the choices can be trusted. */
function allowedWords(setup: Setup | null): string {
  if (setup?.rules.keys === null) return 'No rule that you may read restricts the key; the server decides.';
  const unread = setup?.keyLayers.some(({ origin }) => origin === 'not known') ?? false;
  return unread
    ? `What the rules that you may read allow; the server may allow less. Not all are readable${takenWords(setup?.lacked.keys)}.`
    : 'What the system-wide rules, this choice and the CA allow together.';
}

/** Which key the server makes, where it lets the requester choose. */
export function KeyFields({ setup, second }: { setup: Setup | null; second: boolean }): ReactElement {
  const key = useWatch<PfxValues, 'key'>({ name: 'key' });
  const keys = setup?.keys ?? [];
  const alternatives = alternativeChoices(setup);
  if (keys.length === 0) {
    return (
      <>
        <Notice kind="info" title="The template decides the key">
          The rules of this choice leave no key type to choose from.
        </Notice>
        {setup && <MissingKeys setup={setup} />}
      </>
    );
  }
  return (
    <>
      <SelectField
        name="key"
        label="Key"
        options={[
          ...keys.map((each) => ({ value: keyId(each), label: each.label })),
          { value: '', label: 'As the server decides' },
        ]}
        help={key.startsWith('RSA:8192') ? slow : allowedWords(setup)}
      />
      {setup && <MissingKeys setup={setup} />}
      {alternatives.length > 0 && (
        <SelectField
          name="alternativeKey"
          label="Second, post-quantum key"
          disabledReason={second ? undefined : 'Filling in from Active Directory leaves no place for a second key.'}
          options={[{ value: '', label: 'None' }, ...alternatives.map(({ id }) => ({ value: id, label: id }))]}
          help="Makes a hybrid certificate, which carries both keys. Programs that do not know it use the first key."
        />
      )}
    </>
  );
}
