import { lackingRights } from '../gate.ts';
import { idParam, listReply, notFound, type Call, type Field, type Reply, type Route } from '../http.ts';
import { alive, settle } from '../orchestrator.ts';
import { permissions } from '../permissions.ts';
import { mayAtStore, maySomewhere } from '../storeChecks.ts';
import type { ContainerRow, Schedule, StoreRow } from '../storeRows.ts';
import type { World } from '../world.ts';

const masked = {
  Value: '********************',
  SecretTypeGuid: '00000000-0000-0000-0000-000000000000',
  InstanceId: null,
  InstanceGuid: null,
  ProviderTypeParameterValues: [],
  ProviderId: null,
  IsManaged: false,
  SecretType: 0,
  RemoteProviderName: null,
  HasValue: true,
};

/** The stores that this person may see: all, or those of some containers. */
function visibleStores(call: Call): readonly StoreRow[] {
  const { world, user } = call;
  if (!maySomewhere(world, user, 'read')) throw lackingRights(world, user, [permissions.storesRead]);
  return world.stores.all().filter((store) => mayAtStore(world, user, store, 'read'));
}

/** One store by the GUID in the path; what may not be seen is not there. */
export function storeOf(call: Call): StoreRow {
  const { world, user } = call;
  if (!maySomewhere(world, user, 'read')) throw lackingRights(world, user, [permissions.storesRead]);
  const id = (call.params['id'] ?? '').toLowerCase();
  const store = world.stores.get(id);
  if (store === undefined || !mayAtStore(world, user, store, 'read')) throw notFound('Certificate store', id);
  return store;
}

/** A GUID that stands for the secret of a store in lists; made from the store's own, so that it never changes. */
function secretGuid(store: StoreRow, position: number): string {
  return `${store.Id.slice(0, -2)}${(position + 16).toString(16).slice(-2)}`;
}

/** Properties are JSON inside a string. Secrets are GUIDs in a list and masked objects by id (recorded on 25.4). */
function properties(world: World, store: StoreRow, byId: boolean): string {
  const rows = world.storeTypes.get(store.typeId)?.Properties ?? [];
  const secrets = rows.filter((row) => row.Type === 'Secret').map((row) => row.Name);
  const shown: Record<string, unknown> = { ...store.properties };
  for (const [position, name] of secrets.entries()) shown[name] = byId ? masked : secretGuid(store, position);
  return JSON.stringify(shown);
}

function reenrollment(world: World, store: StoreRow): object {
  const type = world.storeTypes.get(store.typeId);
  const possible = type?.SupportedOperations.Enrollment === true;
  return {
    Data: possible,
    AgentId: possible ? store.agentId : null,
    Message: possible ? '' : 'Key generation is not supported by the agent for this store.',
    JobProperties: null,
    CustomAliasAllowed: ['Forbidden', 'Optional', 'Required'].indexOf(type?.CustomAliasAllowed ?? 'Forbidden'),
    EntryParameters: [],
  };
}

function storeWire(world: World, store: StoreRow, byId: boolean): object {
  const container = store.containerId === null ? undefined : world.containers.get(store.containerId);
  return {
    Id: store.Id,
    ContainerId: container?.Id ?? null,
    DisplayName: `${store.machine} - ${store.path}`,
    ClientMachine: store.machine,
    Storepath: store.path,
    CertStoreInventoryJobId: store.inventoryJobId,
    CertStoreType: store.typeId,
    Approved: store.approved,
    CreateIfMissing: store.createIfMissing,
    Properties: properties(world, store, byId),
    AgentId: store.agentId,
    AgentAssigned: true,
    ContainerName: container?.Name ?? (byId ? null : ''),
    InventorySchedule: store.inventorySchedule,
    ReenrollmentStatus: reenrollment(world, store),
    SetNewPasswordAllowed: store.setNewPasswordAllowed,
    Password: byId ? masked : null,
  };
}

