import { type KeyCarrying, keyIsChosen, startValue, type StoreTypeRules } from '../../domain/deploy.ts';
import { isAsked, planProblems, type PlannedStore } from './deployForm.ts';
import type { KnownInventory, PlanFinding } from './planFindings.ts';

/** What the last inventory of a store holds, in words. */
export function storedWord(known: KnownInventory | undefined): string {
  if (known?.gone === true) return 'The server has no inventory of this store.';
  if (known?.failed === true) return 'The inventory of this store could not be read.';
  if (known?.entries === null) return 'You may not read the inventory of this store.';
  if (!known?.entries) return 'Reading the inventory …';
  const count = known.entries.length;
  if (count === 0) return 'The last inventory holds nothing.';
  return `The last inventory holds ${count} ${count === 1 ? 'entry' : 'entries'}.`;
}

/** A planned store as one row of text. Plain texts, so that a row is drawn again only where one of them changed. */
export interface PlanRowWords {
  /** Empty where there is none. */
  alias: string;
  /** Said in place of an alias. */
  unnamed: string;
  /** Everything else that was chosen. */
  more: string;
  /** What keeps it from being sent; empty where nothing does. */
  missing: string;
  /** The gravest warning about it, with what it is based on; empty where there is none. */
  warning: string;
}

/** What a type of stores is called, wherever it is named. */
export const typeName = (type: Pick<StoreTypeRules, 'name' | 'shortName'> | undefined): string =>
  type?.name || type?.shortName || 'unknown type';

/** So many parameters are named in a row. */
const namedAtOnce = 3;

/** The parameters of a store, those first that are not as its type has them; a secret is not shown. */
export function parameterWords(store: PlannedStore, most = Infinity): string[] {
  const asked = store.rules.entryParameters.filter(({ name }) => isAsked(store, name));
  const changed: string[] = [];
  const usual: string[] = [];
  for (const parameter of asked) {
    const { name, label, kind } = parameter;
    const value = store.properties.find((property) => property.name === name)?.value ?? '';
    const isUsual = value === startValue(parameter);
    if (!isUsual) changed.push(`${label}: ${value === '' ? 'none' : kind === 'secret' ? 'set' : value}`);
    else if (kind !== 'secret' && value !== '') usual.push(`${label}: ${value}`);
  }
  const all = [...changed, ...usual];
  const further = all.length - most;
  return further > 0 ? [...all.slice(0, most), `and ${further} more`] : all;
}

/** The text of one row of a plan. */
export function planRowWords(store: PlannedStore, keys: KeyCarrying, findings: readonly PlanFinding[]): PlanRowWords {
  const { rules, overwrite } = store;
  const grave = findings.find(({ kind }) => kind === 'warning');
  return {
    alias: store.alias.trim(),
    unnamed: rules.alias === 'forbidden' ? 'named by the store' : 'no alias',
    more: [
      overwrite ? 'overwrites' : '',
      keyIsChosen(rules.privateKey, keys) ? (store.privateKey ? 'with its key' : 'without its key') : '',
      store.entryPassword === '' ? '' : 'entry password set',
      ...parameterWords(store, namedAtOnce),
    ]
      .filter((part) => part !== '')
      .join(', '),
    missing: planProblems(store)
      .map(({ message }) => message)
      .join(' '),
    warning: grave === undefined ? '' : `${grave.what}. ${grave.detail}`,
  };
}
