import { expect, test } from 'vitest';
import { generatePassword, isPlainPassword, passwordProblem } from './password.ts';

function seeded(seed: number) {
  let state = seed;
  return (n: number) => Uint8Array.from({ length: n }, () => (state = (state * 1664525 + 1013904223) >>> 0) >>> 24);
}

test('a password has the asked length, every class, and only signs that IIS, shells and eyes take', () => {
  for (let seed = 1; seed < 300; seed++) {
    const text = generatePassword(4 + (seed % 30), seeded(seed));
    expect(text).toMatch(/^[A-HJ-NP-Za-kmnp-z2-9._!-]+$/);
    expect(text).toHaveLength(4 + (seed % 30));
    for (const form of [/[A-Z]/, /[a-z]/, /[0-9]/, /[-_.!]/]) expect(text).toMatch(form);
  }
});

test('no sign is more likely than another', () => {
  const counts = new Map<string, number>();
  const random = seeded(7);
  for (let i = 0; i < 200; i++)
    for (const sign of generatePassword(300, random)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  expect(counts.size).toBe(60);
  // 60,000 draws, 1000 each expected, standard deviation about 31.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(160);
});

test('bytes that would favour some signs are thrown away', () => {
  let calls = 0;
  const rest = seeded(3);
  const random = (n: number) => (calls++ === 0 ? new Uint8Array(n).fill(240) : rest(n));
  expect(generatePassword(12, random)).toBe(generatePassword(12, seeded(3)));
});

test('a source that is not random is noticed', () => {
  expect(() => generatePassword(12, (n) => new Uint8Array(n))).toThrow('random');
  expect(() => generatePassword(12, (n) => new Uint8Array(n).fill(255))).toThrow('random');
});

test('what is short or holds a line break is refused, anything else is the server’s to judge', () => {
  expect(passwordProblem('', 12)).toContain('Enter');
  expect(passwordProblem('a'.repeat(11), 12)).toContain('12');
  expect(passwordProblem(`${'a'.repeat(12)}\n`, 12)).toContain('line breaks');
  expect(passwordProblem(' påss wörd & more', 12)).toBeUndefined();
});

test('a password with a sign beyond ASCII is not plain, whatever the sign', () => {
  expect(['', 'a B~9', 'Vq7-hdk2'].map(isPlainPassword)).toEqual([true, true, true]);
  expect(['påss', 'pass€', 'pass\u00a0word', 'pass😀'].map(isPlainPassword)).toEqual([false, false, false, false]);
});
