import type { Agent } from '../../api/agents.ts';
import { maySchedule, type Store } from '../../api/stores.ts';
import { type KeyCarrying, type StoreTypeRules, whyNotTarget } from '../../domain/deploy.ts';
import { formatCount } from '../../ui/numbers.ts';
import { type PlannedStore, planned } from './deployForm.ts';

/** What decides whether a store can take the certificate. */
export interface TargetRules {
  /** By the number of the type; undefined while they are read. */
  types: ReadonlyMap<number, StoreTypeRules> | undefined;
  /** By id; none where they may not be read. */
  agents: ReadonlyMap<string, Agent>;
  /** The caller's own, as far as the server tells. */
  permissions: readonly string[] | null;
  keys: KeyCarrying;
}

/** The orchestrator of a store, as far as it may be read. */
export const agentOf = (store: Store, { agents }: Pick<TargetRules, 'agents'>): Agent | undefined =>
  store.agentId === null ? undefined : agents.get(store.agentId);

/** Why a store cannot take the certificate, or undefined. */
export function whyNotStore(store: Store, rules: TargetRules): string | undefined {
  if (rules.types === undefined) return 'The store types are still being read.';
  const reason = whyNotTarget({
    type: rules.types.get(store.typeId),
    approved: store.approved,
    agentApproved: agentOf(store, rules)?.approved ?? null,
    keys: rules.keys,
  });
  if (reason !== undefined || maySchedule(rules.permissions, store.containerId) !== false) return reason;
  return store.container === null
    ? 'You may not schedule jobs for this store.'
    : `You may not schedule jobs for the stores of ${store.container}.`;
}

/** Stores that were asked for the plan, sorted. */
export interface SortedStores {
  fit: readonly PlannedStore[];
  /** Those in the plan or on their way already. */
  there: number;
  /** Why the others cannot take the certificate, and how many each. */
  refused: readonly { reason: string; count: number }[];
}

/** Sorts stores into those that go into the plan, those that are there (`taken`, by id) and those that cannot, by reason. */
export function sortStores(stores: readonly Store[], taken: ReadonlySet<string>, rules: TargetRules): SortedStores {
  const fit: PlannedStore[] = [];
  const refused = new Map<string, number>();
  let there = 0;
  for (const store of stores) {
    const type = rules.types?.get(store.typeId);
    const reason = whyNotStore(store, rules);
    if (taken.has(store.storeId)) there += 1;
    else if (reason === undefined && type) fit.push(planned(store, type, rules.keys));
    else if (reason !== undefined) refused.set(reason, (refused.get(reason) ?? 0) + 1);
  }
  const counts = [...refused].map(([reason, count]) => ({ reason, count }));
  return { fit, there, refused: counts.toSorted((a, b) => b.count - a.count) };
}

const stores = (count: number) => `${formatCount(count)} ${count === 1 ? 'store' : 'stores'}`;

/** What became of stores that were asked for the plan: a sentence, and one per reason. `gone` could not be found. */
export function sortedWords({ fit, there, refused }: SortedStores, gone = 0): { summary: string; reasons: string[] } {
  const others = refused.reduce((sum, { count }) => sum + count, 0);
  const parts = [
    fit.length === 0 ? 'No store was added to the plan.' : `${stores(fit.length)} added to the plan.`,
    ...(there === 0 ? [] : [`${formatCount(there)} ${there === 1 ? 'was' : 'were'} there already.`]),
    ...(gone === 0 ? [] : [`${formatCount(gone)} ${gone === 1 ? 'is' : 'are'} gone, or not shown to you.`]),
    ...(others === 0 ? [] : [`${formatCount(others)} cannot take the certificate:`]),
  ];
  return { summary: parts.join(' '), reasons: refused.map(({ reason, count }) => `${stores(count)}: ${reason}`) };
}

/** Stores that match what was searched for; null while not all of them were read. */
interface Matching {
  total: number;
  /** How many cannot take the certificate. */
  unfit: number | null;
  /** How many could still be added. */
  left: number | null;
}

/** Why none of the stores that match can be added; undefined where one can, or nobody knows. */
export function noneReason({ total, unfit, left }: Matching): string | undefined {
  if (total === 0) return 'No store matches.';
  if (left !== 0) return undefined;
  if (unfit === total) return 'None of the stores that match can take the certificate.';
  const there = 'in the plan or on its way already';
  if (unfit === 0) return total === 1 ? `It is ${there}.` : `Each that matches is ${there}.`;
  return `Each that matches and can take the certificate is ${there}.`;
}
