import { expect, test } from 'vitest';
import { pathsTogether } from './useInventoryTimes.ts';

const places = Array.from({ length: 12 }, (_, at) => ({ machine: `m${at}`, path: `/tls/${at}.pem` }));
const all = () => true;

test('paths are asked for by tens, one that several stores share once', () => {
  const tens = pathsTogether([...places, { machine: 'other', path: '/tls/0.pem' }], all);
  expect(tens.map((ten) => ten.length)).toEqual([10, 2]);
});

test('a store that is asked about later changes only what its own ten is asked with', () => {
  const first = (count: number) => pathsTogether(places, ({ machine }) => machine === 'm11' || machine < `m${count}`);
  expect(pathsTogether(places, ({ machine }) => machine === 'm11')).toEqual([['/tls/11.pem']]);
  expect(first(1).at(-1)).toEqual(['/tls/11.pem']);
  expect(first(1)[0]).toEqual(['/tls/0.pem']);
});
