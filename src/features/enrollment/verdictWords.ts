import { takenWords } from '../../domain/takenWords.ts';
import type { Setup } from './setup.ts';

/** What of the rules in force the caller may not read, in words; empty where everything could be judged. */
export function unreadRules(setup: Pick<Setup, 'rulesReadable' | 'keyLayers' | 'metadata' | 'lacked'>): string[] {
  return [
    setup.rulesReadable ? '' : 'the rules of this choice',
    setup.keyLayers.some(({ origin }) => origin === 'not known')
      ? `some of the rules on keys${takenWords(setup.lacked.keys)}`
      : '',
    setup.metadata === null ? `the metadata fields${takenWords(setup.lacked.metadata)}` : '',
  ].filter((words) => words !== '');
}

/** What it means that nothing was found. */
export function nothingFoundWords(setup: Parameters<typeof unreadRules>[0]): string {
  const unread = unreadRules(setup);
  return unread.length === 0
    ? 'Nothing stands out under the rules that apply.'
    : `Nothing stands out under the rules that you may read. Not readable here: ${unread.join(', ')}.`;
}
