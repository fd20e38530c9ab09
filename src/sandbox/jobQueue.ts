import { uuid } from './pki/crypto.ts';
import type { JobRow, Schedule, StoreRow } from './storeRows.ts';
import { now, type World } from './world.ts';

/** An orchestrator that is alive picks a job up this long after it is due; ms. */
const pickUpMs = 4_000;

export interface JobOrder {
  kind: 'Add' | 'Remove';
  store: StoreRow;
  certificateId: number;
  alias: string;
  overwrite: boolean;
  includePrivateKey: boolean;
  parameters: Record<string, string>;
  requester: string;
  /** When it may start, ms of the world's clock; null or past: at once. */
  startAt: number | null;
}

/** Queues a management job and returns it. Nothing has happened on the store yet. */
export function createJob(world: World, order: JobOrder): JobRow {
  const at = now(world).getTime();
  const later = order.startAt !== null && order.startAt > at;
  const dueAt = later ? (order.startAt ?? at) : at;
  const schedule: Schedule = later ? { ExactlyOnce: { Time: isoSeconds(dueAt) } } : { Immediate: true };
  return world.jobs.put({
    Id: uuid(),
    kind: order.kind,
    storeId: order.store.Id,
    agentId: order.store.agentId,
    certificateId: order.certificateId,
    alias: order.alias,
    overwrite: order.overwrite,
    includePrivateKey: order.includePrivateKey,
    parameters: order.parameters,
    schedule,
    requester: order.requester,
    requestedAt: at,
    nextAt: dueAt + pickUpMs,
    state: 'waiting',
    attempts: 0,
    historyId: null,
  });
}

/** Queues a job that ended once more, under the id it has. */
export function repeatJob(world: World, job: JobRow): void {
  const nextAt = now(world).getTime() + pickUpMs;
  world.jobs.put({ ...job, state: 'waiting', historyId: null, schedule: { Immediate: true }, nextAt });
}

/** UTC with `Z` and no fraction, as the server writes validity dates. */
export function isoSeconds(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
