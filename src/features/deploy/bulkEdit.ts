import * as z from 'zod/mini';
import type { StoreTypeRules } from '../../domain/deploy.ts';
import type { PlannedStore, Property } from './deployForm.ts';
import { entryLine, type KnownInventories } from './planFindings.ts';

/** The one entry of a store that names its entries itself. */
export interface OnlyEntry {
  storeId: string;
  displayName: string;
  /** As the inventory spells it. */
  alias: string;
  /** What it holds, in words. */
  holds: string;
}

const bulkShape = z.object({
  alias: z.string(),
  noOverwrite: z.boolean(),
  /** The entries to replace, chosen store by store. */
  replace: z.array(z.custom<OnlyEntry>()),
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
  replace: [],
  properties: rules.entryParameters.map(({ name }) => ({ name, value: '' })),
  entryPassword: '',
});

/** Whether a bulk edit would write anything at all. */
export const writesSomething = ({ alias, noOverwrite, replace, properties, entryPassword }: BulkValues): boolean =>
  alias.trim() !== '' ||
  noOverwrite ||
  replace.length > 0 ||
  entryPassword !== '' ||
  properties.some(({ value }) => value !== '');

/**
 * What can be chosen to be replaced in many stores at once: in stores that name their entries and replace nothing yet, the
 * entry that the last inventory found alone there. `several`: how many others hold more than one, where it takes a look. `now`: server time.
 */
export function onlyEntries(
  stores: readonly PlannedStore[],
  inventories: KnownInventories,
  now: Date,
): { entries: OnlyEntry[]; several: number } {
  const open = stores.filter(({ rules, overwrite }) => rules.alias === 'forbidden' && !overwrite);
  const held = open.map((store) => ({ store, found: inventories[store.storeId]?.entries ?? [] }));
  const entries = held.flatMap(({ store: { storeId, displayName }, found }) => {
    const [only] = found;
    if (only === undefined || found.length > 1 || only.alias === '') return [];
    return [{ storeId, displayName, alias: only.alias, holds: entryLine(only, now) }];
  });
  return { entries, several: held.filter(({ found }) => found.length > 1).length };
}

function edited(store: PlannedStore, bulk: BulkValues): PlannedStore {
  const named = store.rules.alias !== 'forbidden';
  const value = ({ name, value: held }: Property): string =>
    bulk.properties.find((property) => property.name === name)?.value || held;
  const replaced = named ? undefined : bulk.replace.find(({ storeId }) => storeId === store.storeId);
  // Where the store names its entries, the alias was the entry to replace: without overwrite there is none.
  const kept = bulk.noOverwrite && !named ? '' : store.alias;
  return {
    ...store,
    alias: replaced?.alias ?? (named && bulk.alias.trim() !== '' ? bulk.alias : kept),
    overwrite: replaced !== undefined || (store.overwrite && !bulk.noOverwrite),
    properties: store.properties.map((property) => ({ name: property.name, value: value(property) })),
    entryPassword: bulk.entryPassword === '' ? store.entryPassword : bulk.entryPassword,
  };
}

/** The plan with a bulk edit in every store of one type; overwriting is switched on only in the stores that were chosen for it. */
export const bulkEdited = (plan: readonly PlannedStore[], storeTypeId: number, bulk: BulkValues): PlannedStore[] =>
  plan.map((store) => (store.storeTypeId === storeTypeId ? edited(store, bulk) : store));

/** What the stores of one type hold for a value now, in words. */
export function heldWords(values: readonly string[]): string {
  const [first = ''] = values;
  if (values.some((value) => value !== first)) return 'Now it differs from store to store.';
  return first === '' ? 'Now it is empty in all of them.' : `Now ${first} in all of them.`;
}
