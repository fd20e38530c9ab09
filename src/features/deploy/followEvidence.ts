import type { Agent } from '../../api/agents.ts';
import type { InventoryEntry } from '../../api/inventory.ts';
import type { JobsFound } from '../../api/jobs.ts';
import type { HeldAt } from '../../api/renewals.ts';
import { saysEntryIsThere } from '../../domain/deploy.ts';
import {
  type DeployEvidence,
  type DeployStep,
  deploySteps,
  type Fate,
  fateOf,
  isFinal,
  runningAgain,
} from '../../domain/deploySteps.ts';
import type { CertificateId } from '../../domain/ids.ts';
import { jobsOf } from './askedJobs.ts';
import { type Asked, sameId } from './askedStores.ts';

/** What the server told so far. Undefined was not asked for yet, null may not be read. */
export interface Learned {
  certificateId: CertificateId;
  jobs: JobsFound | undefined;
  /** All places of the certificate, from one call. */
  places: readonly HeldAt[] | null | undefined;
  /** Inventories by store id, asked for only where the places may not be read. */
  inventories: Readonly<Record<string, readonly InventoryEntry[] | null | undefined>>;
  agents: readonly Agent[] | null | undefined;
  /** Of the stores that were refused those that the server no longer has, by id. */
  gone: readonly string[];
  /** What was taken out of the queue from here, by `askKey`. */
  cancelled: readonly string[];
  /** Rows of the history whose jobs were told from here to run again. */
  again: readonly number[];
  /** Present time of the server's clock, milliseconds since 1970. */
  nowMs: number;
}

/** One store as far as it came, and what can be done about its job. */
export interface FollowedOne {
  one: Asked;
  steps: readonly DeployStep[];
  fate: Fate;
  /** It was refused, and the server no longer has it: asking again is of no use. */
  gone: boolean;
  /** What would tell more: the job, then the inventory; null at the end. */
  waitsFor: 'job' | 'inventory' | null;
  /** The job that waits and can be taken out of the queue. */
  waitingJob: string | null;
  /** The row of the history of the one job that failed, by which it is run again. */
  failedRow: number | null;
  /** It failed, as the store says, since an entry is in the way: the same plan will likely fail again. */
  entryThere: boolean;
  /** An inventory shows it. */
  inInventory: boolean;
}

/** One text for one store and the time at which it was asked for. */
export const askKey = ({ store, askedAt }: Asked): string => `${store.storeId} ${askedAt}`;

type InInventory = Pick<DeployEvidence, 'inventoryRead' | 'inventoryAlias' | 'inventoryBefore' | 'inventoryMissing'>;

/** Is an alias asked for? One store may have several, joined by commas (`followedPlaces`); letter case does not count. */
export const asksFor = (store: Asked['store'], alias: string): boolean =>
  `, ${store.alias}, `.toLowerCase().includes(`, ${alias.trim()}, `.toLowerCase());

/** The aliases under which the store lists the certificate; undefined was not read yet, null may not be. */
function aliasesIn({ store }: Asked, { certificateId, places, inventories }: Learned): string[] | null | undefined {
  if (places) return places.filter(({ storeId }) => sameId(storeId, store.storeId)).map(({ alias }) => alias);
  const inventory = places === undefined ? undefined : inventories[store.storeId];
  if (!inventory) return inventory;
  const holds = ({ certificates }: InventoryEntry) => certificates.some((each) => each.certificateId === certificateId);
  return inventory.filter(holds).map(({ alias }) => alias);
}

/** The entry that an addition made, or that a removal should have taken away; what else holds the certificate stays then. */
function inInventory(one: Asked, learned: Learned): InInventory {
  const { store, action } = one;
  const nothing = { inventoryRead: false, inventoryAlias: null, inventoryBefore: false, inventoryMissing: false };
  const here = aliasesIn(one, learned);
  if (here === undefined) return nothing;
  if (here === null) return { ...nothing, inventoryMissing: true };
  const wasHere = (alias: string) => (store.heldAs ?? []).some((each) => sameId(each, alias));
  const same = store.alias === '' ? undefined : here.find((alias) => asksFor(store, alias));
  const fresh = here.find((alias) => !wasHere(alias));
  // Where the store names its entries, what comes may be called as what was there; else that is no evidence.
  const named = store.alias !== '' && (action === 'remove' || !store.replaces);
  const other = named ? (action === 'add' ? fresh : undefined) : (fresh ?? here[0]);
  const alias = same ?? other ?? null;
  return { ...nothing, inventoryRead: true, inventoryAlias: alias, inventoryBefore: alias !== null && wasHere(alias) };
}

