import type { ReactElement } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { aliasForm } from '../../domain/aliasForms.ts';
import { serverNow } from '../../api/client.ts';
import type { KeyCarrying } from '../../domain/deploy.ts';
import { Form } from '../../form/Form.tsx';
import { SecretField } from '../../form/SecretField.tsx';
import { SwitchField } from '../../form/SwitchField.tsx';
import { TextField } from '../../form/TextField.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { type BulkValues, heldWords, noBulkEdit, onlyEntries, writesSomething } from './bulkEdit.ts';
import { type PlannedStore, storesWord } from './deployForm.ts';
import { ParameterField } from './ParameterField.tsx';
import type { KnownInventories } from './planFindings.ts';
import { typeName } from './planWords.ts';
import { ReplaceChoices } from './ReplaceChoices.tsx';

interface EditStoresOfTypeProps {
  /** The planned stores of one type, at least one. */
  stores: readonly PlannedStore[];
  /** What lives in them now, as far as it is known. */
  inventories: KnownInventories;
  keys: KeyCarrying;
  onWrite: (bulk: BulkValues) => void;
  onClose: () => void;
}

/** One dialog for every planned store of one type. What is left empty stays in each store as it is. */
export default function EditStoresOfType(props: EditStoresOfTypeProps): ReactElement | null {
  const [first] = props.stores;
  return first === undefined ? null : <EditDialog {...props} first={first} />;
}

function EditDialog(props: EditStoresOfTypeProps & { first: PlannedStore }): ReactElement {
  const { stores, first, inventories, keys, onWrite, onClose } = props;
  const { rules } = first;
  const form = useForm<BulkValues>({ defaultValues: noBulkEdit(rules) });
  const values = useWatch({ control: form.control, compute: (held) => writesSomething(held) });
  const submit = form.handleSubmit((bulk) => {
    if (writesSomething(bulk)) onWrite(bulk);
  });
  const overwriting = stores.filter(({ overwrite }) => overwrite).length;
  return (
    <ConfirmDialog
      open
      title={`Edit all ${storesWord(stores.length)} of the type ${typeName(rules)}`}
      confirmLabel={`Write into ${storesWord(stores.length)}`}
      disabledReason={values ? undefined : 'Nothing is filled in yet.'}
      onConfirm={() => void submit()}
      onClose={onClose}
      body={
        <Form form={form} label="All stores of one type" onSubmit={submit}>
          <p>What is left empty stays in each store as it is. Single stores can be edited afterwards.</p>
          {rules.alias !== 'forbidden' && (
            <TextField
              name="alias"
              label="Alias"
              mono
              help={[heldWords(stores.map(({ alias }) => alias.trim())), aliasForm(rules.shortName)?.help]
                .filter(Boolean)
                .join(' ')}
            />
          )}
          <ReplaceChoices {...onlyEntries(stores, inventories, serverNow())} />
          {overwriting > 0 && (
            <SwitchField
              name="noOverwrite"
              label="Overwrite nothing"
              help={`Now ${overwriting} of them overwrite an entry. To overwrite is chosen store by store.`}
            />
          )}
          {rules.entryParameters.map((parameter, at) => (
            <ParameterField
              key={parameter.name}
              name={`properties.${at}.value`}
              parameter={parameter}
              emptyLabel="Leave as it is"
              {...(parameter.kind === 'secret'
                ? {}
                : { help: heldWords(stores.map(({ properties }) => properties[at]?.value ?? '')) })}
            />
          ))}
          {rules.entryPassword && keys !== 'always' && <SecretField name="entryPassword" label="Entry password" />}
        </Form>
      }
    />
  );
}
