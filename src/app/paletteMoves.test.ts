import { expect, test } from 'vitest';
import { fitting, moved } from './paletteMoves.ts';

const find = (label: string) => ({ key: label, label, hint: '', to: `/${label}` });
const groups = [
  { name: 'Screens', finds: [find('a'), find('b')] },
  { name: 'Certificates', finds: [find('c')] },
];

test('arrows go through all groups and around at the ends', () => {
  expect(moved(groups, 'b', 'ArrowDown')).toBe('c');
  expect(moved(groups, 'c', 'ArrowDown')).toBe('a');
  expect(moved(groups, 'a', 'ArrowUp')).toBe('c');
});

test('what is no longer found gives way to the first that is; without finds there is none', () => {
  expect(moved(groups, 'gone', '')).toBe('a');
  expect(moved(groups, 'b', '')).toBe('b');
  expect(moved(groups, null, '')).toBe('a');
  expect(moved([], 'a', 'ArrowDown')).toBeNull();
});

test('a screen fits when its name holds every word, in any letter case', () => {
  const screens = [find('Enroll PFX'), find('Enroll CSR'), find('Templates')];
  expect(fitting(screens, 'ENR csr', 5).map(({ label }) => label)).toEqual(['Enroll CSR']);
  expect(fitting(screens, '', 2)).toHaveLength(2);
});
