import { expect, test } from 'vitest';
import { asCertificateId } from '../domain/ids.ts';
import { certificateHint, fitting, moved } from './paletteMoves.ts';

const find = (label: string) => ({ key: label, label, hint: '', to: `/${label}` });
const groups = [
  { name: 'Screens', finds: [find('a'), find('b')] },
  { name: 'Certificates', finds: [find('c')] },
];

test('arrows go through all groups and around at the ends', () => {
  expect(moved(groups, 'b', 'ArrowDown')).toBe('c');
  expect(moved(groups, 'c', 'ArrowDown')).toBe('a');
  expect(moved(groups, 'a', 'ArrowUp')).toBe('c');
});

test('what is no longer found gives way to the first that is; without finds there is none', () => {
  expect(moved(groups, 'gone', '')).toBe('a');
  expect(moved(groups, 'b', '')).toBe('b');
  expect(moved(groups, null, '')).toBe('a');
  expect(moved([], 'a', 'ArrowDown')).toBeNull();
});

test('a screen fits when its name holds every word, in any letter case', () => {
  const screens = [find('Enroll PFX'), find('Enroll CSR'), find('Templates')];
  expect(fitting(screens, 'ENR csr', 5).map(({ label }) => label)).toEqual(['Enroll CSR']);
  expect(fitting(screens, '', 2)).toHaveLength(2);
});

test('certificates of one name are told apart by number, state, end and template', () => {
  const notAfter = '2028-11-22T12:00:00Z';
  const active = { stateNumber: 1, state: 'Active', notAfter, revocationReason: null };
  const hint = (facts: object, at = '2026-11-22T12:00:00Z') =>
    certificateHint({ certificateId: asCertificateId(426), templateName: 'Web', ...active, ...facts }, Date.parse(at));
  const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(new Date(notAfter));
  expect(hint({})).toBe(`certificate 426, active, valid until ${day}, Web`);
  expect(hint({}, '2028-11-20T12:00:00Z')).toBe(`certificate 426, ends in 2 days, valid until ${day}, Web`);
  expect(hint({}, '2028-12-24T12:00:00Z')).toBe(`certificate 426, expired on ${day}, Web`);
  expect(hint({ stateNumber: 2, templateName: '' })).toBe('certificate 426, revoked');
  expect(hint({ notAfter: '' })).toBe('certificate 426, active, Web');
});
