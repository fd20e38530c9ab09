import { alive, fileInventory } from '../orchestrator.ts';
import { now, type World } from '../world.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * The last inventory of every store that has a schedule, in the job history: within the last hour or day, as its schedule
 * says, or before its orchestrator fell silent. None for an orchestrator that was never approved.
 */
export function seedInventories(world: World): void {
  const at = now(world).getTime();
  const ends = world.stores.all().flatMap((store) => {
    const agent = world.agents.get(store.agentId);
    if (agent?.status !== 2 || !store.approved || store.inventorySchedule === null) return [];
    const part = Number.parseInt(store.Id.slice(0, 6), 16) / 0x1000000;
    const period = (store.inventorySchedule.Interval?.Minutes ?? 0) * minuteMs || dayMs;
    const last = alive(agent) ? at : (agent.silentSince ?? at);
    return [{ store, end: last - minuteMs - Math.floor(part * (period - minuteMs)) }];
  });
  for (const { store, end } of ends.toSorted((a, b) => a.end - b.end)) fileInventory(world, store, end);
}
