import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyDocument, paths, samples } from './documentsForTests.ts';
import { enrollTypesFromWire, enrollTypesToWire } from './enrollTypesForm.ts';

const documents = samples.filter(({ kind }) => kind !== 'settings');

test.each(documents)('$name: nothing changed is the very same object', ({ document }) => {
  expect(enrollTypesToWire(document, enrollTypesFromWire(document))).toBe(document);
});

test('one kind changes its bit and no other, whatever number came', () => {
  const kinds = fc.constantFrom(['pfx', 1] as const, ['csr', 2] as const, ['csrGeneration', 4] as const);
  fc.assert(
    fc.property(
      fc.nat().map((seed) => anyDocument(seed, ['template', 'pattern'])),
      fc.nat(2 ** 40),
      kinds,
      ({ document }, mask, [kind, bit]) => {
        const came = { ...document, AllowedEnrollmentTypes: mask };
        const values = enrollTypesFromWire(came);
        expect(enrollTypesToWire(came, values)).toBe(came);
        const edited = enrollTypesToWire(came, { ...values, [kind]: !values[kind] });
        expect(paths(came, edited)).toEqual([['AllowedEnrollmentTypes']]);
        expect(edited['AllowedEnrollmentTypes']).toBe(values[kind] ? mask - bit : mask + bit);
      },
    ),
  );
});

test('a mask that is null or missing is nothing allowed, and stays what it is until a kind is chosen', () => {
  const none = { pfx: false, csr: false, csrGeneration: false };
  for (const document of [{ AllowedEnrollmentTypes: null }, {}]) {
    expect(enrollTypesFromWire(document)).toEqual(none);
    expect(enrollTypesToWire(document, none)).toBe(document);
    expect(enrollTypesToWire(document, { ...none, csr: true })).toEqual({ AllowedEnrollmentTypes: 2 });
  }
});
