import { lackingRights } from '../gate.ts';
import { idParam, listReply, notFound, type Call, type Field, type Reply, type Route } from '../http.ts';
import { permissions } from '../permissions.ts';
import { maySomewhere } from '../storeChecks.ts';
import type { EntryParameterRow, StoreTypeRow } from '../storeRows.ts';

const choices = ['Forbidden', 'Optional', 'Required'];

/** This endpoint leaves unset members out; every other one sends null (recorded on 25.4). */
function withoutNulls(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}

function entryParameter(call: Call, type: StoreTypeRow, row: EntryParameterRow): object {
  const when = row.RequiredWhen;
  const asNumbers = {
    HasPrivateKey: Number(when.HasPrivateKey),
    OnAdd: Number(when.OnAdd),
    OnRemove: Number(when.OnRemove),
    OnODKG: Number(when.OnReenrollment),
  };
  return withoutNulls({
    StoreTypeId: type.Id,
    Name: row.Name,
    DisplayName: row.DisplayName,
    Type: enumeration(call, row.Type, propertyTypes),
    DependsOn: row.DependsOn,
    DefaultValue: row.DefaultValue,
    Options: row.Options,
    RequiredWhen: when,
    ValidationOptions: call.world.profile.major >= 25 ? asNumbers : null,
    Id: row.Id,
  });
}

const propertyTypes = ['String', 'Bool', 'MultipleChoice', 'Secret'];

/** Text on 25.4 (recorded), the number of the same name before (vendor's specification). */
function enumeration(call: Call, name: string, names: readonly string[]): string | number {
  return call.world.profile.major >= 25 ? name : names.indexOf(name);
}

/** One store type as the server writes it. */
function storeTypeWire(call: Call, type: StoreTypeRow): object {
  const recent = call.world.profile.major >= 25;
  return withoutNulls({
    Name: type.Name,
    ShortName: type.ShortName,
    Capability: type.Capability,
    StoreType: type.Id,
    ImportType: type.Id,
    LocalStore: false,
    SupportedOperations: type.SupportedOperations,
    Properties: type.Properties.map((row) =>
      withoutNulls({
        Id: row.Id,
        StoreTypeId: type.Id,
        Name: row.Name,
        DisplayName: row.DisplayName,
        Type: enumeration(call, row.Type, propertyTypes),
        DependsOn: row.DependsOn,
        DefaultValue: row.DefaultValue,
        Required: row.Required,
        ValidationOptions: recent ? { OnCreation: Number(row.Required) } : null,
      }),
    ),
    EntryParameters: type.EntryParameters.map((row) => entryParameter(call, type, row)),
    PasswordOptions: {
      ...type.PasswordOptions,
      Style: enumeration(call, type.PasswordOptions.Style, ['Default', 'Custom']),
    },
    StorePathType: type.StorePathType,
    StorePathValue: type.StorePathValue,
    PrivateKeyAllowed: enumeration(call, type.PrivateKeyAllowed, choices),
    CertificateFormat: recent ? 0 : null,
    JobProperties: type.EntryParameters.map((row) => row.Name),
    ServerRequired: type.ServerRequired,
    PowerShell: false,
    BlueprintAllowed: type.BlueprintAllowed,
    CustomAliasAllowed: enumeration(call, type.CustomAliasAllowed, choices),
    InventoryEndpoint: '/AnyInventory/Update',
    InventoryJobType: type.InventoryJobType,
    ManagementJobType: type.ManagementJobType,
    DiscoveryJobType: type.DiscoveryJobType,
    EnrollmentJobType: type.EnrollmentJobType,
  });
}

const fields: Record<string, Field<StoreTypeRow>> = {
  ShortName: (type) => type.ShortName,
  Name: (type) => type.Name,
  StoreType: (type) => type.Id,
  Capability: (type) => type.Capability,
};

function one(call: Call): Reply {
  const id = idParam(call);
  const type = call.world.storeTypes.get(id);
  if (type === undefined) throw notFound('Certificate store type', id);
  return { body: storeTypeWire(call, type) };
}

/** By short name: a list with one element, or none, and no X-Total-Count (recorded on 25.4). */
function byName(call: Call): Reply {
  const wanted = (call.params['name'] ?? '').toLowerCase();
  const found = call.world.storeTypes.all().filter((type) => type.ShortName.toLowerCase() === wanted);
  return { body: found.map((type) => storeTypeWire(call, type)) };
}

function list(call: Call): Reply {
  return listReply(call, call.world.storeTypes.all(), {
    fields,
    defaultSort: 'ShortName',
    render: (type) => storeTypeWire(call, type),
  });
}

/** For whoever may read stores, be it only those of one container (a guess). */
function forStoreReaders(answer: (call: Call) => Reply): (call: Call) => Reply {
  return (call) => {
    if (!maySomewhere(call.world, call.user, 'read')) {
      throw lackingRights(call.world, call.user, [permissions.storesRead]);
    }
    return answer(call);
  };
}

export const storeTypeRoutes: Route[] = [
  {
    method: 'GET',
    path: '/CertificateStoreTypes',
    versions: '1.0',
    handle: forStoreReaders(list),
  },
  {
    method: 'GET',
    path: '/CertificateStoreTypes/:id',
    versions: '1.0',
    handle: forStoreReaders(one),
  },
  {
    method: 'GET',
    path: '/CertificateStoreTypes/Name/:name',
    versions: '1.0',
    handle: forStoreReaders(byName),
  },
];
