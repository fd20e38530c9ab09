import * as z from 'zod/mini';
import { entryOf, type InventoryEntry } from '../../api/inventory.ts';
import type { HeldAt } from '../../api/renewals.ts';
import type { EntryToRemove } from '../../api/storeEntries.ts';
import type { Store } from '../../api/stores.ts';
import { type EntryParameter, startValue, type StoreTypeRules } from '../../domain/deploy.ts';
import type { FollowedStore } from './askedStores.ts';
import { emptyPlan, type PlannedStore, plannedStoreSchema } from './deployForm.ts';
import { followedPlaces } from './places.ts';
import { timeProblem, type WhenValues } from './when.ts';

/** Stores for a certificate that the server has, and when. */
export interface AddLaterValues extends WhenValues {
  stores: PlannedStore[];
}

export const emptyAddLater = (): AddLaterValues => ({ stores: emptyPlan(), when: 'soon', jobTime: '' });

/** A value that a store's type asks for when an entry is taken out. */
interface RemovalParameter extends EntryParameter {
  value: string;
}

/** An entry that shall be taken out of a store. */
export interface Removal {
  place: HeldAt;
  /** Null where the store may not be read. */
  store: Store | null;
  parameters: RemovalParameter[];
}

/** Entries to be taken out, and when. */
export interface RemovalValues extends WhenValues {
  entries: Removal[];
}

const whenShape = { when: z.enum(['soon', 'later', '']), jobTime: z.string() };

interface Issues {
  value: WhenValues;
  issues: object[];
}

/** A start has to be chosen, and a time has to be ahead of the server's clock. */
const checkTime =
  (now: () => Date) =>
  (context: Issues): void => {
    const { when, jobTime } = context.value;
    const say = (path: keyof WhenValues, message: string) =>
      context.issues.push({ code: 'custom', input: context.value, path: [path], message });
    if (when === '') say('when', 'Choose when the jobs start.');
    const past = when === 'later' ? timeProblem(jobTime, now()) : undefined;
    if (past !== undefined) say('jobTime', past);
  };

/** The schema of a plan for later. `now`: server time. */
export const addLaterSchema = (now: () => Date) =>
  z.object({ ...whenShape, stores: z.array(plannedStoreSchema) }).check(checkTime(now));

/** The schema of a removal. `now`: server time. */
export const removalSchema = (now: () => Date) =>
  z.object({ ...whenShape, entries: z.array(z.custom<Removal>()) }).check(checkTime(now), (context) => {
    context.value.entries.forEach(({ parameters }, entry) =>
      parameters.forEach(({ label, value }, parameter) => {
        if (value.trim() !== '') return;
        const path = ['entries', entry, 'parameters', parameter, 'value'];
        const message = `${label} is required by this store type to take an entry out.`;
        context.issues.push({ code: 'custom', input: context.value, path, message });
      }),
    );
  });

/** What is known of a place, for taking its entry out: null or undefined where it may not be read. */
interface PlaceFacts {
  store: Store | undefined;
  rules: StoreTypeRules | undefined;
  inventory: readonly InventoryEntry[] | null;
}

/**
 * An entry as it enters the form: what its type requires for a removal starts with what the last inventory reports of the
 * entry, as that is the binding that goes (vendor documentation, certificate store types, RequiredWhen.OnRemove).
 */
export function removalOf(place: HeldAt, { store, rules, inventory }: PlaceFacts): Removal {
  const reported = (inventory ? entryOf(inventory, place.alias)?.parameters : undefined) ?? {};
  const required = rules?.entryParameters.filter(({ requiredOnRemove }) => requiredOnRemove) ?? [];
  return {
    place,
    store: store ?? null,
    parameters: required.map((parameter) => ({
      ...parameter,
      value: reported[parameter.name] ?? startValue(parameter),
    })),
  };
}

/** The entries as Remove takes them: each by its store and its alias as the inventory spells it. */
export const removalsToWire = (entries: readonly Removal[]): EntryToRemove[] =>
  entries.map(({ place, parameters }) => ({
    storeId: place.storeId,
    alias: place.alias,
    parameters: Object.fromEntries(parameters.map(({ name, value }) => [name, value])),
  }));

/** What is secret of what the stores are told about the entries: the values that their types call secret. */
export const removalSecrets = (entries: readonly Removal[]): string[] =>
  entries.flatMap(({ parameters }) => parameters.flatMap(({ kind, value }) => (kind === 'secret' ? [value] : [])));

/** The stores that entries are taken out of, as they are followed. */
export const followedRemovals = (entries: readonly Removal[]): FollowedStore[] =>
  followedPlaces(entries.map(({ place }) => place)).map((followed) => {
    const store = entries.find(({ place }) => place.storeId === followed.storeId)?.store;
    if (!store) return followed;
    const { displayName, agentId, inventoryScheduled } = store;
    return { ...followed, displayName, agentId, inventoryScheduled };
  });
