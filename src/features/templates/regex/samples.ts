import type { SampleSet } from '../../../kept.ts';

/** The longest value that is kept, in characters. */
export const longestSample = 512;
/** How many values are kept for a subject part, and how many characters for all. */
export const mostSamples = 40;
const mostCharacters = 100_000;

const sizeOf = ({ good, bad }: SampleSet) => [...good, ...bad].reduce((sum, value) => sum + value.length + 4, 40);
const isOf = (set: SampleSet, scope: string, part: string) => set.scope === scope && set.part === part;

/** What is kept for a subject part of a document. */
export function samplesOf(sets: readonly SampleSet[], scope: string, part: string): SampleSet {
  return sets.find((set) => isOf(set, scope, part)) ?? { scope, part, good: [], bad: [] };
}

/**
 * The kept sets with this one in place of the former, as the newest. What is too long or too many is left out, an empty
 * set goes, and the oldest sets go when all become too large.
 */
export function withSamples(sets: readonly SampleSet[], { scope, part, good, bad }: SampleSet): SampleSet[] {
  const short = (values: readonly string[]) =>
    [...new Set(values)].filter((value) => value.length <= longestSample).slice(0, mostSamples);
  const fresh = { scope, part, good: short(good), bad: short(bad) };
  const others = sets.filter((set) => !isOf(set, scope, part));
  const all = fresh.good.length + fresh.bad.length === 0 ? others : [...others, fresh];
  let room = mostCharacters;
  const fitting = all.toReversed().findIndex((set) => (room -= sizeOf(set)) < 0);
  return fitting === -1 ? all : all.slice(all.length - fitting);
}

/** Name and content of the file with everything kept for a document, by subject part. */
export function samplesFile(sets: readonly SampleSet[], scope: string): { name: string; content: string } {
  const samples = sets
    .filter((set) => set.scope === scope)
    .map(({ part, good, bad }) => ({ subjectPart: part, shouldMatch: good, shouldNotMatch: bad }));
  const content = `${JSON.stringify({ document: scope, samples }, null, 2)}\n`;
  return { name: `regex-samples-${scope.replaceAll(' ', '-')}.json`, content };
}
