import * as z from 'zod/mini';
import { queryOptions } from '@tanstack/react-query';
import type { EntryParameter, Rule, StoreTypeRules } from '../domain/deploy.ts';
import { asStoreTypeId, type StoreTypeId } from '../domain/ids.ts';
import { fetchAll } from './lists.ts';
import { bool, enumNumber, int, listOf, loose, maybe, numberOrName, text } from './wire.ts';

/** What a store type asks of a deployment. Type numbers from 102 up differ per installation. */
export interface StoreType {
  typeId: StoreTypeId;
  rules: StoreTypeRules;
}

const flags = loose({
  HasPrivateKey: z.optional(z.unknown()),
  OnAdd: z.optional(z.unknown()),
  OnRemove: z.optional(z.unknown()),
});

const wireParameter = loose({
  Name: text,
  DisplayName: maybe(text),
  Type: maybe(numberOrName),
  DefaultValue: maybe(text),
  Options: maybe(text),
  DependsOn: maybe(text),
  RequiredWhen: maybe(flags),
  ValidationOptions: maybe(flags),
});

/** One row of GET CertificateStoreTypes. On this endpoint unset members are left out (recorded on 25.4). */
export const wireStoreType = loose({
  StoreType: int,
  Name: maybe(text),
  ShortName: maybe(text),
  SupportedOperations: maybe(loose({ Add: maybe(bool) })),
  CustomAliasAllowed: maybe(numberOrName),
  PrivateKeyAllowed: maybe(numberOrName),
  PasswordOptions: maybe(loose({ EntrySupported: maybe(bool) })),
  EntryParameters: listOf(wireParameter),
});

// Text on the wire, integers in the published schema (vendor documentation, certificate store types).
const ruleNames = { Forbidden: 0, Optional: 1, Required: 2 };
const rules: readonly Rule[] = ['forbidden', 'optional', 'required'];
const kindNames = { String: 0, Bool: 1, MultipleChoice: 2, Secret: 3 };
const kinds: readonly EntryParameter['kind'][] = ['string', 'bool', 'choice', 'secret'];

const ruleOf = (value: unknown): Rule => rules[enumNumber(value, ruleNames) ?? 1] ?? 'optional';
const yes = (flag: unknown) => flag === true || flag === 1;

const listed = (text: string | null | undefined): string[] => (text ? text.split(',').map((one) => one.trim()) : []);

/**
 * Options and default of a choice. A type may list its options in the default instead: the first is the default then, and
 * a leading comma makes it the empty one (vendor documentation, certificate store types, DefaultValue of a choice).
 */
function choiceOf(row: z.infer<typeof wireParameter>): Pick<EntryParameter, 'options' | 'defaultValue'> {
  const options = listed(row.Options);
  const defaults = listed(row.DefaultValue);
  if (options.length === 0) return { options: defaults, defaultValue: defaults[0] ?? '' };
  return { options, defaultValue: defaults[0] ?? '' };
}

function readParameter(row: z.infer<typeof wireParameter>): EntryParameter {
  // Older servers send RequiredWhen only, the latest schema ValidationOptions only, 25.4 both.
  const required = row.RequiredWhen ?? row.ValidationOptions;
  const kind = kinds[enumNumber(row.Type, kindNames) ?? 0] ?? 'string';
  return {
    name: row.Name,
    label: row.DisplayName ? row.DisplayName : row.Name,
    kind,
    ...(kind === 'choice' ? choiceOf(row) : { options: [], defaultValue: row.DefaultValue ?? '' }),
    requiredOnAdd: yes(required?.OnAdd),
    requiredWithKey: yes(required?.HasPrivateKey),
    requiredOnRemove: yes(required?.OnRemove),
    ...(row.DependsOn ? { dependsOn: row.DependsOn } : {}),
  };
}

/** A store type from the wire. */
export function readStoreType(row: z.infer<typeof wireStoreType>): StoreType {
  return {
    typeId: asStoreTypeId(row.StoreType),
    rules: {
      name: row.Name ?? row.ShortName ?? `Type ${row.StoreType}`,
      shortName: row.ShortName ?? '',
      canAdd: row.SupportedOperations?.Add ?? false,
      alias: ruleOf(row.CustomAliasAllowed),
      privateKey: ruleOf(row.PrivateKeyAllowed),
      entryPassword: row.PasswordOptions?.EntrySupported ?? false,
      entryParameters: row.EntryParameters.map(readParameter),
    },
  };
}

/** Every store type of the installation; there can be more than one page. */
export function storeTypesQuery() {
  return queryOptions({
    queryKey: ['store types'],
    queryFn: async ({ signal }) =>
      (await fetchAll('/CertificateStoreTypes', {}, wireStoreType, { signal })).map(readStoreType),
    staleTime: 10 * 60_000,
  });
}
