import { expect, test } from 'vitest';
import { fewAtOnce } from './fewAtOnce.ts';

test('never more than so many calls run, all of them do in their order, and a failure stops none', async () => {
  const few = fewAtOnce(3);
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  const call = (at: number) =>
    few(async () => {
      begun.push(at);
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      if (at % 4 === 0) throw new Error(`${at}`);
      return at;
    });
  const all = Array.from({ length: 20 }, (_, at) => at);
  const ended = await Promise.allSettled(all.map(call));
  expect(most).toBe(3);
  expect(begun).toEqual(all);
  expect(ended.map(({ status }) => status === 'rejected')).toEqual(all.map((at) => at % 4 === 0));
  expect(await call(21)).toBe(21);
});
