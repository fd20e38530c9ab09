import { entryOf, type InventoryEntry } from '../../api/inventory.ts';
import { aliasForm, likelyFull } from '../../domain/aliasForms.ts';
import type { KeyCarrying } from '../../domain/deploy.ts';
import { ageText, isLongAgo } from './age.ts';
import { lacksEntryPassword, type PlannedStore } from './deployForm.ts';

/** What is known of a store before anything is sent to it. */
export interface KnownInventory {
  /** Null where the caller may not read it; undefined while it is read, or where reading it failed. */
  entries: readonly InventoryEntry[] | null | undefined;
  failed: boolean;
  /** The server no longer has the store, or no longer shows it to the caller. */
  gone?: boolean;
  /** When it was taken, in milliseconds; null where that is not told, undefined while it is asked for. */
  takenAt: number | null | undefined;
  /** When the orchestrator of the store was last seen, ISO text; null never, left out where that is not known. */
  agentSeen?: string | null | undefined;
}

/** By store id; a store that is not here was not asked for. */
export type KnownInventories = Readonly<Record<string, KnownInventory>>;

/** Something worth knowing of one planned store before the certificate is asked for. None of it keeps a plan from being sent. */
export interface PlanFinding {
  storeId: string;
  displayName: string;
  kind: 'warning' | 'info';
  /** What it is about, the same words for every store that it is said of. */
  what: string;
  /** Of this store. */
  detail: string;
  /** Of the certificate that it is about: two of one subject have nothing else to tell them apart. */
  thumbprint?: string;
}

type Words = Pick<PlanFinding, 'kind' | 'what' | 'detail' | 'thumbprint'>;

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Longer ago than this, an inventory is called old. */
const oldAfterMs = 24 * 60 * 60_000;

/** A certificate of an entry in words: its subject, and until when it is or was valid. */
function entryWords({ certificates }: InventoryEntry, at: Date): string {
  const now = certificates[0];
  const end = now === undefined ? Number.NaN : Date.parse(now.notAfter);
  const subject = now === undefined || now.subject === '' ? 'a certificate' : now.subject;
  if (Number.isNaN(end)) return subject;
  return `${subject}, ${end < at.getTime() ? 'expired' : 'valid until'} ${day.format(end)}`;
}

const thumbprintOf = ({ certificates }: InventoryEntry) => certificates[0]?.thumbprint ?? '';

/** `entryWords` for one line of text, with as much of the thumbprint as tells entries apart. `at`: server time. */
export function entryLine(entry: InventoryEntry, at: Date): string {
  const thumbprint = thumbprintOf(entry);
  return thumbprint === '' ? entryWords(entry, at) : `${entryWords(entry, at)}, ${thumbprint.slice(0, 8)}…`;
}

/** Words about an entry, with the thumbprint of its certificate where that is known. */
function about(entry: InventoryEntry, words: Words): Words {
  const thumbprint = thumbprintOf(entry);
  return thumbprint === '' ? words : { ...words, thumbprint };
}

function entryFindings(store: PlannedStore, entries: readonly InventoryEntry[], at: Date): Words[] {
  const alias = store.alias.trim();
  const entry = alias === '' ? undefined : entryOf(entries, alias);
  if (store.overwrite && alias !== '') {
    if (entry) {
      const detail = `${entry.alias}: ${entryWords(entry, at)}.`;
      return [about(entry, { kind: 'info', what: 'An entry will be replaced', detail })];
    }
    const detail = `${alias} is not in its last inventory; servers from version 12 on refuse the overwrite then.`;
    return [{ kind: 'warning', what: 'Nothing to overwrite', detail }];
  }
  if (entry) {
    const detail = `${entry.alias} holds ${entryWords(entry, at)}. Without overwrite, the job may fail or add a second entry.`;
    return [about(entry, { kind: 'warning', what: 'The alias is taken', detail })];
  }
  const [first] = entries;
  if (first === undefined || !likelyFull(store.rules, entries.length)) return [];
  const detail = `It holds ${entryWords(first, at)}, and such a store usually holds one certificate: choose what to replace.`;
  return [about(first, { kind: 'warning', what: 'A new entry will likely be refused', detail })];
}

/** Without schedule, time and entry of an inventory there was none, as far as anything tells: that is no empty store. */
export const neverLooked = (
  { inventoryScheduled }: Pick<PlannedStore, 'inventoryScheduled'>,
  { entries, takenAt }: Pick<KnownInventory, 'entries' | 'takenAt'>,
): boolean => !inventoryScheduled && takenAt === null && entries?.length === 0;

