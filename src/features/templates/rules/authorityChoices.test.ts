import { expect, test } from 'vitest';
import type { Authority } from '../../../api/authorities.ts';
import { authorityChoices } from './authorityChoices.ts';
import { sample } from './documentsForTests.ts';

const authority = (id: number, more: Partial<Authority> = {}): Authority => ({
  id,
  logicalName: `CA-${id}`,
  hostName: `host${id}`,
  tenant: 'ejbca',
  standalone: false,
  useForEnrollment: true,
  enrollmentTypes: 3,
  restrictsRequesters: false,
  requesters: [],
  oneClickRenewals: null,
  kind: 'https',
  ...more,
});
const pattern = sample('pattern-25.4-full');

test('authorities of another tenant and standalone ones come last, with the reason against them', () => {
  const list = [
    authority(1, { tenant: 'corp' }),
    authority(2, { standalone: true }),
    authority(3, { tenant: 'EJBCA' }),
  ];
  const choices = authorityChoices(list, 'ejbca', pattern);
  expect(choices.map(({ value, disabledReason }) => [value, disabledReason === undefined])).toEqual([
    [3, true],
    [1, false],
    [2, false],
  ]);
  expect(choices[1]?.disabledReason).toContain('corp');
});

test('one that is not used for enrollment can be chosen, and says so', () => {
  const [choice] = authorityChoices([authority(3, { useForEnrollment: false })], 'ejbca', pattern);
  expect(choice?.hint).toContain('not used for enrollment');
  expect(choice?.disabledReason).toBeUndefined();
});

test('one that the pattern holds and the list lacks is named as the pattern names it', () => {
  expect(authorityChoices([authority(9)], 'ejbca', pattern)[0]).toMatchObject({ value: 3, label: 'Sub-CA' });
  expect(authorityChoices([], '', { CertificateAuthorities: [{ Id: 5 }, null] })).toEqual([
    { value: 5, label: 'CA 5', hint: '' },
  ]);
});

test('where the tenant of the pattern is not told, none is refused for its tenant', () => {
  expect(authorityChoices([authority(1, { tenant: 'corp' })], '', {})[0]?.disabledReason).toBeUndefined();
});
