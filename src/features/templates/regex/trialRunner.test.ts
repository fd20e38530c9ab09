import { expect, test } from 'vitest';
import type { Trial } from '../../../domain/regex.ts';
import { trialLimitMs, trialRunner, type OpenWorker, type TrialJob, type TrialResult } from './trialRunner.ts';

type Events = Parameters<OpenWorker>[0];

/** A runner whose workers and clock are in the hands of the test. */
function bench(possible = true) {
  const workers: { events: Events; sent: TrialJob[]; open: boolean }[] = [];
  const clocks: { milliseconds: number; ring: () => void; on: boolean }[] = [];
  const results: [string, TrialResult][] = [];
  const run = trialRunner(
    (events) => {
      if (!possible) return null;
      const worker = { events, sent: [] as TrialJob[], open: true };
      workers.push(worker);
      return { send: (job) => worker.sent.push(job), close: () => (worker.open = false) };
    },
    (milliseconds, ring) => {
      const clock = { milliseconds, ring, on: true };
      clocks.push(clock);
      return () => {
        clock.on = false;
      };
    },
  );
  return {
    workers,
    clocks,
    results,
    start: (value: string, pattern = '^a+$') =>
      run({ pattern, value, caseSensitive: true }, (result) => results.push([value, result])),
    worker: (at: number) => {
      const found = workers[at];
      if (!found) throw new Error(`no worker ${at}`);
      return found;
    },
    timeIsUp: () => {
      for (const clock of clocks.filter((each) => each.on)) {
        clock.on = false;
        clock.ring();
      }
    },
  };
}
const matches: Trial = { verdict: 'matches', start: 0, end: 1 };
const values = (sent: readonly TrialJob[]) => sent.map((job) => job.value);

test('values are tried one after the other, and time is counted only once the worker has started', () => {
  const { start, worker, clocks, results } = bench();
  start('a');
  start('b');
  expect(values(worker(0).sent)).toEqual([]);
  expect(clocks).toEqual([]);
  worker(0).events.onReady();
  expect(values(worker(0).sent)).toEqual(['a']);
  expect(clocks.map((clock) => clock.milliseconds)).toEqual([trialLimitMs]);
  worker(0).events.onAnswer(matches);
  expect(clocks[0]?.on).toBe(false);
  expect(values(worker(0).sent)).toEqual(['a', 'b']);
  worker(0).events.onAnswer({ verdict: 'does not match' });
  expect(results).toEqual([
    ['a', matches],
    ['b', { verdict: 'does not match' }],
  ]);
});

test('a value that takes too long ends its worker, and the next value has a new one', () => {
  const { start, worker, workers, results, timeIsUp } = bench();
  start('slow');
  start('b');
  worker(0).events.onReady();
  timeIsUp();
  expect(worker(0).open).toBe(false);
  expect(results).toEqual([['slow', 'too long']]);
  worker(0).events.onAnswer(matches);
  expect(results).toHaveLength(1);
  worker(1).events.onReady();
  worker(1).events.onAnswer(matches);
  expect(results.at(-1)).toEqual(['b', matches]);
  expect(workers).toHaveLength(2);
});

test('a trial that is given up is not run, or at least not told of', () => {
  const { start, worker, results } = bench();
  const giveUp = [start('a'), start('b')];
  start('c');
  worker(0).events.onReady();
  for (const stop of giveUp) stop();
  worker(0).events.onAnswer(matches);
  expect(values(worker(0).sent)).toEqual(['a', 'c']);
  worker(0).events.onAnswer(matches);
  expect(results).toEqual([['c', matches]]);
});

test('where no worker can be had, harmless values are judged all the same', () => {
  const { start, results } = bench(false);
  start('aa');
  start('a'.repeat(40), '^(a+)+$');
  expect(results).toEqual([
    ['aa', { verdict: 'matches', start: 0, end: 2 }],
    ['a'.repeat(40), { verdict: 'cannot tell', why: 'it could take very long' }],
  ]);
});

test('a worker that fails loses no value', () => {
  const { start, worker, workers, results, clocks } = bench();
  start('a');
  start('b');
  worker(0).events.onReady();
  worker(0).events.onFailure();
  expect(results).toEqual([
    ['a', { verdict: 'matches', start: 0, end: 1 }],
    ['b', { verdict: 'does not match' }],
  ]);
  expect(clocks.some((clock) => clock.on)).toBe(false);
  expect(workers).toHaveLength(1);
});