/** Of a store that was never looked into: where it takes one certificate, nobody can tell whether it has one to replace. */
function unknownContent({ rules }: PlannedStore): Words {
  if (!likelyFull(rules, 1))
    return { kind: 'info', what: 'No inventory of it is known', detail: 'What lives there is not known.' };
  const detail =
    'Such a store usually takes one, and no inventory of it is known. A job that finds one will likely be refused, and ' +
    'what is there can be replaced only after an inventory has named it.';
  return { kind: 'warning', what: 'It may hold a certificate already', detail };
}

/** A job for an orchestrator that does not come waits without limit (vendor documentation, orchestrators). */
function agentFindings(agentSeen: string | null | undefined, now: Date): Words[] {
  if (agentSeen === undefined || (agentSeen !== null && !isLongAgo(agentSeen, now))) return [];
  const seen = agentSeen === null ? 'It was never seen' : `It was last seen ${ageText(agentSeen, now)}`;
  return [{ kind: 'warning', what: 'The orchestrator is silent', detail: `${seen}: the job waits until it comes.` }];
}

/** What a store is warned of that is sent without a password for its entry. */
export const noEntryPassword = 'Without a password for the entry the server may refuse this store.';

function findingsOf(store: PlannedStore, known: KnownInventory | undefined, now: Date, keys: KeyCarrying): Words[] {
  const found: Words[] = [];
  const form = aliasForm(store.rules.shortName);
  const alias = store.alias.trim();
  if (alias !== '' && form?.fits?.test(alias) === false) {
    found.push({ kind: 'info', what: 'The alias has an unusual form', detail: `${alias}. ${form.help}` });
  }
  if (known?.gone === true) {
    const detail = 'It was deleted, or is no longer visible to you: remove it from the plan.';
    found.push({ kind: 'warning', what: 'The store is no longer on the server', detail });
  } else if (known?.failed === true) {
    found.push({ kind: 'info', what: 'The inventory could not be read', detail: 'What lives there is not known.' });
  } else if (known?.entries === null) {
    found.push({ kind: 'info', what: 'You may not read the inventory', detail: 'What lives there is not known.' });
  } else if (known !== undefined && neverLooked(store, known)) {
    found.push(unknownContent(store));
    if (store.overwrite) found.push(...entryFindings(store, [], now));
  } else if (known?.entries) {
    const said = entryFindings(store, known.entries, now);
    found.push(...said);
    const { takenAt } = known;
    if (typeof takenAt === 'number' && now.getTime() - takenAt > oldAfterMs) {
      const detail = `It is of ${moment.format(takenAt)}; the store may hold something else by now.`;
      found.push({ kind: 'info', what: 'The last inventory is more than a day old', detail });
    }
  }
  if (lacksEntryPassword(store, keys)) {
    found.push({ kind: 'warning', what: 'No entry password', detail: noEntryPassword });
  }
  return [...found, ...agentFindings(known?.agentSeen, now)];
}

/**
 * What the last inventories say against a plan: aliases that are taken, overwrites of nothing, stores of one certificate
 * that hold one, inventories that are old or not known; besides, entry passwords that are not set, and orchestrators that do
 * not come. `now` is server time, `keys` how it will be sent.
 */
export function planFindings(
  plan: readonly PlannedStore[],
  inventories: KnownInventories,
  now: Date,
  keys: KeyCarrying,
): PlanFinding[] {
  return plan.flatMap((store) =>
    findingsOf(store, inventories[store.storeId], now, keys).map((words) => ({
      storeId: store.storeId,
      displayName: store.displayName,
      ...words,
    })),
  );
}

/** What the review says besides: plans that add an entry, to stores that hold nothing or that likely take one more. */
export const besideFindings = (
  plan: readonly PlannedStore[],
  inventories: KnownInventories,
  now: Date,
): PlanFinding[] =>
  plan.flatMap((store) => {
    const known = inventories[store.storeId];
    const entries = known?.entries ?? null;
    if (known === undefined || entries === null || neverLooked(store, known)) return [];
    if (entryFindings(store, entries, now).length > 0) return [];
    if (entries.length === 0) {
      const { storeId, displayName } = store;
      return [{ storeId, displayName, kind: 'info', what: 'A new entry is added', detail: 'empty: a new entry.' }];
    }
    const detail = `adds beside ${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}.`;
    const { storeId, displayName } = store;
    return [{ storeId, displayName, kind: 'info', what: 'A new entry is added beside others', detail }];
  });

/** The findings of many stores by what they are about, warnings first. */
export function findingGroups(findings: readonly PlanFinding[]): (Pick<PlanFinding, 'kind' | 'what'> & {
  stores: readonly PlanFinding[];
})[] {
  const groups = new Map<string, PlanFinding[]>();
  for (const finding of findings) groups.set(finding.what, [...(groups.get(finding.what) ?? []), finding]);
  return [...groups]
    .map(([what, stores]) => ({ what, stores, kind: stores[0]?.kind ?? 'info' }))
    .sort((a, b) => Number(b.kind === 'warning') - Number(a.kind === 'warning'));
}
