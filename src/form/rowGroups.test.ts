import { describe, expect, test } from 'vitest';
import { rowGroups } from './rowGroups.ts';

const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `r${from + at}`);
const rowsOf = (groups: ReturnType<typeof rowGroups>) => groups.map((group) => group.ids);

describe('rows are grouped', () => {
  const first = rowGroups([], ids(0, 20));

  test('by eight, in their order', () => {
    expect(rowsOf(first)).toEqual([ids(0, 8), ids(8, 16), ids(16, 20)]);
  });

  test('and none changes its group because another one goes', () => {
    const rest = ids(0, 20).filter((id) => id !== 'r0' && id !== 'r9');
    const after = rowGroups(first, rest);
    expect(after.map(({ key }) => key)).toEqual(first.map(({ key }) => key));
    expect(rowsOf(after)).toEqual([ids(1, 8), ['r8', ...ids(10, 16)], ids(16, 20)]);
  });

  test('a new one joins the row before it, and opens a group after a full one', () => {
    const inside = rowGroups(first, [...ids(0, 3), 'new', ...ids(3, 20)]);
    expect(rowsOf(inside)[0]).toEqual([...ids(0, 3), 'new', ...ids(3, 8)]);
    const between = rowGroups(first, [...ids(0, 8), 'new', ...ids(8, 20)]);
    expect(rowsOf(between)).toEqual([ids(0, 8), ['new'], ids(8, 16), ids(16, 20)]);
    expect(rowsOf(rowGroups(first, ['new', ...ids(0, 20)]))[0]).toEqual(['new']);
  });

  test('one that is moved over an edge stays itself, and every group is there once', () => {
    const moved = rowGroups(first, [...ids(0, 7), 'r8', 'r7', ...ids(9, 20)]);
    expect(rowsOf(moved)).toEqual([ids(0, 7), ['r8', 'r7', ...ids(9, 16)], ids(16, 20)]);
    expect(new Set(moved.map(({ key }) => key)).size).toBe(3);
  });

  test('in whatever order they come, each is there once and in its place', () => {
    const shuffled = ids(0, 20).toSorted((a, b) => ((Number(a.slice(1)) * 7) % 20) - ((Number(b.slice(1)) * 7) % 20));
    const groups = rowGroups(first, shuffled);
    expect(rowsOf(groups).flat()).toEqual(shuffled);
    expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length);
  });
});
