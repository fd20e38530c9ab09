import { keptSamples } from '../../../kept.ts';
import { longestSample, mostSamples, samplesOf, withSamples } from './samples.ts';
import type { Expected } from './trialWords.ts';

/** A value that the user tries on a regex, and what is expected of it. */
export interface Attempt {
  key: number;
  value: string;
  expected: Expected;
}

/** Where values are tried. Without a scope (a document that is not stored yet) nothing is kept for later. */
export interface AttemptPlace {
  scope: string | null;
  part: string;
}

let lastKey = 0;

/** A new value to try. */
export const newAttempt = (value: string, expected: Expected): Attempt => ({ key: ++lastKey, value, expected });

/** Whether values of this place outlive the page. */
export const isKept = ({ scope, part }: AttemptPlace): boolean => scope !== null && part !== '';

/** Whether one more value can be kept as it is. */
export function fits(attempts: readonly Attempt[]): boolean {
  const counts = (['match', 'no match'] as const).map((each) => attempts.filter((one) => one.expected === each));
  return counts.every((list) => list.length <= mostSamples && list.every(({ value }) => value.length <= longestSample));
}

const valuesOf = (attempts: readonly Attempt[], expected: Expected) =>
  attempts.filter((each) => each.expected === expected).map(({ value }) => value);

// What was tried stays while the page is open, so that a row can be closed, moved or scrolled away.
const tried = new Map<string, readonly Attempt[]>();
const listeners = new Set<() => void>();
const keyOf = ({ scope, part }: AttemptPlace) => JSON.stringify([scope, part]);

/** The values of a place, at first those kept on this browser and an empty one; the same list until it is changed. */
export function readAttempts(place: AttemptPlace): readonly Attempt[] {
  const key = keyOf(place);
  const held = tried.get(key);
  if (held) return held;
  const { good, bad } = samplesOf(keptSamples.read().sets, place.scope ?? '', place.part);
  const fresh = [
    ...good.map((value) => newAttempt(value, 'match')),
    ...bad.map((value) => newAttempt(value, 'no match')),
    newAttempt('', null),
  ];
  tried.set(key, fresh);
  return fresh;
}

/** Puts other values in a place; those with an expectation are kept on this browser. */
export function writeAttempts(place: AttemptPlace, attempts: readonly Attempt[]): void {
  tried.set(keyOf(place), attempts);
  if (place.scope !== null && place.part !== '') {
    const [good, bad] = [valuesOf(attempts, 'match'), valuesOf(attempts, 'no match')];
    const { sets } = keptSamples.read();
    const before = samplesOf(sets, place.scope, place.part);
    const set = { scope: place.scope, part: place.part, good, bad };
    if (JSON.stringify(before) !== JSON.stringify(set)) keptSamples.write({ sets: withSamples(sets, set) });
  }
  for (const listener of listeners) listener();
}

/** Tells when values of any place change; returns how to stop. */
export function watchAttempts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
