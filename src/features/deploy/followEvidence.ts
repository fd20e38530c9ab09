import type { Agent } from '../../api/agents.ts';
import type { InventoryEntry } from '../../api/inventory.ts';
import type { JobsFound } from '../../api/jobs.ts';
import type { HeldAt } from '../../api/renewals.ts';
import { isMissing, type RowsRead, rowsOrNull } from '../../api/unread.ts';
import { saysEntryIsThere } from '../../domain/deploy.ts';
import {
  type DeployEvidence,
  type DeployStep,
  deploySteps,
  inventoryShows,
  isFinal,
  latestOf,
} from '../../domain/deploySteps.ts';
import { type Fate, fateOf } from '../../domain/fate.ts';
import type { CertificateId } from '../../domain/ids.ts';
import type { MissingRight } from '../../domain/missingRight.ts';
import { jobsOf } from './askedJobs.ts';
import { type Asked, sameId } from './askedStores.ts';

/** What the server told so far. Undefined was not asked for yet; what may not be read is told by the missing right. */
export interface Learned {
  certificateId: CertificateId;
  jobs: JobsFound | undefined;
  /** All places of the certificate, from one call. */
  places: RowsRead<HeldAt> | undefined;
  /** Inventories by store id, asked for only where the places may not be read. */
  inventories: Readonly<Record<string, RowsRead<InventoryEntry> | undefined>>;
  agents: RowsRead<Agent> | undefined;
  /** Of the stores that were refused those that the server no longer has, by id. */
  gone: readonly string[];
  /** When this browser saw stores at their end, ISO text in UTC, by `askKey`. */
  seen: ReadonlyMap<string, string>;
  /** When stores were asked for again after these sendings, ISO text in UTC, by `askKey`. */
  superseded: ReadonlyMap<string, string>;
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
  /** It was told from here to run again, and is nowhere: it may have been cancelled, or run all the same. */
  unlisted: boolean;
  /** It failed, and its store was asked for again at this time, ISO text in UTC: it must not run once more. */
  supersededAt: string | null;
  /** It failed, as the store says, since an entry is in the way: the same plan will likely fail again. */
  entryThere: boolean;
  /** An inventory shows it now. */
  inInventory: boolean;
  /** An inventory shows it now, its own job ended well, and it was not like that before: nothing later un-says that. */
  proved: boolean;
  /** It was seen at its end before: nothing of it is waited for. */
  seenBefore: boolean;
}

/** One text for one store and the time at which it was asked for. */
export const askKey = ({ store, askedAt }: Asked): string => `${store.storeId} ${askedAt}`;

type InInventory = Pick<DeployEvidence, 'inventoryRead' | 'inventoryAlias' | 'inventoryBefore' | 'inventoryMissing'>;

/** Is an alias asked for? One store may have several, joined by commas (`followedPlaces`); letter case does not count. */
export const asksFor = (store: Asked['store'], alias: string): boolean =>
  `, ${store.alias}, `.toLowerCase().includes(`, ${alias.trim()}, `.toLowerCase());

/** Either of two rights would do; null where the server named none. */
function bothMissing(...rights: MissingRight[]): MissingRight {
  const named = new Set(rights.flatMap(({ permission }) => permission ?? []));
  return { permission: named.size === 0 ? null : [...named].join(', ') };
}

/** The aliases under which the store lists the certificate; undefined was not read yet. */
function aliasesIn({ store }: Asked, { certificateId, places, inventories }: Learned): RowsRead<string> | undefined {
  if (places === undefined) return undefined;
  if (!isMissing(places))
    return places.filter(({ storeId }) => sameId(storeId, store.storeId)).map(({ alias }) => alias);
  const inventory = inventories[store.storeId];
  if (inventory === undefined) return undefined;
  if (isMissing(inventory)) return bothMissing(places, inventory);
  const holds = ({ certificates }: InventoryEntry) => certificates.some((each) => each.certificateId === certificateId);
  return inventory.filter(holds).map(({ alias }) => alias);
}

