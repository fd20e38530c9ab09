import type { DeployStep } from '../../domain/deploySteps.ts';
import type { Fate } from '../../domain/fate.ts';
import type { FollowedOne } from './followEvidence.ts';

const fates: Readonly<Record<Fate, string>> = {
  reached: 'seen in inventory',
  finished: 'finished',
  warning: 'with a warning',
  waiting: 'waiting',
  retrying: 'will retry',
  'not known': 'not known',
  'not sent': 'not sent',
  cancelled: 'cancelled',
  superseded: 'superseded',
  refused: 'not taken',
  failed: 'failed',
};

/** In the order in which they are counted up. */
const fateNames: readonly Fate[] = [
  'reached',
  'finished',
  'warning',
  'waiting',
  'retrying',
  'not known',
  'not sent',
  'cancelled',
  'superseded',
  'refused',
  'failed',
];

/** What became of a store, in words that follow a number as well as a name. */
export const fateWord = (fate: Fate, action: FollowedOne['one']['action']): string =>
  fate === 'reached' && action === 'remove' ? 'gone from inventory' : fates[fate];

export interface FateCount {
  fate: Fate;
  count: number;
  word: string;
}

/** How many stores there are of each end, those without any left out. */
export function countFates(stores: readonly FollowedOne[]): FateCount[] {
  return fateNames.flatMap((fate) => {
    const same = stores.filter((each) => each.fate === fate);
    const [first] = same;
    return first === undefined ? [] : [{ fate, count: same.length, word: fateWord(fate, first.one.action) }];
  });
}

/** Ends that somebody has to do something about. */
const ill: readonly Fate[] = ['failed', 'refused'];

export const isIll = ({ fate }: Pick<FollowedOne, 'fate'>): boolean => ill.includes(fate);

/** "1 of 3 stores failed, 1 not taken."; empty where no store went wrong. */
export function illText(stores: readonly FollowedOne[]): string {
  const wrong = countFates(stores.filter(isIll)).toReversed();
  const of = `of ${stores.length} ${stores.length === 1 ? 'store' : 'stores'} `;
  const words = wrong.map(({ count, word }, at) => `${count} ${at === 0 ? of : ''}${word}`);
  return words.length === 0 ? '' : `${words.join(', ')}.`;
}

/** "2 seen in inventory, 1 waiting". */
export const countText = (stores: readonly FollowedOne[]): string =>
  countFates(stores)
    .map(({ count, word }) => `${count} ${word}`)
    .join(', ');

/** Why a store went wrong, as far as that is known; empty where it did not. */
export const causeOf = (followed: Pick<FollowedOne, 'fate' | 'steps'>): string =>
  isIll(followed) ? (followed.steps.find(({ state }) => state === 'failed')?.detail ?? '') : '';

/** Will a step that is open never be reached, since its store's way has ended before? */
export const isNotReached = (
  { waitsFor, fate }: Pick<FollowedOne, 'waitsFor' | 'fate'>,
  { state }: Pick<DeployStep, 'state'>,
): boolean => state === 'waiting' && waitsFor === null && fate !== 'not sent';
