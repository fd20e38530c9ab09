import * as z from 'zod/mini';
import type { Store } from '../../api/stores.ts';
import {
  aliasProblem,
  type EntryParameter,
  isNeeded,
  type KeyCarrying,
  parameterIsAsked,
  type ParameterValue,
  startsWithKey,
  startValue,
  type StoreTypeRules,
} from '../../domain/deploy.ts';
import type { CertificateId, RequestId } from '../../domain/ids.ts';
import type { FollowedStore } from './askedStores.ts';

/** An entry parameter as the user filled it; its name comes from the store type, so it is a value, not a path. */
export type Property = ParameterValue;

/** One store of a deployment plan: where, under which alias, and what its type asks besides. */
export interface PlannedStore {
  storeId: string;
  displayName: string;
  machine: string;
  path: string;
  storeTypeId: number;
  agentId: string | null;
  inventoryScheduled: boolean;
  /** What the store's type asks; comes from the server, and is not edited. */
  rules: StoreTypeRules;
  /** Where the type forbids one's own: the inventory's name of the entry to replace. */
  alias: string;
  overwrite: boolean;
  properties: Property[];
  /** Of the entry, where the type has one and the way of deploying carries it; secret. */
  entryPassword: string;
  /** Does the private key go along? */
  privateKey: boolean;
}

export const emptyPlan = (): PlannedStore[] => [];

/**
 * A store as it enters a plan: no alias yet, never an overwrite, parameters at their type's defaults, the key wherever the
 * way of deploying carries it and the type takes it.
 */
export const planned = (store: Store, rules: StoreTypeRules, keys: KeyCarrying = 'always'): PlannedStore => ({
  storeId: store.storeId,
  displayName: store.displayName,
  machine: store.machine,
  path: store.path,
  storeTypeId: store.typeId,
  agentId: store.agentId,
  inventoryScheduled: store.inventoryScheduled,
  rules,
  alias: '',
  overwrite: false,
  properties: rules.entryParameters.map((parameter) => ({ name: parameter.name, value: startValue(parameter) })),
  entryPassword: '',
  privateKey: startsWithKey(rules.privateKey, keys),
});

/** A planned store as it is followed once it was asked for. */
export const followed = (store: PlannedStore): FollowedStore => ({
  storeId: store.storeId,
  displayName: store.displayName,
  machine: store.machine,
  path: store.path,
  agentId: store.agentId,
  inventoryScheduled: store.inventoryScheduled,
  alias: store.alias.trim(),
  replaces: store.rules.alias === 'forbidden',
});

/** Is this entry parameter asked for now? One that depends on a switch is, only while that is on. */
export function isAsked({ rules, properties }: PlannedStore, name: string): boolean {
  const parameter = rules.entryParameters.find((each) => each.name === name);
  return parameter === undefined || parameterIsAsked(rules.entryParameters, properties, parameter) !== false;
}

/** Whether an entry parameter may not stay empty in this store, as it is planned now. */
export const isRequired = (store: PlannedStore, parameter: EntryParameter): boolean =>
  isNeeded(parameter, store.privateKey) &&
  parameterIsAsked(store.rules.entryParameters, store.properties, parameter) === true;

/**
 * Whether the store's type has passwords for entries and none is set, where the way of deploying takes one (vendor
 * documentation, EntrySupported of Certificate Store Types, EntryPassword of Certificate Stores Add). That one is required is
 * UNCONFIRMED. With enrollment and Deploy it is the password of the PFX.
 */
export const lacksEntryPassword = (store: PlannedStore, keys: KeyCarrying): boolean =>
  keys !== 'always' && store.rules.entryPassword && store.entryPassword === '';

/** What is missing or wrong in one planned store, each with the place in its form. */
export function planProblems(store: PlannedStore): { path: (string | number)[]; message: string }[] {
  const problems: { path: (string | number)[]; message: string }[] = [];
  const named = store.rules.alias !== 'forbidden';
  const alias = named || !store.overwrite ? aliasProblem(store.rules.alias, store.alias) : undefined;
  if (alias !== undefined) problems.push({ path: ['alias'], message: alias });
  else if (named && store.overwrite && store.alias.trim() === '') {
    problems.push({ path: ['alias'], message: 'Overwriting needs the alias of the entry that is replaced.' });
  }
  store.rules.entryParameters.forEach((parameter) => {
    const at = store.properties.findIndex((property) => property.name === parameter.name);
    const value = store.properties[at]?.value ?? '';
    if (isRequired(store, parameter) && value.trim() === '') {
      problems.push({
        path: ['properties', at, 'value'],
        message: `${parameter.label} is required by this store type.`,
      });
    }
  });
  return problems;
}

