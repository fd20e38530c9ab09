import * as z from 'zod/mini';
import type { Store } from '../../api/stores.ts';
import { aliasProblem, type StoreTypeRules } from '../../domain/deploy.ts';
import type { CertificateId } from '../../domain/ids.ts';

/** An entry parameter as the user filled it; its name comes from the store type, so it is a value, not a path. */
export interface Property {
  name: string;
  value: string;
}

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
}

export const emptyPlan = (): PlannedStore[] => [];

/** A store as it enters a plan: no alias yet, never an overwrite, parameters at their type's defaults. */
export const planned = (store: Store, rules: StoreTypeRules): PlannedStore => ({
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
  // A secret is always typed: a default that the type holds would be sent unseen.
  properties: rules.entryParameters.map(({ name, kind, defaultValue }) => ({
    name,
    value: kind === 'secret' ? '' : defaultValue,
  })),
});

/** Is this entry parameter asked for now? One that depends on a switch is, only while that is on. */
export function isAsked(store: PlannedStore, name: string): boolean {
  const on = store.rules.entryParameters.find((parameter) => parameter.name === name)?.dependsOn;
  if (on === undefined) return true;
  return store.properties.find((property) => property.name === on)?.value.toLowerCase() === 'true';
}

/** What is missing or wrong in one planned store, each with the place in its form. */
export function planProblems(store: PlannedStore): { path: (string | number)[]; message: string }[] {
  const problems: { path: (string | number)[]; message: string }[] = [];
  const named = store.rules.alias !== 'forbidden';
  const alias = named || !store.overwrite ? aliasProblem(store.rules.alias, store.alias) : undefined;
  if (alias !== undefined) problems.push({ path: ['alias'], message: alias });
  if (named && store.overwrite && store.alias.trim() === '') {
    problems.push({ path: ['alias'], message: 'Overwriting needs the alias of the entry that is replaced.' });
  }
  store.rules.entryParameters.forEach((parameter) => {
    const at = store.properties.findIndex((property) => property.name === parameter.name);
    const value = store.properties[at]?.value ?? '';
    if (parameter.requiredOnAdd && isAsked(store, parameter.name) && value.trim() === '') {
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

/**
 * `Stores` for PFX enrollment version 2 and for Deploy: entry parameters as text, those that are not asked for or left
 * empty stay out.
 */
export function planToWire(plan: readonly PlannedStore[]): StoreTarget[] {
  return plan.map((store) => ({
    StoreId: store.storeId,
    ...targetEntry(store),
    Properties: Object.fromEntries(
      store.properties.flatMap(({ name, value }) => (value !== '' && isAsked(store, name) ? [[name, value]] : [])),
    ),
  }));
}

/** The body of POST Enrollment/PFX/Deploy for a certificate that was issued at once: its id, never a request id of 0. */
export function deployBody(
  plan: readonly PlannedStore[],
  certificateId: CertificateId,
  password: string,
): Record<string, unknown> {
  return { Stores: planToWire(plan), CertificateId: certificateId, Password: password, JobTime: null };
}

export const storesWord = (count: number) => `${count} ${count === 1 ? 'store' : 'stores'}`;
