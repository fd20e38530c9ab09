import { expect, test } from 'vitest';
import { asCertificateId } from '../domain/ids.ts';
import { noScope } from '../domain/scope.ts';
import { certificateChecksQuery, readChecks } from './certificateChecks.ts';

test('since 25 two facts are told, and no verdict', () => {
  expect(readChecks({ RevocationServerOnline: true, ChainBuilt: false })).toEqual({
    valid: null,
    chainBuilt: false,
    revocationServerOnline: true,
    results: [],
  });
});

test('before 25 a verdict is told, and results under the server’s names, whatever they hold', () => {
  const { valid, chainBuilt, results } = readChecks({
    Valid: false,
    Results: { Revoked: true, Chain: 'Fail', Other: null, Code: { Item: 1 } },
  });
  expect([valid, chainBuilt]).toEqual([false, null]);
  expect(results).toEqual([
    { name: 'Revoked', value: 'true' },
    { name: 'Chain', value: 'Fail' },
    { name: 'Other', value: 'null' },
    { name: 'Code', value: '{"Item":1}' },
  ]);
});

test('an answer that holds nothing of this is none', () => {
  expect(() => readChecks({})).toThrow('unreadable');
  expect(() => readChecks(null)).toThrow('unreadable');
  expect(() => readChecks({ ChainBuilt: 'yes' })).toThrow('unreadable');
});

test('what was found in one state of the certificate is kept apart from what is found in another', () => {
  const keyIn = (state: string) => certificateChecksQuery(asCertificateId(7), noScope, state).queryKey;
  expect(keyIn('1 null')).not.toEqual(keyIn('2 6'));
});
