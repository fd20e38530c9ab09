import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patternBody } from '../../../api/patternBody.ts';
import { rowsOf } from '../../../api/wireDocument.ts';
import { accessFromWire, accessToWire, accessValues } from './accessForm.ts';
import { anyDocument, paths, sample, samples } from './documentsForTests.ts';

const patterns = samples.filter(({ kind }) => kind === 'pattern');
const full = sample('pattern-25.4-full');

test.each(patterns)('$name: nothing changed is the very same object, and is accepted', ({ document }) => {
  const values = accessFromWire(document);
  expect(accessToWire(document, values)).toBe(document);
  expect(accessValues(document).safeParse(values).success).toBe(true);
});

test('whatever a server may send, nothing moves without an edit and one edit changes one member', () => {
  fc.assert(
    fc.property(
      fc.nat().map((seed) => anyDocument(seed, ['pattern'], ['Id'])),
      fc.boolean(),
      ({ document }, toggled) => {
        const values = accessFromWire(document);
        expect(accessToWire(document, values)).toBe(document);
        expect(accessValues(document).safeParse(values).success).toBe(true);
        const now = toggled ? { ...values, useAd: !values.useAd } : { ...values, roles: [...values.roles, 'New'] };
        const edited = accessToWire(document, now);
        expect(paths(document, edited)).toEqual([[toggled ? 'UseADPermissions' : 'AssociatedRoles']]);
        expect(accessFromWire(edited)).toEqual(now);
      },
    ),
  );
});

describe('the roles', () => {
  test('those that stay are the objects that came, a new one is a name; the request carries names', () => {
    const edited = accessToWire(full, { useAd: false, roles: ['New', 'Administrator'] });
    const [kept, added] = rowsOf(edited['AssociatedRoles']);
    expect(kept).toBe(rowsOf(full['AssociatedRoles'])[1]);
    expect(added).toEqual({ Name: 'New' });
    expect(patternBody(edited)['AssociatedRoles']).toEqual(['Administrator', 'New']);
  });
});

describe('a pattern without a role', () => {
  const none = { useAd: false, roles: [] };

  test('is refused where Active Directory does not decide', () => {
    const result = accessValues(full).safeParse(none);
    expect(result.error?.issues.map(({ path }) => path)).toEqual([['roles']]);
    expect(accessValues(full).safeParse({ useAd: true, roles: [] }).success).toBe(true);
  });

  test('stays as it is where the server holds it so, but is not created', () => {
    const stored = { Id: 3, UseADPermissions: false, AssociatedRoles: [] };
    expect(accessValues(stored).safeParse(none).success).toBe(true);
    const { Id: _, ...fresh } = stored;
    expect(accessValues(fresh).safeParse(none).success).toBe(false);
  });
});
