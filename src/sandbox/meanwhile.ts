import { findAlias } from './jobOutcome.ts';
import type { InventoryEntry } from './storeRows.ts';
import { nextNumber, now, type World } from './world.ts';

/*
 * What others do to stores and orchestrators while somebody works: the control page does it, no call of the API. Each function
 * returns what is wrong with the order, or null when it is done.
 */

/** Somebody deletes a store; its jobs go with it, and an attempt that runs ends as a failure. */
export function dropStore(world: World, storeId: string): string | null {
  const store = world.stores.get(storeId.toLowerCase());
  if (store === undefined) return `There is no store ${storeId}.`;
  for (const job of world.jobs.all().filter((one) => one.storeId === store.Id)) {
    const row = job.historyId === null ? undefined : world.jobHistory.get(job.historyId);
    if (job.state === 'running' && row !== undefined) {
      const message = 'The certificate store no longer exists.';
      world.jobHistory.put({ ...row, end: now(world).getTime(), message, result: 4, status: 3 });
    }
    world.jobs.remove(job.Id);
  }
  world.stores.remove(store.Id);
  return null;
}

/** Another certificate takes an alias on the device; the inventory tells of it when the next one runs, not now. */
export function takeAlias(world: World, storeId: string, alias: string): string | null {
  const store = world.stores.get(storeId.toLowerCase());
  if (store === undefined) return `There is no store ${storeId}.`;
  const there = new Set(store.contents.map((entry) => entry.certificateId));
  const other = world.certificates.all().find((row) => row.state === 1 && !there.has(row.Id));
  if (alias.trim() === '' || other === undefined) return 'alias is a text that is not empty.';
  const taken = findAlias(world, store.contents, alias);
  const entry: InventoryEntry = {
    name: alias,
    certificateId: other.Id,
    privateKey: true,
    parameters: { ...taken?.parameters, PrivateKeyEntry: 'Yes' },
    itemId: nextNumber(world, 'inventoryItem'),
  };
  world.stores.put({ ...store, contents: [...store.contents.filter((one) => one !== taken), entry] });
  return null;
}

/** An orchestrator stops asking for work: jobs wait for ever, inventories do not come. An attempt that runs still ends. */
export function silence(world: World, agentId: string): string | null {
  const agent = world.agents.get(agentId.toLowerCase());
  if (agent === undefined) return `There is no orchestrator ${agentId}.`;
  world.agents.put({ ...agent, silentSince: agent.silentSince ?? now(world).getTime() });
  return null;
}
