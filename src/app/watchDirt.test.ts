import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { guardLoss, listenToApp, type HostEvent } from '../host.ts';
import { watchDirt } from './watchDirt.ts';

let told: HostEvent[] = [];
let stop: (() => void)[] = [];
let dirty = false;
const tree = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  dirty = false;
  stop = [
    listenToApp((event) => void told.push(event)),
    guardLoss(() => dirty),
    watchDirt({ getRootNode: () => tree } as unknown as HTMLElement),
  ];
});

afterEach(() => {
  for (const each of stop) each();
  vi.useRealTimers();
});

it('what was typed, and what comes and goes without an event of the page, is told once each', () => {
  vi.advanceTimersByTime(5_000);
  dirty = true;
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual([{ type: 'dirty', dirty: true }]);
  dirty = false;
  vi.advanceTimersByTime(5_000);
  expect(told.slice(1)).toEqual([{ type: 'dirty', dirty: false }]);
  dirty = true;
  tree.dispatchEvent(new Event('input'));
  vi.advanceTimersByTime(300);
  expect(told.slice(2)).toEqual([{ type: 'dirty', dirty: true }]);
});

it('nothing is told, and no timer left, once that is stopped', () => {
  vi.advanceTimersByTime(5_000);
  stop.pop()?.();
  expect(vi.getTimerCount()).toBe(0);
  dirty = true;
  tree.dispatchEvent(new Event('input'));
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual([]);
});
