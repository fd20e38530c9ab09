import { expect, test } from 'vitest';
import { asCertificateId } from '../../domain/ids.ts';
import { decisionNote, missingRights, nextWords } from './requestState.ts';

test('without rights it is said what cannot be seen, with the permission', () => {
  const evidence = {
    certificate: { kind: 'not permitted', permission: null } as const,
    workflow: { kind: 'not permitted', permission: '/workflows/instances/read/' } as const,
    authority: null,
  };
  expect(missingRights(evidence)).toEqual([
    'You may not read workflow instances (/workflows/instances/read/).',
    'You may not read certificates.',
  ]);
});

test('the next step is said for each state, and who lacks rights is told whom to ask', () => {
  expect(nextWords({ kind: 'issued', certificateId: asCertificateId(7) }, true)).toBe('');
  expect(nextWords({ kind: 'denied', words: '' }, false)).toMatch(/enroll anew/);
  expect(nextWords({ kind: 'waiting', words: '', slow: false }, false)).toMatch(/^Nothing is left to do here/);
  expect(nextWords({ kind: 'waiting', words: '', slow: false }, true)).toMatch(/^Ask somebody who may read them/);
  expect(nextWords({ kind: 'not known', words: '' }, true)).toMatch(/^Ask somebody who may read them/);
  expect(nextWords({ kind: 'not known', words: '' }, false)).toMatch(/^Look for its certificate/);
});

test('a decision made here ends a request when it denies, and is said either way with its comment', () => {
  expect(decisionNote(false, 'Wrong team')).toMatchObject({
    disposition: 'denied',
    reason: 'Denied on this browser: Wrong team. What the server made of it could not be read.',
  });
  expect(decisionNote(true, '')).toEqual({ reason: 'Approved on this browser.' });
  expect(decisionNote(true, 'Fine.')).toEqual({ reason: 'Approved on this browser: Fine.' });
});
