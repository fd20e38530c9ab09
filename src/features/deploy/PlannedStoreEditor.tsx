import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { serverNow } from '../../api/client.ts';
import { aliasForm } from '../../domain/aliasForms.ts';
import { type KeyCarrying, keyIsChosen, type Rule } from '../../domain/deploy.ts';
import { SecretField } from '../../form/SecretField.tsx';
import { SwitchField } from '../../form/SwitchField.tsx';
import { TextField } from '../../form/TextField.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { isAsked, isRequired, type PlannedStore } from './deployForm.ts';
import { EntryChoice } from './EntryChoice.tsx';
import { InventoryAge } from './InventoryAge.tsx';
import { ParameterField } from './ParameterField.tsx';
import { type KnownInventory, planFindings } from './planFindings.ts';
import { Thumbprint } from './Thumbprint.tsx';

const aliasHelp: Record<Exclude<Rule, 'forbidden'>, string> = {
  required: 'This store type requires an alias.',
  optional: 'Left empty, the store names the entry itself.',
};

const Fields = styled('fieldset')({ margin: 0, padding: '0 0 4px', border: 0, minWidth: 0 });
const Name = styled('legend')({ padding: 0, fontWeight: 500, overflowWrap: 'anywhere', maxWidth: '100%' });
const Quiet = styled('p')(({ theme }) => ({ margin: '0 0 8px', color: theme.palette.text.secondary }));
const Findings = styled('ul')({
  listStyle: 'none',
  margin: '0 0 12px',
  padding: 0,
  overflowWrap: 'anywhere',
  // Below the words, not below their icon.
  '& > li > span + span': { display: 'block', paddingLeft: 22 },
});
const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 8 });

const focusFirst = (fields: HTMLElement | null): void =>
  fields?.querySelector<HTMLElement>('input, select, button')?.focus();

interface EditorProps {
  /** Path of the planned store in the form. */
  name: string;
  store: PlannedStore;
  known: KnownInventory | undefined;
  keys: KeyCarrying;
  /** Opened by hand, not because the store was added a moment ago. */
  takesFocus: boolean;
  onDone: () => void;
  onRemove: () => void;
}

/** One store of the plan: alias, what lives there now, overwrite, the key, and what the type asks besides. */
export function PlannedStoreEditor(props: EditorProps): ReactElement {
  const { name, store, known, keys, takesFocus, onDone, onRemove } = props;
  const { rules } = store;
  const entries = known?.entries ?? [];
  const form = aliasForm(rules.shortName);
  const findings = planFindings([store], known ? { [store.storeId]: known } : {}, serverNow(), keys);
  return (
    <Fields ref={takesFocus ? focusFirst : undefined}>
      <Name>{store.displayName}</Name>
      <InventoryAge known={known} scheduled={store.inventoryScheduled} />
      {rules.alias === 'forbidden' ? (
        <>
          <Quiet>No alias: the store names its entries itself.</Quiet>
          <EntryChoice name={name} entries={entries} replaces />
        </>
      ) : (
        <>
          <TextField
            name={`${name}.alias`}
            label="Alias"
            mono
            required={rules.alias === 'required'}
            help={[aliasHelp[rules.alias], form?.help].filter(Boolean).join(' ')}
          />
          <EntryChoice name={name} entries={entries} replaces={false} />
          <SwitchField
            name={`${name}.overwrite`}
            label="Overwrite the entry of this alias"
            help="Off: a store that already has the alias keeps its entry, or fails the job."
          />
        </>
      )}
      {findings.length > 0 && (
        <Findings aria-label={`Findings about ${store.displayName}`}>
          {findings.map(({ kind, what, detail, thumbprint }) => (
            <li key={what}>
              <StatusMark kind={kind} text={`${what}. ${detail}`} />
              <Thumbprint value={thumbprint} />
            </li>
          ))}
        </Findings>
      )}
      <KeyPart name={name} store={store} keys={keys} />
      {rules.entryParameters.map((parameter, at) =>
        isAsked(store, parameter.name) ? (
          <ParameterField
            key={parameter.name}
            name={`${name}.properties.${at}.value`}
            parameter={parameter}
            required={isRequired(store, parameter)}
            emptyLabel="Not set"
          />
        ) : null,
      )}
      <Buttons>
        <ActionButton onClick={onDone} label={`Done with ${store.displayName}`}>
          Done
        </ActionButton>
        <ActionButton kind="quiet" onClick={onRemove} label={`Remove from the plan: ${store.displayName}`}>
          Remove from the plan
        </ActionButton>
      </Buttons>
    </Fields>
  );
}

/** Whether the key goes along, and the password of the entry where the type has one. */
function KeyPart({ name, store, keys }: Pick<EditorProps, 'name' | 'store' | 'keys'>): ReactElement {
  const { rules, privateKey } = store;
  return (
    <>
      {keyIsChosen(rules.privateKey, keys) && (
        <SwitchField name={`${name}.privateKey`} label="Include the private key" />
      )}
      {keys === 'choice' && rules.privateKey === 'required' && <Quiet>This store type requires the private key.</Quiet>}
      {!privateKey && rules.privateKey === 'forbidden' && (
        <Quiet>This store type takes the certificate without its private key.</Quiet>
      )}
      {rules.entryPassword && keys === 'always' && (
        <Quiet>Entries of this store type have a password: it is the password of the PFX.</Quiet>
      )}
      {rules.entryPassword && keys !== 'always' && (
        <SecretField
          name={`${name}.entryPassword`}
          label="Entry password"
          help="Entries of this store type can have a password."
        />
      )}
    </>
  );
}
