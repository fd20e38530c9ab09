import { expect, test } from 'vitest';
import type { Revoked } from '../../api/certificateActions.ts';
import { readDetails } from '../../api/certificates.ts';
import { outcomeWords, revocationOf, revokeSchema, revokeValues } from './revokeForm.ts';

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
  expect(outcomeWords(told('done', after(2, 1)), false)).toMatchObject({ kind: 'success', title: 'Revoked' });
  expect(outcomeWords(told('done', after(2, 6)), false).title).toBe('Put on hold');
  expect(outcomeWords(told('done', after(1)), false)).toMatchObject({ kind: 'warning', title: 'Not revoked' });
  expect(outcomeWords(told('done', null), false).kind).toBe('warning');
});

test('where the certificate could not be read again, what the answer told is said, and no state', () => {
  for (const unhold of [false, true]) {
    expect(outcomeWords(told('done', null), unhold).title).toBe('Done, but the certificate could not be read again');
    expect(outcomeWords(told('not told', null), unhold).title).toBe('The certificate could not be read again');
    expect(outcomeWords(told('suspended', null), unhold).title).toContain('yet: it waits for an approval');
  }
});

test('what waits for an approval has changed nothing yet', () => {
  const words = outcomeWords(told('suspended', after(1), 'Needs approval'), false);
  expect(words.title).toContain('Not revoked yet');
  expect(words.text).toContain('Needs approval');
});

test('an id that the answer does not name is judged by what was read afterwards', () => {
  expect(outcomeWords(told('not told', after(1)), false)).toMatchObject({ kind: 'warning', title: 'Not revoked' });
  expect(outcomeWords(told('not told', after(2, 1)), false)).toMatchObject({ kind: 'info', title: 'It is revoked' });
  expect(outcomeWords(told('not told', after(2, 6)), true).title).toBe('Not taken from hold');
  expect(outcomeWords(told('done', after(1)), true)).toMatchObject({ kind: 'success', title: 'Taken from hold' });
});
