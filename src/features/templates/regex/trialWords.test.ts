import { expect, test } from 'vitest';
import { matchedParts, trialWords, type Expected } from './trialWords.ts';

const matches = { verdict: 'matches', start: 1, end: 3 } as const;
const not = { verdict: 'does not match' } as const;

test.each<[typeof matches | typeof not, Expected, string]>([
  [matches, null, 'ok: Matches'],
  [not, null, 'error: Does not match'],
  [matches, 'match', 'ok: Matches, as it should'],
  [matches, 'no match', 'error: Matches, but should not'],
  [not, 'match', 'error: Does not match, but should'],
  [not, 'no match', 'ok: Does not match, as it should'],
])('%j where %j is expected: %s', (result, expected, said) => {
  const { kind, text } = trialWords(result, expected);
  expect(`${kind}: ${text}`).toBe(said);
});

test('what cannot be judged is no disagreement, and says why', () => {
  expect(trialWords({ verdict: 'cannot tell', why: '\\A is known to .NET only' }, 'match')).toEqual({
    kind: 'unknown',
    text: 'Cannot be judged here: \\A is known to .NET only',
  });
  expect(trialWords('too long', 'match').text).toBe('Took too long here; the server may refuse or hang, too');
});

test('the matched part is cut out where its place is known', () => {
  expect(matchedParts('abcd', matches)).toEqual(['a', 'bc', 'd']);
  expect(matchedParts('abcd', { verdict: 'matches' })).toBe(null);
  expect(matchedParts('abcd', not)).toBe(null);
  expect(matchedParts('abcd', 'too long')).toBe(null);
});