/** The id of the last attempt. */
const newestRow = (rows: DeployEvidence['rows']): number | null =>
  rows.map(({ historyId }) => historyId).toSorted((a, b) => b - a)[0] ?? null;

/** Is a store that was refused no longer on the server? `gone`: the ids of those that are not. */
export const isGone = ({ store, accepted }: Asked, gone: readonly string[]): boolean =>
  accepted === false && gone.some((id) => sameId(id, store.storeId));

function evidenceOf(one: Asked, learned: Learned): DeployEvidence {
  const { store, action, askedAt, accepted, startsAt } = one;
  const { jobs, agents, cancelled, again, nowMs } = learned;
  const found = jobsOf(one, jobs);
  const asTold = found?.rows ?? [];
  const newest = newestRow(asTold);
  const rows = newest !== null && again.includes(newest) ? runningAgain(asTold) : asTold;
  const agent = agents?.find(({ agentId }) => store.agentId !== null && sameId(agentId, store.agentId));
  return {
    action,
    askedAt: askedAt ?? '',
    accepted,
    storeGone: isGone(one, learned.gone),
    nowMs,
    startsAt,
    cancelled: rows.length === 0 && cancelled.includes(askKey(one)),
    rows,
    candidates: found?.candidates ?? 0,
    cutOff: found?.cutOff ?? false,
    queued: found?.queued ?? null,
    createdAt: found?.queued?.requestedAt ?? one.createdAt ?? null,
    lost: one.jobId !== null && jobs?.queueComplete === true && found?.candidates === 0,
    jobsRead: found !== undefined,
    placeMissing: store.machine === '' && one.jobId === null,
    jobsMissing: jobs?.historyMissing ?? null,
    agentLastSeen: agent?.lastSeen,
    agentsMissing: agents === null,
    ...inInventory(one, learned),
    hasInventorySchedule: store.inventoryScheduled,
  };
}

/** How far a store came by all that is known, and what can be done. */
export function judge(one: Asked, learned: Learned): FollowedOne {
  const evidence = evidenceOf(one, learned);
  const steps = deploySteps(evidence);
  const fate = fateOf(steps);
  const step = (name: DeployStep['step']) => steps.find((each) => each.step === name);
  const state = (name: DeployStep['step']) => step(name)?.state;
  const found = jobsOf(one, learned.jobs);
  const jobOpen = state('finished') === 'waiting' || state('finished') === 'retrying';
  const jobId = found?.queued?.jobId ?? found?.jobId ?? null;
  return {
    one,
    steps,
    fate,
    gone: evidence.storeGone,
    waitsFor: isFinal(steps) || fate === 'not sent' ? null : jobOpen ? 'job' : 'inventory',
    waitingJob: state('picked up') === 'waiting' && !evidence.lost ? jobId : null,
    failedRow: fate === 'failed' && found?.candidates === 1 ? newestRow(evidence.rows) : null,
    inInventory: state('seen in inventory') === 'done',
    entryThere: fate === 'failed' && one.action === 'add' && saysEntryIsThere(step('finished')?.detail ?? ''),
  };
}

/** When an inventory was taken, or, where the server does not tell that, when it was looked at from here; milliseconds. */
export interface SeenAt {
  by: 'inventory' | 'look';
  atMs: number;
}

/**
 * When what an inventory shows of a store was so. `takenAtMs`: when the store was last inventoried, null not told, undefined
 * not known yet; before the end of the job it cannot be the inventory that shows what the job did.
 */
export function seenAt(
  { inInventory, steps }: Pick<FollowedOne, 'inInventory' | 'steps'>,
  takenAtMs: number | null | undefined,
  lookedAtMs: number | null,
): SeenAt | null {
  if (!inInventory || takenAtMs === undefined) return null;
  const end = steps.find(({ step }) => step === 'finished')?.at;
  if (takenAtMs !== null && !(end !== undefined && takenAtMs < Date.parse(end)))
    return { by: 'inventory', atMs: takenAtMs };
  return lookedAtMs === null ? null : { by: 'look', atMs: lookedAtMs };
}