/** The entry that an addition made, or that a removal should have taken away; what else holds the certificate stays then. */
function inInventory(one: Asked, learned: Learned): InInventory {
  const { store, action } = one;
  const nothing = { inventoryRead: false, inventoryAlias: null, inventoryBefore: false, inventoryMissing: null };
  const here = aliasesIn(one, learned);
  if (here === undefined) return nothing;
  if (isMissing(here)) return { ...nothing, inventoryMissing: here };
  const wasHere = (alias: string) => (store.heldAs ?? []).some((each) => sameId(each, alias));
  const same = store.alias === '' ? undefined : here.find((alias) => asksFor(store, alias));
  const fresh = here.find((alias) => !wasHere(alias));
  // Where the store names its entries, what comes may be called as what was there; else that is no evidence.
  const named = store.alias !== '' && (action === 'remove' || !store.replaces);
  const other = named ? (action === 'add' ? fresh : undefined) : (fresh ?? here[0]);
  const alias = same ?? other ?? null;
  return { ...nothing, inventoryRead: true, inventoryAlias: alias, inventoryBefore: alias !== null && wasHere(alias) };
}

/** Is a store that was refused no longer on the server? `gone`: the ids of those that are not. */
export const isGone = ({ store, accepted }: Asked, gone: readonly string[]): boolean =>
  accepted === false && gone.some((id) => sameId(id, store.storeId));

function evidenceOf(one: Asked, learned: Learned): DeployEvidence {
  const { store, action, askedAt, accepted, startsAt } = one;
  const { jobs, agents, seen, nowMs } = learned;
  const found = jobsOf(one, jobs);
  const rows = found?.rows ?? [];
  const listed = agents && rowsOrNull(agents);
  const agent = listed?.find(({ agentId }) => store.agentId !== null && sameId(agentId, store.agentId));
  return {
    action,
    askedAt: askedAt ?? '',
    accepted,
    storeGone: isGone(one, learned.gone),
    refusal: one.refusal ?? '',
    nowMs,
    startsAt,
    cancelledAt: rows.length === 0 ? (one.cancelledAt ?? null) : null,
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
    agentGone: store.agentId !== null && Boolean(listed) && agent === undefined,
    agentsMissing: isMissing(agents) ? agents : null,
    ...inInventory(one, learned),
    hasInventorySchedule: store.inventoryScheduled,
    seenAt: seen.get(askKey(one)) ?? null,
  };
}

/** How far a store came by all that is known, and what can be done. */
export function judge(one: Asked, learned: Learned): FollowedOne {
  const evidence = evidenceOf(one, learned);
  const steps = deploySteps(evidence);
  const outcome = fateOf(steps);
  const found = jobsOf(one, learned.jobs);
  const isOver = outcome === 'failed' || found?.unlisted === true;
  const supersededAt = (isOver && learned.superseded.get(askKey(one))) || null;
  const fate = supersededAt !== null ? 'superseded' : found?.unlisted === true ? 'not known' : outcome;
  const step = (name: DeployStep['step']) => steps.find((each) => each.step === name);
  const state = (name: DeployStep['step']) => step(name)?.state;
  const inInventory = state('seen in inventory') === 'done' && inventoryShows(evidence);
  const endedWell = state('finished') === 'done' || state('finished') === 'warning';
  const jobOpen = state('finished') === 'waiting' || state('finished') === 'retrying';
  const unlisted = found?.unlisted === true && supersededAt === null;
  const jobId = found?.queued?.jobId ?? found?.jobId ?? null;
  return {
    one,
    steps,
    fate,
    gone: evidence.storeGone,
    waitsFor: isFinal(steps) || fate === 'not sent' || fate === 'superseded' ? null : jobOpen ? 'job' : 'inventory',
    waitingJob: (state('picked up') === 'waiting' && !evidence.lost) || found?.again ? jobId : null,
    unlisted,
    failedRow:
      (fate === 'failed' || unlisted) && found?.candidates === 1 ? (latestOf(evidence.rows)?.historyId ?? null) : null,
    inInventory,
    proved: inInventory && endedWell && !evidence.inventoryBefore,
    seenBefore: evidence.seenAt !== null,
    supersededAt,
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
