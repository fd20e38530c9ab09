import { findAlias } from './jobOutcome.ts';
import { may, permissions } from './permissions.ts';
import type { EntryParameterRow, StoreRow, StoreTypeRow, WantedStore } from './storeRows.ts';
import type { User } from './users.ts';
import type { World } from './world.ts';

type StoreRight = 'read' | 'schedule';

/** A right on one store: system-wide, or for the store's container (vendor documentation, granular permissions). */
export function mayAtStore(world: World, user: User, store: StoreRow, right: StoreRight): boolean {
  const global = right === 'read' ? permissions.storesRead : permissions.storesSchedule;
  if (may(world, user, global)) return true;
  if (store.containerId === null || !world.profile.pathPermissions) return false;
  return may(world, user, { v10: '', v11: `/certificate_stores/${right}/${store.containerId}/` });
}

/** True when the user has this right anywhere: everywhere, or in some container. */
export function maySomewhere(world: World, user: User, right: StoreRight): boolean {
  const global = right === 'read' ? permissions.storesRead : permissions.storesSchedule;
  if (may(world, user, global)) return true;
  if (!world.profile.pathPermissions) return false;
  return world.containers
    .all()
    .some((container) => may(world, user, { v10: '', v11: `/certificate_stores/${right}/${container.Id}/` }));
}

function valueOf(parameters: Record<string, string>, name: string): string {
  const wanted = name.toLowerCase();
  return Object.entries(parameters).find(([key]) => key.toLowerCase() === wanted)?.[1] ?? '';
}

/** Entry parameters: required ones (unless they depend on a Bool that is off) and options of a choice. */
function parameterProblem(
  rows: readonly EntryParameterRow[],
  wanted: { parameters: Record<string, string>; privateKey: boolean },
  moment: 'OnAdd' | 'OnRemove',
): string | null {
  for (const row of rows) {
    const value = valueOf(wanted.parameters, row.Name);
    const dependsOn = row.DependsOn ?? '';
    const applies = dependsOn === '' || /^true$/i.test(valueOf(wanted.parameters, dependsOn));
    const required = row.RequiredWhen[moment] || (wanted.privateKey && row.RequiredWhen.HasPrivateKey);
    if (applies && required && value === '') return `The entry parameter '${row.Name}' is required.`;
    const options = (row.Options ?? '').split(',').map((option) => option.trim());
    if (value !== '' && row.Type === 'MultipleChoice' && !options.includes(value)) {
      return `'${value}' is not a valid option for the entry parameter '${row.Name}'.`;
    }
  }
  return null;
}

/**
 * Alias rules of a type. Where aliases are forbidden the store names entries itself, so one may only be given to say
 * which entry is overwritten, and overwriting always wants one; from version 12 on overwriting wants an entry of that
 * name in the last inventory.
 */
function aliasProblem(world: World, store: StoreRow, type: StoreTypeRow, wanted: WantedStore): string | null {
  const forbidden = type.CustomAliasAllowed === 'Forbidden';
  if (type.CustomAliasAllowed === 'Required' && wanted.alias === '') return 'An alias is required for this store.';
  if (forbidden && wanted.alias !== '' && !wanted.overwrite) return 'A custom alias is not allowed for this store.';
  if (forbidden && wanted.alias === '' && wanted.overwrite) {
    return 'Overwriting in this store requires the alias of the entry to replace, as its inventory shows it.';
  }
  if (!wanted.overwrite || world.profile.major < 12) return null;
  const known = findAlias(world, store.inventory, wanted.alias);
  return known === undefined ? `The alias '${wanted.alias}' does not exist in certificate store.` : null;
}

/** Why a store cannot take this certificate now, or null. What the device itself will say is not known yet. */
export function whyNotAdd(world: World, user: User, wanted: WantedStore, privateKey: boolean): string | null {
  const store = world.stores.get(wanted.storeId);
  if (store === undefined) return `Certificate store '${wanted.storeId}' does not exist.`;
  const type = world.storeTypes.get(store.typeId);
  if (type === undefined) return 'The certificate store type does not exist.';
  if (!mayAtStore(world, user, store, 'schedule')) return 'You may not schedule jobs for this certificate store.';
  if (!store.approved) return 'The certificate store is not approved.';
  if (!type.SupportedOperations.Add) return `Certificate stores of the type ${type.ShortName} do not support Add.`;
  if (privateKey && type.PrivateKeyAllowed === 'Forbidden') return 'Private keys are not allowed in this store.';
  if (!privateKey && type.PrivateKeyAllowed === 'Required') return 'A private key is required for this store.';
  const parameters = { parameters: wanted.parameters, privateKey };
  return aliasProblem(world, store, type, wanted) ?? parameterProblem(type.EntryParameters, parameters, 'OnAdd');
}

/** Why an entry cannot be removed from a store, or null. */
export function whyNotRemove(world: World, user: User, wanted: WantedStore): string | null {
  const store = world.stores.get(wanted.storeId);
  if (store === undefined) return `Certificate store '${wanted.storeId}' does not exist.`;
  const type = world.storeTypes.get(store.typeId);
  if (type === undefined) return 'The certificate store type does not exist.';
  if (!mayAtStore(world, user, store, 'schedule')) return 'You may not schedule jobs for this certificate store.';
  if (!type.SupportedOperations.Remove)
    return `Certificate stores of the type ${type.ShortName} do not support Remove.`;
  if (wanted.alias === '') return 'An alias must be provided.';
  if (findAlias(world, store.inventory, wanted.alias) === undefined) {
    return `The alias '${wanted.alias}' does not exist in certificate store.`;
  }
  return parameterProblem(type.EntryParameters, { parameters: wanted.parameters, privateKey: false }, 'OnRemove');
}
