import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useFormContext } from 'react-hook-form';
import { entryOf, type InventoryEntry, inventoryQuery } from '../../api/inventory.ts';
import { type EntryParameter, type Rule } from '../../domain/deploy.ts';
import { asStoreId } from '../../domain/ids.ts';
import { SecretField } from '../../form/SecretField.tsx';
import { SelectField } from '../../form/SelectField.tsx';
import { SwitchField } from '../../form/SwitchField.tsx';
import { TextField } from '../../form/TextField.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Mono } from '../../ui/Mono.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Time } from '../../ui/Time.tsx';
import { isAsked, type PlannedStore } from './deployForm.ts';

const aliasHelp: Record<Rule, string> = {
  required: 'This store type requires an alias.',
  optional: 'Left empty, the store names the entry itself.',
  forbidden: 'The store names its entries itself.',
};

interface CardProps {
  /** Path of the planned store in the form. */
  name: string;
  store: PlannedStore;
  onRemove: () => void;
}

/** One store of the plan: alias, what lives there now, overwrite, and the type's own parameters. */
export function PlannedStoreCard({ name, store, onRemove }: CardProps): ReactElement {
  return (
    <Box
      component="fieldset"
      sx={{ m: 0, mb: 1, px: 2, py: 1, minWidth: 0, border: '1px solid', borderColor: 'divider', borderRadius: 1 }}
    >
      <Box component="legend" sx={{ px: 0.5, fontWeight: 500, overflowWrap: 'anywhere', maxWidth: '100%' }}>
        {store.displayName}{' '}
        <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400 }}>
          ({store.rules.shortName})
        </Box>
      </Box>
      {store.rules.alias === 'forbidden' ? (
        <>
          <Box component="p" sx={{ mt: 0, mb: 1, color: 'text.secondary' }}>
            No alias: {aliasHelp.forbidden}
          </Box>
          <ReplacedEntry name={name} store={store} />
          <LivesThere store={store} />
        </>
      ) : (
        <>
          <TextField
            name={`${name}.alias`}
            label="Alias"
            mono
            required={store.rules.alias === 'required'}
            help={aliasHelp[store.rules.alias]}
          />
          <LivesThere store={store} />
          <SwitchField
            name={`${name}.overwrite`}
            label="Overwrite the entry of this alias"
            help="Off: a store that already has the alias keeps its entry, or fails the job."
          />
        </>
      )}
      {store.rules.entryParameters.map((parameter, at) =>
        isAsked(store, parameter.name) ? (
          <ParameterField key={parameter.name} name={`${name}.properties.${at}.value`} parameter={parameter} />
        ) : null,
      )}
      {!store.inventoryScheduled && (
        <Notice kind="info" title="This store has no inventory schedule.">
          The job’s own result will be the only evidence; nothing will confirm it in the store.
        </Notice>
      )}
      <Box sx={{ mt: 1, ml: -1.5 }}>
        <ActionButton onClick={onRemove} label={`Remove ${store.displayName} from the plan`}>
          Remove from the plan
        </ActionButton>
      </Box>
    </Box>
  );
}

function ParameterField({ name, parameter }: { name: string; parameter: EntryParameter }): ReactElement {
  const common = { name, label: parameter.label, required: parameter.requiredOnAdd };
  if (parameter.kind === 'choice') {
    return (
      <SelectField
        {...common}
        options={parameter.options.map((value) => ({ value, label: value === '' ? '(none)' : value }))}
      />
    );
  }
  if (parameter.kind === 'bool') {
    return (
      <SelectField
        {...common}
        options={[
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
        ]}
      />
    );
  }
  return parameter.kind === 'secret' ? <SecretField {...common} /> : <TextField {...common} />;
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

function entryLabel({ alias, certificates }: InventoryEntry): string {
  const now = certificates[0];
  const end = now === undefined ? Number.NaN : Date.parse(now.notAfter);
  return [now?.subject, Number.isNaN(end) ? '' : `valid until ${day.format(end)}`, alias].filter(Boolean).join(' – ');
}

/** Where the store names its entries, one is replaced by the name the store gave it: chosen from its inventory. */
function ReplacedEntry({ name, store }: { name: string; store: PlannedStore }): ReactElement | null {
  const { setValue } = useFormContext();
  const inventory = useQuery(inventoryQuery(asStoreId(store.storeId)));
  const entries = inventory.data?.filter((entry) => entry.alias !== '') ?? [];
  if (entries.length === 0) return null;
  return (
    <SelectField
      name={`${name}.alias`}
      label="Replace an entry"
      options={[
        { value: '', label: 'None: add a new entry' },
        ...entries.map((entry) => ({ value: entry.alias, label: entryLabel(entry) })),
      ]}
      onPicked={(alias) => setValue(`${name}.overwrite`, alias !== '', { shouldDirty: true })}
    />
  );
}

/** The entry that the last inventory found under the alias, and so what an overwrite would replace. */
function LivesThere({ store }: { store: PlannedStore }): ReactElement | null {
  const inventory = useQuery(inventoryQuery(asStoreId(store.storeId)));
  if (store.alias.trim() === '' || !inventory.data) return null;
  const entry = entryOf(inventory.data, store.alias);
  const now = entry?.certificates[0];
  if (entry === undefined) {
    if (!store.overwrite) return null;
    return (
      <Box sx={{ mb: 1.5 }}>
        <Notice kind="warning" title="Nothing to overwrite">
          The last inventory has no entry named <Mono>{store.alias.trim()}</Mono>; recent servers refuse an overwrite
          then.
        </Notice>
      </Box>
    );
  }
  return (
    <Box sx={{ mb: 1.5 }}>
      <Notice
        kind={store.overwrite ? 'info' : 'warning'}
        title={store.overwrite ? 'This entry will be replaced' : 'This alias is taken'}
      >
        <Mono>{entry.alias}</Mono> holds{' '}
        {now?.subject === '' || now === undefined ? 'a certificate' : <Mono>{now.subject}</Mono>}
        {now?.notAfter ? (
          <>
            , valid until <Time value={now.notAfter} />
          </>
        ) : null}
        .{store.overwrite ? '' : ' Choose another alias, or overwrite it.'}
      </Notice>
    </Box>
  );
}
