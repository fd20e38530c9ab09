import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { changes, type Json, merge3 } from './merge.ts';

// Few keys and values, so that the three documents meet often; "__proto__" and the like must be ordinary members.
const key = fc.constantFrom('a', 'b', 'Regex', '__proto__', 'toString');
const { document } = fc.letrec<{ document: Json; value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Json[]>(null, true, false, 0, 1, '', 'x', [], [1], [{ a: 1 }]),
    tie('document'),
  ),
  document: fc
    .uniqueArray(fc.tuple(key, tie('value')), { selector: ([name]) => name, maxLength: 4 })
    .map((entries): Json => Object.fromEntries(entries)),
}));

test('what only they changed is taken, without a clash', () => {
  fc.assert(
    fc.property(document, document, (base, theirs) => {
      const result = merge3(base, base, theirs);
      expect(result.merged).toEqual(theirs);
      expect(result.clashes).toEqual([]);
      expect(result.theirChanges).toEqual(changes(base, theirs));
    }),
  );
});

test('what only I changed stays, without a clash', () => {
  fc.assert(
    fc.property(document, document, (base, mine) => {
      const result = merge3(base, mine, base);
      expect([result.merged, result.clashes, result.theirChanges]).toEqual([mine, [], []]);
    }),
  );
});

test('the same change on both sides is no clash', () => {
  fc.assert(
    fc.property(document, document, (base, both) => {
      const result = merge3(base, both, both);
      expect([result.merged, result.clashes]).toEqual([both, []]);
    }),
  );
});

function at(value: Json | undefined, path: readonly (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, step) => {
    const object = inner as { [k: string]: Json };
    return Object.hasOwn(object, step) ? object[step] : undefined;
  }, value);
}

test('every change of either side is in the result, or its place is a clash', () => {
  fc.assert(
    fc.property(document, document, document, (base, mine, theirs) => {
      const { merged, clashes } = merge3(base, mine, theirs);
      const startsWith = (path: readonly unknown[], other: readonly unknown[]) =>
        other.every((step, i) => path[i] === step);
      const clashing = (path: readonly unknown[]) =>
        clashes.some((c) => startsWith(path, c.path) || startsWith(c.path, path));
      const taken = [...changes(base, mine), ...changes(base, theirs)].filter((change) => !clashing(change.path));
      expect(taken.map(({ path }) => at(merged, path))).toEqual(taken.map(({ after }) => after));
    }),
    { numRuns: 500 },
  );
});

test('edits of different members both survive, members nobody knows included', () => {
  const base = { Name: 'a', Policy: { AllowWildcards: null, New25: { x: 1 } }, List: [1] };
  const mine = { Name: 'b', Policy: { AllowWildcards: null, New25: { x: 1 } }, List: [1] };
  const theirs = { Name: 'a', Policy: { AllowWildcards: true, New25: { x: 2 }, Later: 'y' }, List: [1, 2] };
  expect(merge3(base, mine, theirs)).toMatchObject({
    merged: { Name: 'b', Policy: { AllowWildcards: true, New25: { x: 2 }, Later: 'y' }, List: [1, 2] },
    clashes: [],
  });
});

test('a clash names the place and keeps mine, also where one side removed the member', () => {
  expect(merge3({ a: { b: 1, c: 1 } }, { a: { b: 2, c: 1 } }, { a: { c: 2 } })).toEqual({
    merged: { a: { b: 2, c: 2 } },
    clashes: [{ path: ['a', 'b'], base: 1, mine: 2, theirs: undefined }],
    theirChanges: [
      { path: ['a', 'b'], before: 1, after: undefined },
      { path: ['a', 'c'], before: 1, after: 2 },
    ],
  });
  expect(merge3({ a: 1 }, {}, { a: 2 })).toMatchObject({ merged: {}, clashes: [{ path: ['a'], mine: undefined }] });
});

test('a list is one value: changed on both sides it is one clash', () => {
  expect(merge3({ l: [1, 2] }, { l: [1, 3] }, { l: [0, 2] }).clashes).toEqual([
    { path: ['l'], base: [1, 2], mine: [1, 3], theirs: [0, 2] },
  ]);
});

test('null, false and not there are three values, and the order of members is none', () => {
  expect(changes({ a: null, b: 1 }, { b: 1 })).toEqual([{ path: ['a'], before: null, after: undefined }]);
  expect(changes({ a: null }, { a: false })).toHaveLength(1);
  expect(changes({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual([]);
  expect(changes(1, 2)).toEqual([{ path: [], before: 1, after: 2 }]);
});
