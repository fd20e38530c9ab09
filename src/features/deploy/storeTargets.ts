import type { Agent } from '../../api/agents.ts';
import { lackedRight, noContainer, RightReason, whyNot } from '../../api/rights.ts';
import type { Me } from '../../api/server.ts';
import type { Store } from '../../api/stores.ts';
import { type KeyCarrying, type StoreTypeRules, whyNotTarget } from '../../domain/deploy.ts';
import { takenWords } from '../../domain/takenWords.ts';
import { formatCount } from '../../ui/numbers.ts';
import { type Reason, reasonWords } from '../../ui/reasonWays.tsx';
import { type PlannedStore, planned } from './deployForm.ts';

/** What decides whether a store can take the certificate. */
export interface TargetRules {
  /** By the number of the type; undefined while they are read. */
  types: ReadonlyMap<number, StoreTypeRules> | undefined;
  /** As `agentsById` puts them; none where they may not be read. */
  agents: ReadonlyMap<string, Agent>;
  /** The caller, as far as the server tells. */
  me: Me | undefined;
  /** Whether this way of deploying carries the private key. */
  keys: KeyCarrying;
  /** Why no plan may name a store, by its id in lower case. */
  closed?: ReadonlyMap<string, string> | undefined;
}

/** Orchestrators by their ids as stores have them. */
export const agentsById = (agents: readonly Agent[]): ReadonlyMap<string, Agent> =>
  new Map(agents.map((agent) => [agent.agentId.toLowerCase(), agent]));

/** The orchestrator of a store, as far as it may be read. */
export const agentOf = (store: Store, { agents }: Pick<TargetRules, 'agents'>): Agent | undefined =>
  store.agentId === null ? undefined : agents.get(store.agentId);

/** What was judged of a caller, by container: a list may have tens of thousands of stores, and has few of those. */
const judged = new WeakMap<Me, Map<number, RightReason | undefined>>();

/** Why the caller may make no job for a store, by the right on its container; undefined where that is held or not known. */
function whyNoJob({ container, containerId }: Store, me: Me | undefined): RightReason | undefined {
  if (me === undefined) return undefined;
  const known = judged.get(me) ?? new Map<number, RightReason | undefined>();
  judged.set(me, known);
  const id = containerId ?? noContainer;
  if (!known.has(id)) known.set(id, judgedFor(me, id, container));
  return known.get(id);
}

function judgedFor(me: Me, containerId: number, container: string | null): RightReason | undefined {
  const scope = { collectionId: null, containerId };
  const lacked = whyNot(me, 'deploy', scope);
  if (lacked === undefined) return undefined;
  const stores = container === null ? 'this store' : `the stores of ${container}`;
  const takes = takenWords(lackedRight(me, 'deploy', scope));
  return new RightReason(`You may not schedule jobs for ${stores}${takes}.`, lacked.tries);
}

/** Why a store cannot take the certificate, or undefined. */
export function whyNotStore(store: Store, rules: TargetRules): Reason | undefined {
  const closed = rules.closed?.get(store.storeId.toLowerCase());
  if (closed !== undefined) return closed;
  if (rules.types === undefined) return 'The store types are still being read.';
  const reason = whyNotTarget({
    type: rules.types.get(store.typeId),
    approved: store.approved,
    agentApproved: agentOf(store, rules)?.approved ?? null,
    keys: rules.keys,
  });
  return reason ?? whyNoJob(store, rules.me);
}

/** Stores that were asked for the plan, sorted. */
export interface SortedStores {
  fit: readonly PlannedStore[];
  /** Those in the plan or on their way already. */
  there: number;
  /** Why the others cannot take the certificate, how many each, and the first of them. */
  refused: readonly { reason: Reason; count: number; first: Store }[];
}

/** Sorts stores into those that go into the plan, those that are there (`taken`, an `idSet`) and those that cannot, by reason. */
export function sortStores(stores: readonly Store[], taken: ReadonlySet<string>, rules: TargetRules): SortedStores {
  const fit: PlannedStore[] = [];
  const refused = new Map<string, SortedStores['refused'][number]>();
  let there = 0;
  for (const store of stores) {
    const type = rules.types?.get(store.typeId);
    const reason = whyNotStore(store, rules);
    if (taken.has(store.storeId)) there += 1;
    else if (reason === undefined && type) fit.push(planned(store, type, rules.keys));
    else if (reason !== undefined) {
      const words = reasonWords(reason);
      const { first, count } = refused.get(words) ?? { first: store, count: 0 };
      refused.set(words, { reason, count: count + 1, first });
    }
  }
  return { fit, there, refused: [...refused.values()].toSorted((a, b) => b.count - a.count) };
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
  return {
    summary: parts.join(' '),
    reasons: refused.map(({ reason, count }) => `${stores(count)}: ${reasonWords(reason)}`),
  };
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
