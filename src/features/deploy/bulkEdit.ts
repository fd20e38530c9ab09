import * as z from 'zod/mini';
import type { StoreTypeRules } from '../../domain/deploy.ts';
import type { PlannedStore, Property } from './deployForm.ts';

const bulkShape = z.object({
  alias: z.string(),
  noOverwrite: z.boolean(),
  /** In the order of the type's entry parameters. */
  properties: z.array(z.custom<Property>()),
  entryPassword: z.string(),
});

/** What is written into every planned store of one type; what is empty or off leaves the stores as they are. */
export type BulkValues = z.infer<typeof bulkShape>;

/** A bulk edit that changes nothing. */
export const noBulkEdit = (rules: StoreTypeRules): BulkValues => ({
  alias: '',
  noOverwrite: false,
  properties: rules.entryParameters.map(({ name }) => ({ name, value: '' })),
  entryPassword: '',
});

/** Whether a bulk edit would write anything at all. */
export const writesSomething = ({ alias, noOverwrite, properties, entryPassword }: BulkValues): boolean =>
  alias.trim() !== '' || noOverwrite || entryPassword !== '' || properties.some(({ value }) => value !== '');

function edited(store: PlannedStore, bulk: BulkValues): PlannedStore {
  const named = store.rules.alias !== 'forbidden';
  const value = ({ name, value: held }: Property): string =>
    bulk.properties.find((property) => property.name === name)?.value || held;
  return {
    ...store,
    alias: named && bulk.alias.trim() !== '' ? bulk.alias : bulk.noOverwrite && !named ? '' : store.alias,
    // Where the store names its entries, the alias was the entry to replace: without overwrite there is none.
    overwrite: store.overwrite && !bulk.noOverwrite,
    properties: store.properties.map((property) => ({ name: property.name, value: value(property) })),
    entryPassword: bulk.entryPassword === '' ? store.entryPassword : bulk.entryPassword,
  };
}

/** The plan with a bulk edit in every store of one type; overwriting is only ever switched off here. */
export const bulkEdited = (plan: readonly PlannedStore[], storeTypeId: number, bulk: BulkValues): PlannedStore[] =>
  plan.map((store) => (store.storeTypeId === storeTypeId ? edited(store, bulk) : store));

/** What the stores of one type hold for a value now, in words. */
export function heldWords(values: readonly string[]): string {
  const [first = ''] = values;
  if (values.some((value) => value !== first)) return 'Now it differs from store to store.';
  return first === '' ? 'Now it is empty in all of them.' : `Now ${first} in all of them.`;
}
