import { expect, test } from 'vitest';
import type { Authority } from '../../../api/authorities.ts';
import { lint } from './lint.ts';
import { authority, brief, clean, withValues } from './lintForTests.ts';

test('requesters restricted to nobody, on a template and on a pattern', () => {
  const roles: string[] = [];
  expect(brief(withValues({ requesters: { restrict: true, roles } }))).toEqual([
    ['nobody may enroll', 'who', 'requesters.roles'],
  ]);
  expect(brief(withValues({ requesters: { restrict: false, roles } }))).toEqual([]);
  const pattern = { ...withValues({}), kind: 'pattern' as const, enrollmentPatterns: true };
  const { requesters: _, ...rest } = clean.values;
  expect(brief({ ...pattern, values: { ...rest, access: { useAd: false, roles } } })).toEqual([
    ['nobody may enroll', 'who', 'access.roles'],
  ]);
  expect(brief({ ...pattern, values: { ...rest, access: { useAd: true, roles } } })).toEqual([]);
});

test('requesters restricted here while a CA that offers the template restricts nobody, or other roles', () => {
  const open = { ...authority, restrictsRequesters: false, requesters: [] };
  const apart = { ...authority, requesters: ['Somebody else'] };
  const here = [['requesters restricted here only', 'who', 'requesters.roles']];
  expect(brief({ ...clean, authorities: [authority, open] })).toEqual(here);
  expect(brief({ ...clean, authorities: [authority, apart] })).toEqual([
    ['no requester in common', 'who', 'requesters.roles'],
  ]);
  const other = { ...open, tenant: 'elsewhere' };
  const idle = { ...open, enrollmentTypes: 0 };
  const alone = { ...open, standalone: true };
  expect(brief({ ...clean, authorities: [authority, other, idle, alone] })).toEqual([]);
  expect(brief({ ...clean, enrollmentPatterns: true, authorities: [authority, open] })).toEqual([]);
});

test('approval by the CA while keys are not kept', () => {
  const approved = clean.template && { ...clean.template, requiresApproval: true };
  const input = withValues({ retention: { policy: 'None' } }, { template: approved });
  expect(brief({ ...input, template: clean.template })).toEqual([]);
  expect(brief(input)).toEqual([['approval without key retention', 'keys', 'retention.policy']]);
  expect(brief({ ...input, values: { ...input.values, retention: { policy: 'Indefinite' } } })).toEqual([]);
  expect(brief({ ...input, values: { ...input.values, enrollTypes: { pfx: false, csr: false } } })).toEqual([]);
  expect(brief({ ...input, authorities: [{ ...authority, kind: 'https' }] })).toEqual([]);
  // Keys are kept by the template, which a pattern only shows.
  const { retention: _, ...rest } = input.values;
  const kept = approved && { ...approved, retention: 'None' };
  expect(brief({ ...input, values: rest, template: kept })).toEqual([
    ['approval without key retention', 'enrollment-types', 'enrollTypes.pfx'],
  ]);
});

test('enrollment allowed while no certificate authority takes it', () => {
  const none = [['no certificate authority', 'enrollment-types', 'enrollTypes.pfx']];
  expect(brief({ ...clean, authorities: [] })).toEqual(none);
  expect(brief({ ...clean, authorities: [{ ...authority, useForEnrollment: false }] })).toEqual(none);
  expect(lint({ ...clean, authorities: [{ ...authority, enrollmentTypes: 1 }] })[0]?.text).toBe(
    'CSR enrollment is allowed, but no certificate authority of the tenant corp.example.com takes it.',
  );
  const off = { enrollTypes: { pfx: false, csr: false } };
  expect(brief(withValues(off, { authorities: [] }))).toEqual([]);
});

test('a pattern restricted to certificate authorities that do not take part', () => {
  const { requesters: _, ...rest } = clean.values;
  const pattern = (ids: number[], o: Partial<Authority> = {}) => ({
    ...clean,
    kind: 'pattern' as const,
    enrollmentPatterns: true,
    authorities: [{ ...authority, ...o }],
    values: { ...rest, authorities: { restrict: true, ids } },
  });
  const none = [['no certificate authority', 'authorities', 'authorities.ids']];
  expect(brief(pattern([]))).toEqual(none);
  expect(brief(pattern([3], { useForEnrollment: false }))).toEqual(none);
  // The types of a CA count up to 24 only; a CA that the caller is not shown may take part.
  expect(brief(pattern([3], { enrollmentTypes: 0 }))).toEqual([]);
  expect(brief(pattern([3, 99], { useForEnrollment: false }))).toEqual([]);
});

test('a template that allows enrollment and has no pattern to enroll with', () => {
  const later = { ...clean, enrollmentPatterns: true };
  expect(brief({ ...later, patternCount: 0 })).toEqual([['no enrollment pattern', 'overview', undefined]]);
  expect(brief({ ...clean, patternCount: 0 })).toEqual([]);
});
