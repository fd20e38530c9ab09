import { expect, test } from 'vitest';
import type { Revoked } from '../../api/certificateActions.ts';
import { readDetails } from '../../api/certificates.ts';
import { askWords, outcomeWords, revocationOf, revokeSchema, revokeValues } from './revokeForm.ts';

const after = (CertState: number, RevocationReason: number | null = null) =>
  readDetails({ Id: 1, CertState, CertStateString: CertState === 2 ? 'Revoked (2)' : 'Active (1)', RevocationReason });
const told = (outcome: Revoked['outcome'], state: Revoked['after'], message = ''): Revoked => ({
  outcome,
  message,
  workflowId: null,
  after: state,
});

test('neither reason nor comment may be missing; blanks are no comment', () => {
  expect(revokeSchema.safeParse({ ...revokeValues(false), comment: 'x' }).success).toBe(false);
  expect(revokeSchema.safeParse({ reason: 1, comment: '  ', effective: '' }).success).toBe(false);
  expect(revokeSchema.safeParse({ reason: 0, comment: 'x', effective: '' }).success).toBe(true);
  expect(revokeSchema.safeParse({ ...revokeValues(true), comment: 'x' }).success).toBe(true);
});

test('taking from hold is reason -1, and a local time goes out as UTC', () => {
  expect(revocationOf({ ...revokeValues(true), comment: ' x ' })).toEqual({
    reason: -1,
    comment: 'x',
    effectiveAt: null,
  });
  const local = '2026-03-19T21:28';
  const { effectiveAt } = revocationOf({ reason: 1, comment: 'x', effective: local });
  expect(effectiveAt).toMatch(/:\d\dZ$/);
  expect(Date.parse(effectiveAt ?? '')).toBe(new Date(local).getTime());
});

test('revoked is said only where the certificate was seen revoked', () => {
  expect(outcomeWords(told('done', after(2, 1)), 1)).toMatchObject({ kind: 'success', title: 'Revoked' });
  expect(outcomeWords(told('done', after(2, 6)), 6).title).toBe('Put on hold');
  expect(outcomeWords(told('done', after(1)), 1)).toMatchObject({ kind: 'warning', title: 'Not revoked' });
  expect(outcomeWords(told('done', null), 1).kind).toBe('warning');
});

test('where the certificate could not be read again, what the answer told is said, and no state', () => {
  for (const asked of [1, 6, -1]) {
    expect(outcomeWords(told('done', null), asked).title).toBe('Done, but the certificate could not be read again');
    expect(outcomeWords(told('not told', null), asked).title).toBe('The certificate could not be read again');
    expect(outcomeWords(told('suspended', null), asked).title).toContain('yet: it waits for an approval');
  }
});

test('what waits for an approval has changed nothing yet', () => {
  const words = outcomeWords(told('suspended', after(1), 'Needs approval'), 1);
  expect(words.title).toContain('Not revoked yet');
  expect(words.text).toContain('Needs approval');
  expect(outcomeWords(told('suspended', after(1)), 6).title).toBe('Not put on hold yet: it waits for an approval');
});

test('an id that the answer does not name is judged by what was read afterwards', () => {
  expect(outcomeWords(told('not told', after(1)), 1)).toMatchObject({ kind: 'warning', title: 'Not revoked' });
  expect(outcomeWords(told('not told', after(2, 1)), 1)).toMatchObject({ kind: 'info', title: 'It is revoked' });
  expect(outcomeWords(told('not told', after(2, 6)), -1).title).toBe('Not taken from hold');
  expect(outcomeWords(told('done', after(1)), -1)).toMatchObject({ kind: 'success', title: 'Taken from hold' });
});

test('a hold is never called a revocation, and a hold that stands is none', () => {
  expect(outcomeWords(told('done', after(1)), 6).title).toBe('Not put on hold');
  expect(outcomeWords(told('not told', after(2, 6)), 6).title).toBe('It is on hold');
  const kept = outcomeWords(told('done', after(2, 6)), 1);
  expect(kept).toMatchObject({ kind: 'warning', title: 'Not revoked' });
  expect(kept.text).toContain('shows the certificate as on hold');
});

test('that it cannot be taken back is said once a reason is chosen that cannot', () => {
  const said = (reason: number | null) => Object.values(askWords('app', reason)).join(' ');
  expect(said(null)).toBe('Revoke app? Revoke certificate Only a hold can be taken back.');
  expect(askWords('app', null, true).effect).toBe('This cannot be taken back.');
  expect(said(4)).toContain('Revoke app? Revoke certificate This cannot be taken back.');
  expect(said(6)).toMatch(/^Put app on hold\? Put on hold It can be taken from hold again\./);
  expect(said(-1)).toMatch(/^Take app from hold\? Take from hold It is valid again then\./);
});
