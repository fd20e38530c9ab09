import type { Asked } from './askedStores.ts';

const minuteMs = 60_000;

/**
 * Milliseconds until the server is asked again: two seconds at first, half as long again each time, at most a minute. Where
 * everything that is open starts later, five minutes, or just after the first start. `answers`: how many came so far.
 */
export function pollMs(answers: number, open: readonly Asked[], now: Date): number {
  const usual = Math.min(minuteMs, 2_000 * 1.5 ** Math.min(answers, 10));
  const starts = open.map(({ startsAt }) => (startsAt === null ? 0 : Date.parse(startsAt)));
  const untilFirst = Math.min(...starts) - now.getTime();
  return open.length > 0 && untilFirst > minuteMs ? Math.min(5 * minuteMs, untilFirst + 5_000) : usual;
}
