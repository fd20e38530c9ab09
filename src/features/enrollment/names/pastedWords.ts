import { readSans, type ReadSan } from '../../../domain/sanText.ts';
import { formatCount } from '../../../ui/numbers.ts';
import { chipOf, joinedChips, readChip, sanChip, type JoinedChips } from './sansForm.ts';

/**
 * The chips with the names of a text behind them: of several names the words of a sentence are none. They come back apart, to
 * be added by `withWords`. Words that stand alone, or among nothing else, are names: nobody pastes a text without any.
 */
export function pastedNames(chips: readonly string[], text: string): JoinedChips & { words: string[] } {
  const read = readSans(text);
  const isWord = wordsAmong(read, chips);
  return {
    ...joinedChips(chips, read.filter((each) => !isWord(each)).map(chipOf)),
    words: [...new Set(read.filter(isWord).map(({ value }) => value))],
  };
}

/** The chips with words of a paste behind them, as the DNS names that they would be. */
export function withWords(chips: readonly string[], words: readonly string[]): JoinedChips {
  return joinedChips(
    chips,
    words.map((value) => sanChip({ kind: 'dns', value: value.replace(/[:.!?]+$/, '') })),
  );
}

/** Which names of a text are words: of letters only, without a dot, and not the host of another name there. */
function wordsAmong(read: readonly ReadSan[], chips: readonly string[]): (each: ReadSan) => boolean {
  if (read.length < 3) return () => false;
  const hosts = new Set(
    [...read.map(({ value }) => value), ...chips.map((chip) => readChip(chip).value)].map(firstLabel),
  );
  // What is typed with its kind in front is meant.
  const isWord = ({ kind, value, text }: ReadSan): boolean =>
    kind === 'dns' &&
    text === value &&
    /^[\p{L}\p{M}'’]+[:.!?]*$/u.test(value) &&
    value.toLowerCase() !== 'localhost' &&
    !hosts.has(value.toLowerCase());
  return read.every(isWord) ? () => false : isWord;
}

/** The first label of a name of several; nothing of a single word. */
const firstLabel = (name: string): string => /^([^.@/]+)\.[^.]/.exec(name.toLowerCase())?.[1] ?? '';

/** What became of the words of a paste, for the line under the field. */
export function wordsLeftOut(words: readonly string[]): string {
  const list = `${words.slice(0, 3).join(', ')}${words.length > 3 ? ', …' : '.'}`;
  return words.length === 1
    ? `1 word without a dot was left out: ${list}`
    : `${formatCount(words.length)} words without a dot were left out: ${list}`;
}
