import type { Schedule, StoreRow, StoreTypeRow } from '../storeRows.ts';
import type { World } from '../world.ts';
import { furtherTypes } from './furtherTypes.ts';
import { generator, type Generator } from './generator.ts';
import { siteName, specialStores, storePlans, type StorePlan } from './machines.ts';

const containers = [
  ['Web servers', 131, 'D_23:30'],
  ['Windows servers', -1, 'I_60'],
  ['Kubernetes', -1, 'I_60'],
  ['Linux front ends', 141, 'D_02:00'],
  ['Load balancers', -1, 'M_1_04:00'],
  ['Cloud', -1, null],
] as const;

function seedContainers(world: World): void {
  for (const [name, type, schedule] of containers) {
    world.containers.put({
      Id: world.containers.nextId(),
      Name: name,
      OverwriteSchedules: false,
      Schedule: schedule,
      CertStoreType: type,
    });
  }
}

interface Placed {
  type: StoreTypeRow;
  machine: string;
  path: string;
  agentId: string;
  containerId: number | null;
  approved: boolean;
  schedule: Schedule | null;
  properties: Record<string, string>;
}

/** The large world has 50,000 stores; those of the further types come last. */
const largeTotal = 50_000 - furtherTypes.flatMap(({ paths }) => paths).length;

function put(world: World, random: Generator, placed: Placed): void {
  const row: StoreRow = {
    Id: random.guid(),
    machine: placed.machine,
    path: placed.path,
    typeId: placed.type.Id,
    containerId: placed.containerId,
    agentId: placed.agentId,
    approved: placed.approved,
    createIfMissing: false,
    inventorySchedule: placed.schedule,
    inventoryJobId: placed.schedule === null ? null : random.guid(),
    setNewPasswordAllowed: false,
    properties: placed.properties,
    contents: [],
    inventory: [],
    inventoryDueAt: null,
  };
  world.stores.put(row);
}

/** The large world repeats the same kinds of stores on many more machines. */
function numbered(plan: StorePlan, n: number, random: Generator): { machine: string; path: string } {
  const round = Math.floor(n / plan.count);
  const machine = plan.machine(n % plan.count, random);
  const path = plan.path(n % plan.count, random);
  return round === 0 ? { machine, path } : { machine: `s${round}-${machine}`, path };
}

/**
 * Containers and stores: 300, or almost 50,000 in a large world. Wants store types and agents to be there; deterministic.
 * Certificates in the stores come with `seedCertificates`; those of `furtherTypes` start empty (`seedFurtherStores`).
 */
export function seedStores(world: World, o: { large: boolean }): void {
  const random = generator(4711);
  seedContainers(world);
  const containerIds = new Map(world.containers.all().map((row) => [row.Name, row.Id]));
  const types = new Map(world.storeTypes.all().map((row) => [row.ShortName, row]));
  const agents = new Map(world.agents.all().map((row) => [row.machine.split('.')[0], row.Id]));
  const planned = storePlans.reduce((sum, plan) => sum + plan.count, 0);
  const rounds = o.large ? Math.ceil((largeTotal - specialStores.length) / planned) : 1;

  for (const special of specialStores) {
    const type = types.get(special.type);
    if (type === undefined) continue;
    put(world, random, {
      type,
      machine: special.machine,
      path: special.path,
      agentId: agents.get(special.agent) ?? '',
      containerId: null,
      approved: special.approved ?? true,
      schedule: special.inventory === false ? null : { Daily: { Time: '2026-01-01T23:30:00Z' } },
      properties: {},
    });
  }
  for (const plan of storePlans) {
    const type = types.get(plan.type);
    if (type === undefined) continue;
    const agentId = agents.get(plan.agent) ?? '';
    const containerId = plan.container === null ? null : (containerIds.get(plan.container) ?? null);
    const count = plan.count * rounds;
    for (let n = 0; n < count && world.stores.size < largeTotal; n += 1) {
      const approved = n % 61 !== 60;
      const scheduled = approved && n % 23 !== 22;
      put(world, random, {
        type,
        ...numbered(plan, n, random),
        agentId,
        containerId: n % 7 === 6 ? null : containerId,
        approved,
        schedule: scheduled
          ? n % 3 === 0
            ? { Interval: { Minutes: 60 } }
            : { Daily: { Time: '2026-01-01T02:00:00Z' } }
          : null,
        properties: plan.properties,
      });
    }
  }
}

/** The stores of every type that has none yet: empty, with an inventory schedule. Comes after the certificates. */
export function seedFurtherStores(world: World): void {
  const random = generator(4712);
  const agents = new Map(world.agents.all().map((row) => [row.machine.split('.')[0], row.Id]));
  for (const facts of furtherTypes) {
    const type = world.storeTypes.get(facts.id);
    if (type === undefined) continue;
    for (const path of facts.paths) {
      put(world, random, {
        type,
        machine: facts.machine,
        path,
        agentId: agents.get(facts.agent) ?? '',
        containerId: null,
        approved: true,
        schedule: { Daily: { Time: '2026-01-01T02:00:00Z' } },
        properties: {},
      });
    }
  }
}

/** Which entry a seeded store starts with: an alias by the type's own habit. */
export function seededAlias(type: StoreTypeRow, n: number): string {
  return type.CustomAliasAllowed === 'Forbidden' ? '' : `${siteName(n)}-${n % 90}`;
}
