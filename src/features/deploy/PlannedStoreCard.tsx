import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { entryOf, inventoryQuery } from '../../api/inventory.ts';
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
        <Box component="p" sx={{ mt: 0, mb: 1, color: 'text.secondary' }}>
          No alias: {aliasHelp.forbidden}
        </Box>
      ) : (
        <TextField
          name={`${name}.alias`}
          label="Alias"
          mono
          required={store.rules.alias === 'required'}
          help={aliasHelp[store.rules.alias]}
        />
      )}
      <LivesThere store={store} />
      <SwitchField
        name={`${name}.overwrite`}
        label="Overwrite the entry of this alias"
        help="Off: a store that already has the alias keeps its entry, or fails the job."
      />
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
      <Box sx={{ mt: 1 }}>
        <ActionButton kind="quiet" onClick={onRemove} label={`Remove ${store.displayName} from the plan`}>
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

/** The entry that the last inventory found under the alias, and so what an overwrite would replace. */
function LivesThere({ store }: { store: PlannedStore }): ReactElement | null {
  const inventory = useQuery(inventoryQuery(asStoreId(store.storeId)));
  if (store.rules.alias === 'forbidden' || store.alias.trim() === '' || !inventory.data) return null;
  const entry = entryOf(inventory.data, store.alias);
  const now = entry?.certificates[0];
  if (entry === undefined) {
    if (!store.overwrite) return null;
    return (
      <Notice kind="warning" title="Nothing to overwrite">
        The last inventory has no entry named <Mono>{store.alias.trim()}</Mono>; recent servers refuse an overwrite
        then.
      </Notice>
    );
  }
  return (
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
  );
}
