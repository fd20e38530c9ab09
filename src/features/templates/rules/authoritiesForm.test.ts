import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patternBody } from '../../../api/patternBody.ts';
import { rowsOf } from '../../../api/wireDocument.ts';
import { authoritiesFromWire, authoritiesToWire, authoritiesValues } from './authoritiesForm.ts';
import { anyDocument, paths, sample, samples } from './documentsForTests.ts';

const patterns = samples.filter(({ kind }) => kind === 'pattern');
const full = sample('pattern-25.4-full');

test.each(patterns)('$name: nothing changed is the very same object', ({ document }) => {
  expect(authoritiesToWire(document, authoritiesFromWire(document))).toBe(document);
});

test('whatever a server may send, nothing moves without an edit, and another authority changes the list only', () => {
  fc.assert(
    fc.property(
      fc.nat().map((seed) => anyDocument(seed, ['pattern'])),
      ({ document }) => {
        const values = authoritiesFromWire(document);
        expect(authoritiesToWire(document, values)).toBe(document);
        const now = { ...values, ids: [...values.ids, 99] };
        const edited = authoritiesToWire(document, now);
        expect(paths(document, edited)).toEqual([['CertificateAuthorities']]);
        expect(authoritiesFromWire(edited)).toEqual(now);
      },
    ),
  );
});

test('an authority that stays is the object that came, a new one is an id; the request carries ids', () => {
  const edited = authoritiesToWire(full, { restrict: true, ids: [8, 3] });
  expect(rowsOf(edited['CertificateAuthorities'])[0]).toBe(rowsOf(full['CertificateAuthorities'])[0]);
  expect(patternBody(edited)['CertificateAuthorities']).toEqual([3, 8]);
});

test('lifting the restriction empties the list with it, and nothing else', () => {
  const edited = authoritiesToWire(full, { restrict: false, ids: [3] });
  expect(edited).toMatchObject({ RestrictCAs: false, CertificateAuthorities: [] });
  expect(paths(full, edited)).toEqual([['CertificateAuthorities'], ['RestrictCAs']]);
  const unset = { RestrictCAs: true, CertificateAuthorities: [] };
  expect(paths(unset, authoritiesToWire(unset, { restrict: false, ids: [] }))).toEqual([['RestrictCAs']]);
  expect(authoritiesToWire(unset, { restrict: false, ids: [3] })['CertificateAuthorities']).toBe(
    unset.CertificateAuthorities,
  );
});

test('a list that the server keeps without a restriction stays', () => {
  const kept = { RestrictCAs: false, CertificateAuthorities: [{ Id: 4 }] };
  expect(authoritiesToWire(kept, authoritiesFromWire(kept))).toBe(kept);
  const restricted = authoritiesToWire(kept, { restrict: true, ids: [4] });
  expect(restricted['CertificateAuthorities']).toBe(kept.CertificateAuthorities);
});

describe('a pattern restricted to no authority', () => {
  const none = { restrict: true, ids: [] };

  test('is refused, at the list; unrestricted it needs none', () => {
    const result = authoritiesValues(full).safeParse(none);
    expect(result.error?.issues.map(({ path }) => path)).toEqual([['ids']]);
    expect(authoritiesValues(full).safeParse({ restrict: false, ids: [] }).success).toBe(true);
    expect(authoritiesValues(full).safeParse({ restrict: true, ids: [3] }).success).toBe(true);
  });

  test('stays as it is where the server holds it so, but is not created', () => {
    const stored = { Id: 3, RestrictCAs: true, CertificateAuthorities: [] };
    expect(authoritiesValues(stored).safeParse(none).success).toBe(true);
    const { Id: _, ...fresh } = stored;
    expect(authoritiesValues(fresh).safeParse(none).success).toBe(false);
    expect(authoritiesValues({ ...stored, RestrictCAs: false }).safeParse(none).success).toBe(false);
  });
});
