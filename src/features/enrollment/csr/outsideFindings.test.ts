import { expect, test } from 'vitest';
import { outsideFindings } from './outsideFindings.ts';

test('names outside the request are said to be at the mercy of the CA, also where the request has no names to lose', () => {
  expect(outsideFindings([])).toEqual([]);
  const [one, ...more] = outsideFindings(['dns:app02.example.com']);
  expect(more).toEqual([]);
  expect(one).toMatchObject({ grade: 'worth a look', where: 'sans' });
  expect(one?.text).toMatch(/^1 name outside the request: some CAs ignore it, some add it, some take it instead/);
  expect(outsideFindings(['dns:b.example.com', 'dns:c.example.com'])[0]?.text).toMatch(/^2 names .* ignore them/);
});
