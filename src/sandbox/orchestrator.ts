import { recordEvent } from './certificateHistory.ts';
import { approveDue } from './pending.ts';
import { attemptOutcome } from './jobOutcome.ts';
import type { AgentRow, InventoryEntry, JobRow, StoreRow } from './storeRows.ts';
import { now, type World } from './world.ts';

/** One attempt runs this long; ms. */
const runMs = 3_000;
/** After a failed attempt that will be retried, the next one begins this much later; ms. */
const retryMs = 4_000;
const inventoryMs = 8_000;
/** An inventory itself runs this long; ms. */
const inventoryRunMs = 2_000;

/** Alive: approved and still asking for work. */
export function alive(agent: AgentRow | undefined): boolean {
  return agent !== undefined && agent.status === 2 && agent.silentSince === null;
}

/** When the next inventory that shows a change ends: 8 to 12 s later, the same for the same job every time. */
function inventoryDelay(jobId: string): number {
  return inventoryMs + (Number.parseInt(jobId.slice(0, 4), 16) % 5) * 1_000;
}

function pickUp(world: World, job: JobRow, store: StoreRow): void {
  const agent = world.agents.get(job.agentId);
  const history = world.jobHistory.put({
    Id: world.jobHistory.nextId(),
    jobId: job.Id,
    jobType: `${world.storeTypes.get(store.typeId)?.Capability ?? ''}Management`,
    agentId: job.agentId,
    agentMachine: agent?.machine ?? '',
    clientMachine: store.machine,
    storePath: store.path,
    schedule: job.schedule,
    start: job.nextAt,
    end: null,
    message: '',
    result: 0,
    status: 2,
  });
  world.jobs.put({
    ...job,
    state: 'running',
    attempts: job.attempts + 1,
    historyId: history.Id,
    nextAt: job.nextAt + runMs,
  });
}

function finish(world: World, job: JobRow, store: StoreRow): void {
  const outcome = attemptOutcome(world, job, store);
  const history = job.historyId === null ? undefined : world.jobHistory.get(job.historyId);
  if (history !== undefined) {
    world.jobHistory.put({
      ...history,
      end: job.nextAt,
      message: outcome.message,
      result: outcome.result,
      status: outcome.retry ? 5 : 3,
    });
  }
  if (outcome.retry) {
    world.jobs.put({ ...job, state: 'waiting', historyId: null, nextAt: job.nextAt + retryMs });
    return;
  }
  world.jobs.put({ ...job, state: 'done' });
  if (outcome.contents === null) return;
  const changed: readonly InventoryEntry[] = outcome.contents;
  const dueAt = store.inventorySchedule === null ? null : job.nextAt + inventoryDelay(job.Id);
  world.stores.put({ ...store, contents: changed, inventoryDueAt: dueAt });
  recordEvent(world, {
    certificateId: job.certificateId,
    user: job.requester,
    action: job.kind === 'Add' ? 'Certificate added to store' : 'Certificate removed from store',
    comment: `${store.machine} - ${store.path}`,
    at: job.nextAt,
  });
}

function stepJob(world: World, id: string): void {
  const job = world.jobs.get(id);
  const store = job === undefined ? undefined : world.stores.get(job.storeId);
  if (job === undefined) return;
  if (store === undefined) world.jobs.remove(id);
  else if (job.state === 'waiting') pickUp(world, job, store);
  else finish(world, job, store);
}

/** Files that the inventory of a store ended at `end`, ms. A machine whose name holds "warns" has something to say there too. */
export function fileInventory(world: World, store: StoreRow, end: number): void {
  if (store.inventorySchedule === null || store.inventoryJobId === null) return;
  const warns = store.machine.includes('warns');
  world.jobHistory.put({
    Id: world.jobHistory.nextId(),
    jobId: store.inventoryJobId,
    jobType: `${world.storeTypes.get(store.typeId)?.Capability ?? ''}Inventory`,
    agentId: store.agentId,
    agentMachine: world.agents.get(store.agentId)?.machine ?? '',
    clientMachine: store.machine,
    storePath: store.path,
    schedule: store.inventorySchedule,
    start: end - inventoryRunMs,
    end,
    message: warns ? 'One entry could not be read and was left out.' : '',
    result: warns ? 3 : 2,
    status: 3,
  });
}

/** The next job that has something to do by `at`; a job whose orchestrator is silent never has. */
function dueJob(world: World, at: number): JobRow | undefined {
  let first: JobRow | undefined;
  for (const job of world.jobs.all()) {
    if (job.state === 'done' || job.nextAt > at) continue;
    if (job.state === 'waiting' && !alive(world.agents.get(job.agentId))) continue;
    if (first === undefined || job.nextAt < first.nextAt) first = job;
  }
  return first;
}

/**
 * Brings the world up to its clock: approvals that came due, jobs, then inventories. Call it before reading jobs,
 * inventories or certificates; nothing happens between reads that a read could not show.
 */
export function settle(world: World): void {
  const at = now(world).getTime();
  approveDue(world, at);
  for (let job = dueJob(world, at); job !== undefined; job = dueJob(world, at)) stepJob(world, job.Id);
  for (const store of world.stores.all()) {
    if (store.inventoryDueAt !== null && store.inventoryDueAt <= at && alive(world.agents.get(store.agentId))) {
      world.stores.put({ ...store, inventory: store.contents, inventoryDueAt: null });
      fileInventory(world, store, store.inventoryDueAt);
    }
  }
}