/** The form's schema for one planned store. */
export const plannedStoreSchema = z
  .custom<PlannedStore>((value) => typeof value === 'object' && value !== null)
  .check((context) => {
    for (const problem of planProblems(context.value)) {
      context.issues.push({ code: 'custom', input: context.value, path: problem.path, message: problem.message });
    }
  });

/** One element of `Stores`, as PFX enrollment version 2 and Deploy take it. */
export interface StoreTarget {
  StoreId: string;
  Alias: string | null;
  Overwrite: boolean;
  Properties: Record<string, string>;
}

/**
 * Alias and overwrite as sent. Where the type forbids an alias of one's own, one is sent only to say which entry is
 * replaced, as the inventory spells it; overwriting without one would leave the choice to the server.
 */
function targetEntry({ rules, alias, overwrite }: PlannedStore): Pick<StoreTarget, 'Alias' | 'Overwrite'> {
  if (rules.alias === 'forbidden') {
    return overwrite && alias !== '' ? { Alias: alias, Overwrite: true } : { Alias: null, Overwrite: false };
  }
  return { Alias: alias.trim() === '' ? null : alias.trim(), Overwrite: overwrite };
}

/** Entry parameters as text by name; those that are not asked for or left empty stay out. */
const parametersToWire = (store: PlannedStore): Record<string, string> =>
  Object.fromEntries(
    store.properties.flatMap(({ name, value }) => (value !== '' && isAsked(store, name) ? [[name, value]] : [])),
  );

/**
 * `Stores` for PFX enrollment version 2 and for Deploy. Both carry the key always, and the password of the PFX is that of
 * the entries (vendor documentation, POST Enrollment PFX, Password).
 */
export function planToWire(plan: readonly PlannedStore[]): StoreTarget[] {
  return plan.map((store) => ({
    StoreId: store.storeId,
    ...targetEntry(store),
    Properties: parametersToWire(store),
  }));
}

/** One element of `CertificateStores`, as Add takes it: the members that Deploy has are called otherwise here. */
export interface AddTarget {
  CertificateStoreId: string;
  Alias: string | null;
  Overwrite: boolean;
  IncludePrivateKey: boolean;
  JobFields: Record<string, string>;
  EntryPassword: { SecretValue: string; Parameters: Record<string, never>; Provider: number } | null;
}

/** `CertificateStores` of POST CertificateStores/Certificates/Add (vendor documentation: the entry password is an object). */
export function addToWire(plan: readonly PlannedStore[]): AddTarget[] {
  return plan.map((store) => ({
    CertificateStoreId: store.storeId,
    ...targetEntry(store),
    IncludePrivateKey: store.privateKey,
    JobFields: parametersToWire(store),
    EntryPassword:
      store.rules.entryPassword && store.entryPassword !== ''
        ? { SecretValue: store.entryPassword, Parameters: {}, Provider: 0 }
        : null,
  }));
}

/** A certificate whose key is staged: by its own id, or by that of its request where it was not issued at once. */
export interface StagedId {
  certificateId: CertificateId;
  /** Set where the request was pending. */
  requestId?: RequestId | undefined;
}

/**
 * The body of POST Enrollment/PFX/Deploy: the id of the certificate where it was issued at once, that of its request where it
 * was pending, never both and never a request id of 0 (vendor documentation, POST Enrollment PFX Deploy).
 * @param startsAt when the jobs may start, ISO text in UTC, in the future; null: at once
 */
export function deployBody(
  plan: readonly PlannedStore[],
  { certificateId, requestId }: StagedId,
  password: string,
  startsAt: string | null = null,
): Record<string, unknown> {
  const id = requestId === undefined ? { CertificateId: certificateId } : { RequestId: requestId };
  return { Stores: planToWire(plan), ...id, Password: password, JobTime: startsAt };
}

/** Why a plan of so many stores, none of which may be sent now, cannot be sent. */
export const nothingToSend = (planned: number): string =>
  planned === 0 ? 'Choose a store first.' : 'A job for what is planned was made already: let it end, or cancel it.';

export const storesWord = (count: number) => `${count} ${count === 1 ? 'store' : 'stores'}`;

/** The stores of a plan that another one does not have. */
export const without = (plan: readonly PlannedStore[], other: readonly PlannedStore[]): PlannedStore[] =>
  plan.filter(({ storeId }) => !other.some((each) => each.storeId === storeId));
