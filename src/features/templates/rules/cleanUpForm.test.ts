import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanUpFromWire, cleanUpToWire, cleanUpValues, type CleanUpValues } from './cleanUpForm.ts';
import { anyDocument, paths, samples } from './documentsForTests.ts';

const templates = samples.filter(({ kind }) => kind === 'template');
const set = {
  Id: 1,
  CertificateCleanupEnabled: true,
  TimeAfterExpiration: 0,
  TimeAfterExpirationUnits: 2,
  DeleteWithArchivedKey: null,
};

test.each(templates)('$name: nothing changed is the very same object, and is accepted', ({ document }) => {
  const values = cleanUpFromWire(document);
  expect(cleanUpToWire(document, values)).toBe(document);
  expect(cleanUpValues(document).safeParse(values).success).toBe(true);
});

test('whatever a server may send, one edit changes one member, and only one that came', () => {
  const edits = fc.constantFrom<[string, Partial<CleanUpValues>]>(
    ['CertificateCleanupEnabled', { enabled: false }],
    ['TimeAfterExpiration', { delay: '77' }],
    ['TimeAfterExpirationUnits', { unit: 9 }],
    ['DeleteWithArchivedKey', { withKey: true }],
  );
  fc.assert(
    fc.property(
      fc.nat().map((seed) => anyDocument(seed, ['template'])),
      edits,
      ({ document }, [member, edit]) => {
        const came = Object.hasOwn(document, member);
        const edited = cleanUpToWire(document, { ...cleanUpFromWire(document), ...edit });
        expect(paths(document, edited)).toEqual(came ? [[member]] : []);
        expect(cleanUpToWire(edited, cleanUpFromWire(edited))).toBe(edited);
      },
    ),
  );
});

describe('the delay', () => {
  test('0 is a delay, emptied is null', () => {
    expect(cleanUpFromWire(set).delay).toBe('0');
    expect(cleanUpToWire(set, { ...cleanUpFromWire(set), delay: '' })['TimeAfterExpiration']).toBeNull();
    expect(cleanUpToWire(set, { ...cleanUpFromWire(set), delay: '00' })).toBe(set);
  });

  test.each([
    ['', true],
    ['14', true],
    ['-1', false],
    ['2 weeks', false],
    ['99999999999', false],
  ])('"%s": accepted is %s', (delay, accepted) => {
    const result = cleanUpValues(set).safeParse({ ...cleanUpFromWire(set), delay });
    expect(result.success).toBe(accepted);
  });

  test('an odd one that the server holds is not blocked', () => {
    const odd = { ...set, TimeAfterExpiration: -3 };
    expect(cleanUpValues(odd).safeParse(cleanUpFromWire(odd)).success).toBe(true);
  });
});

test('inherit is null, and stays apart from off', () => {
  expect(cleanUpFromWire(set)).toMatchObject({ enabled: true, withKey: null, unit: 2 });
  expect(cleanUpToWire(set, { ...cleanUpFromWire(set), enabled: null })['CertificateCleanupEnabled']).toBeNull();
  expect(cleanUpToWire(set, { ...cleanUpFromWire(set), withKey: false })['DeleteWithArchivedKey']).toBe(false);
});
