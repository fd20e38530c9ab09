import type { EntryParameterRow, StoreTypeRow } from '../storeRows.ts';
import { generator } from './generator.ts';
import { displayName, entryParametersOf } from './entryParameters.ts';
import { furtherTypes } from './furtherTypes.ts';
import { publishedTypes, type TypeFacts } from './publishedTypes.ts';
import type { World } from '../world.ts';

function rowOf(type: TypeFacts, ids: { next: number }, guid: () => string): StoreTypeRow {
  const operation = (letter: string): boolean => type.operations.includes(letter);
  const entryParameters: EntryParameterRow[] = entryParametersOf(type.short).map((parameter) => ({
    ...parameter,
    Id: ids.next++,
  }));
  return {
    Id: type.id,
    Name: type.name,
    ShortName: type.short,
    Capability: type.short,
    SupportedOperations: {
      Add: operation('A'),
      Create: operation('C'),
      Discovery: operation('D'),
      Enrollment: operation('E'),
      Remove: operation('R'),
    },
    Properties: type.properties.map(([name, kind, value, flags, dependsOn]) => ({
      Id: ids.next++,
      Name: name,
      DisplayName: displayName(name),
      Type: kind,
      DependsOn: dependsOn ?? null,
      DefaultValue: value,
      Required: flags === 'required',
    })),
    EntryParameters: entryParameters,
    PasswordOptions: {
      EntrySupported: type.entryPassword ?? false,
      StoreRequired: type.storePassword ?? false,
      Style: 'Default',
    },
    StorePathType: type.pathType ?? null,
    StorePathValue: type.pathValue ?? null,
    PrivateKeyAllowed: type.key,
    CustomAliasAllowed: type.alias,
    ServerRequired: type.server,
    BlueprintAllowed: type.blueprint ?? false,
    InventoryJobType: guid(),
    ManagementJobType: operation('A') || operation('R') ? guid() : null,
    DiscoveryJobType: operation('D') ? guid() : null,
    EnrollmentJobType: operation('E') ? guid() : null,
  };
}

/** Puts the 56 published store types and the company's own one into the world. Deterministic; new ones come last, so that ids stay. */
export function seedStoreTypes(world: World): void {
  const random = generator(1021);
  const ids = { next: 601 };
  for (const type of [...publishedTypes, ...furtherTypes]) world.storeTypes.put(rowOf(type, ids, () => random.guid()));
}
