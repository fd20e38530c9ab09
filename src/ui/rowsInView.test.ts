import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowsAtFirst, rowsInView } from './useRowWindow.ts';

const rowPx = 36;

describe('the rows that are drawn', () => {
  test('are those in view, and 576 pixels beyond on both sides', () => {
    expect(rowsInView({ scrollTop: 0, height: 720 }, rowPx, 5000)).toEqual({ from: 0, to: 40 });
    expect(rowsInView({ scrollTop: 3600, height: 720 }, rowPx, 5000)).toEqual({ from: 84, to: 140 });
  });

  test('are at first those in view, and none while the height is not known', () => {
    expect(rowsAtFirst(720, rowPx, 5000)).toEqual({ from: 0, to: 20 });
    expect(rowsAtFirst(436, 52, 5000)).toEqual({ from: 0, to: 9 });
    expect(rowsAtFirst(720, rowPx, 3)).toEqual({ from: 0, to: 3 });
    expect(rowsAtFirst(0, rowPx, 5000)).toEqual({ from: 0, to: 0 });
  });

  test('stay the same until four rows have passed', () => {
    const at = (scrollTop: number) => rowsInView({ scrollTop, height: 720 }, rowPx, 5000);
    expect(at(3600 + 4 * rowPx - 1)).toEqual(at(3600));
    expect(at(3600 + 4 * rowPx)).not.toEqual(at(3600));
  });

  test('end with the list', () => {
    expect(rowsInView({ scrollTop: 0, height: 720 }, rowPx, 3)).toEqual({ from: 0, to: 3 });
    expect(rowsInView({ scrollTop: 0, height: 720 }, rowPx, 0)).toEqual({ from: 0, to: 0 });
    expect(rowsInView({ scrollTop: 36_000, height: 720 }, rowPx, 10).to).toBe(10);
  });

  test('leave no gap in sight, wherever the list is scrolled to', () => {
    const places = fc.record({
      scrollTop: fc.integer({ min: 0, max: 2_000_000 }),
      height: fc.integer({ min: 1, max: 3000 }),
      count: fc.integer({ min: 1, max: 50_000 }),
    });
    fc.assert(
      fc.property(places, fc.constantFrom(30, 36, 52), ({ scrollTop, height, count }, px) => {
        const { from, to } = rowsInView({ scrollTop, height }, px, count);
        const firstSeen = Math.min(count - 1, Math.floor(scrollTop / px));
        const lastSeen = Math.min(count - 1, Math.floor((scrollTop + height) / px));
        expect(from).toBeLessThanOrEqual(firstSeen);
        expect(to).toBeGreaterThan(lastSeen);
      }),
    );
  });
});