/** Query fields of CertificateStores (vendor documentation). `CertificateId` is every certificate in the store. */
function fieldsOf(world: World): Record<string, Field<StoreRow>> {
  const type = (store: StoreRow) => world.storeTypes.get(store.typeId);
  const levels = ['Forbidden', 'Optional', 'Required'];
  return {
    ClientMachine: (store) => store.machine,
    StorePath: (store) => store.path,
    Category: (store) => store.typeId,
    AgentId: (store) => store.agentId,
    AgentAvailable: (store) => alive(world.agents.get(store.agentId)),
    Approved: (store) => store.approved,
    AddSupported: (store) => type(store)?.SupportedOperations.Add === true,
    RemoveSupported: (store) => type(store)?.SupportedOperations.Remove === true,
    PrivateKeyAllowed: (store) => levels.indexOf(type(store)?.PrivateKeyAllowed ?? 'Forbidden'),
    HasInventoryScheduled: (store) => store.inventorySchedule !== null,
    Container: (store) => (store.containerId === null ? null : world.containers.get(store.containerId)?.Name),
    ContainerId: (store) => store.containerId,
    CertificateId: (store) => store.inventory.map((entry) => entry.certificateId),
  };
}

function list(call: Call): Reply {
  const { world } = call;
  settle(world);
  return listReply(call, visibleStores(call), {
    fields: fieldsOf(world),
    defaultSort: 'ClientMachine',
    render: (store) => storeWire(world, store, false),
  });
}

/** Compact text of a container's list entry as the object that GET by id sends. */
function scheduleObject(text: string | null): Schedule | object | null {
  const [kind, first, second] = (text ?? '').split('_');
  if (kind === 'I') return { Interval: { Minutes: Number(first) } };
  if (kind === 'D') return { Daily: { Time: `2026-01-01T${first ?? '00:00'}:00Z` } };
  if (kind === 'M') return { Monthly: { Day: Number(first), Time: `2026-01-01T${second ?? '00:00'}:00Z` } };
  return null;
}

function containerList(call: Call): Reply {
  const { world, user } = call;
  if (!maySomewhere(world, user, 'read')) throw lackingRights(world, user, [permissions.storesRead]);
  const counts = new Map<number, number>();
  for (const store of world.stores.all()) {
    if (store.containerId !== null) counts.set(store.containerId, (counts.get(store.containerId) ?? 0) + 1);
  }
  const fields: Record<string, Field<ContainerRow>> = {
    Name: (row) => row.Name,
    Id: (row) => row.Id,
    CertStoreType: (row) => row.CertStoreType,
  };
  return listReply(call, world.containers.all(), {
    fields,
    defaultSort: 'Name',
    render: (row) => ({ ...row, StoreCount: counts.get(row.Id) ?? 0 }),
  });
}

function container(call: Call): Reply {
  const id = idParam(call);
  const row = call.world.containers.get(id);
  if (row === undefined) throw notFound('Container', id);
  const stores = visibleStores(call).filter((store) => store.containerId === id);
  return {
    body: {
      Id: row.Id,
      Name: row.Name,
      Schedule: scheduleObject(row.Schedule),
      CertStoreType: row.CertStoreType,
      CertificateStores: stores.slice(0, 1000).map((store) => storeWire(call.world, store, true)),
    },
  };
}

export const storeRoutes: Route[] = [
  { method: 'GET', path: '/CertificateStores', prefix: 'certificateStoreQuery', versions: '1.0', handle: list },
  {
    method: 'GET',
    path: '/CertificateStores/:id',
    versions: '1.0',
    handle: (call) => ({ body: storeWire(call.world, storeOf(call), true) }),
  },
  { method: 'GET', path: '/CertificateStoreContainers', prefix: 'pq', versions: '1.0', handle: containerList },
  { method: 'GET', path: '/CertificateStoreContainers/:id', versions: '1.0', since: 25, handle: container },
];
