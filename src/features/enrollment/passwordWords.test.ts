import { expect, test } from 'vitest';
import { javaFindings } from './passwordWords.ts';

test('a password beyond ASCII is said to keep Java out of a PFX for certain, and out of other files perhaps', () => {
  expect(javaFindings('Plain-2026!', 'a PFX')).toEqual([]);
  expect(javaFindings('Größe', 'a PFX')).toMatchObject([{ where: 'password', grade: 'worth a look' }]);
  expect(javaFindings('Größe', 'a PFX')[0]?.text).toMatch(/^Java cannot open a PFX with this password/);
  expect(javaFindings('Größe', 'a key file')[0]?.text).toMatch(/^Java may not open a key file/);
});
