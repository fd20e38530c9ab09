import type { InventoryEntry, JobRow, StoreRow, StoreTypeRow } from './storeRows.ts';
import { nextNumber, type World } from './world.ts';

/** How one attempt of a job ended. `contents` is what the store holds then; null when nothing changed. */
export interface Outcome {
  /** 2 success, 3 warning, 4 failure. */
  result: number;
  message: string;
  retry: boolean;
  contents: readonly InventoryEntry[] | null;
}

/** Stores that hold one certificate only: a new one takes the old one's place. */
const singleEntry = new Set(['K8STLSSecr', 'K8SSecret', 'RFPEM', 'RFDER', 'HPiLO', 'F5-WS-REST', 'iDRAC']);
/** Stores that write aliases in lower case, whatever was asked for. */
const lowerCased = new Set(['K8SJKS', 'RFJKS']);

/** The alias of an entry; entries without one of their own go by the thumbprint. Null: bytes not made yet. */
export function entryName(world: World, entry: InventoryEntry): string | null {
  return entry.name === '' ? (world.certificates.get(entry.certificateId)?.thumbprint ?? null) : entry.name;
}

/** Aliases are the same whatever their letter case (vendor documentation, certificate stores). */
export function findAlias(world: World, entries: readonly InventoryEntry[], alias: string): InventoryEntry | undefined {
  const wanted = alias.toLowerCase();
  return entries.find((entry) => entryName(world, entry)?.toLowerCase() === wanted);
}

function failure(message: string): Outcome {
  return { result: 4, message, retry: false, contents: null };
}

function binding(job: JobRow): string {
  const site = job.parameters['SiteName'];
  return site === undefined || site === '' ? 'the store' : `site '${site}'`;
}

function added(world: World, job: JobRow, store: StoreRow, type: StoreTypeRow): Outcome | readonly InventoryEntry[] {
  const single = singleEntry.has(type.ShortName);
  if (single && store.contents.length > 0 && !job.overwrite) {
    return failure(`${store.path} already holds a certificate. Overwrite must be true to replace it.`);
  }
  const taken = job.alias === '' ? undefined : findAlias(world, store.contents, job.alias);
  if (taken !== undefined && !job.overwrite) {
    return failure(`Alias '${job.alias}' already exists in ${store.path} and overwrite was not chosen.`);
  }
  if (taken === undefined && job.alias !== '' && !single && type.CustomAliasAllowed === 'Forbidden') {
    return failure(`Alias '${job.alias}' is no longer in ${store.path}, so there is nothing to replace.`);
  }
  const entry: InventoryEntry = {
    name: lowerCased.has(type.ShortName) ? job.alias.toLowerCase() : ownName(type, job.alias),
    certificateId: job.certificateId,
    privateKey: job.includePrivateKey,
    parameters: { ...job.parameters, PrivateKeyEntry: job.includePrivateKey ? 'Yes' : 'No' },
    itemId: nextNumber(world, 'inventoryItem'),
  };
  const others = store.contents.filter((old) => old !== taken && old.certificateId !== job.certificateId);
  return single ? [entry] : [...others, entry];
}

/** A store that forbids aliases names entries itself, after the thumbprint. */
function ownName(type: StoreTypeRow, alias: string): string {
  return type.CustomAliasAllowed === 'Forbidden' ? '' : alias;
}

function removed(world: World, job: JobRow, store: StoreRow): Outcome | readonly InventoryEntry[] {
  const entry = findAlias(world, store.contents, job.alias);
  if (entry === undefined) return failure(`Alias '${job.alias}' was not found in ${store.path}.`);
  return store.contents.filter((old) => old !== entry);
}

/**
 * What the orchestrator reports about one attempt. Machines whose name holds "fails", "flaky" or "warns" do what it
 * says; otherwise the store's own state decides.
 */
export function attemptOutcome(world: World, job: JobRow, store: StoreRow): Outcome {
  const type = world.storeTypes.get(store.typeId);
  if (type === undefined) return failure('The certificate store type no longer exists.');
  if (store.machine.includes('fails')) {
    return failure(
      `Binding for ${binding(job)} on ${store.machine} could not be created: "port 443" is in use. <0x800700B7>`,
    );
  }
  if (store.machine.includes('flaky') && job.attempts < 2) {
    return {
      result: 4,
      message: `${store.machine} did not answer within 30 seconds.`,
      retry: true,
      contents: null,
    };
  }
  const done = job.kind === 'Add' ? added(world, job, store, type) : removed(world, job, store);
  if ('result' in done) return done;
  if (store.machine.includes('warns')) {
    const message = 'The certificate is installed. The previous binding could not be removed and is still there.';
    return { result: 3, message, retry: false, contents: done };
  }
  return { result: 2, message: '', retry: false, contents: done };
}
