import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyDocument, paths, sample, samples } from './documentsForTests.ts';
import { requestersFromWire, requestersToWire } from './requestersForm.ts';

const templates = samples.filter(({ kind }) => kind === 'template');

test.each(templates)('$name: nothing changed is the very same object', ({ document }) => {
  expect(requestersToWire(document, requestersFromWire(document))).toBe(document);
});

test('whatever a server may send, nothing moves without an edit and one edit changes one member', () => {
  fc.assert(
    fc.property(
      fc.nat().map((seed) => anyDocument(seed, ['template'])),
      fc.boolean(),
      ({ document }, toggled) => {
        const values = requestersFromWire(document);
        expect(requestersToWire(document, values)).toBe(document);
        const now = toggled
          ? { ...values, restrict: !values.restrict }
          : { ...values, roles: [...values.roles, 'New'] };
        const edited = requestersToWire(document, now);
        expect(paths(document, edited)).toEqual([[toggled ? 'UseAllowedRequesters' : 'AllowedRequesters']]);
        expect(requestersFromWire(edited)).toEqual(now);
      },
    ),
  );
});

describe('the names', () => {
  const template = { Id: 1, UseAllowedRequesters: true, AllowedRequesters: ['A', 7, 'B', 'A'] };

  test('a role taken out and put back is no change', () => {
    expect(requestersToWire(template, { restrict: true, roles: ['B', 'A'] })).toBe(template);
  });

  test('one that goes, goes with its repeats; what is no name stays; a new one comes last', () => {
    expect(requestersToWire(template, { restrict: true, roles: ['C', 'B'] })['AllowedRequesters']).toEqual([
      7,
      'B',
      'C',
    ]);
  });

  test('an emptied list is sent empty, one that never came is not invented', () => {
    const full = sample('template-24.4');
    expect(requestersToWire(full, { restrict: true, roles: [] })['AllowedRequesters']).toEqual([]);
    expect(requestersToWire({ Id: 1 }, { restrict: true, roles: [] })).toEqual({ Id: 1, UseAllowedRequesters: true });
  });
});
