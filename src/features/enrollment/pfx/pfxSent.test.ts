import { expect, test } from 'vitest';
import { command25, filledFor, onPattern, plannedStore } from './pfxForTests.ts';
import type { PfxValues } from './pfxForm.ts';
import { sentPfx } from './pfxSent.ts';
import { pfxToWire } from './pfxToWire.ts';

const startedAt = new Date('2026-04-21T19:57:49Z');
const sent = (more: Partial<PfxValues>) => {
  const values = filledFor(onPattern, more);
  return sentPfx({
    values,
    setup: onPattern,
    post: pfxToWire(values, onPattern, command25, startedAt),
    startedAt,
  });
};

test('what is shown and saved holds neither the password nor a secret entry parameter', () => {
  const stores = [{ ...plannedStore, properties: [{ name: 'Pin', value: 'geheim-1234' }] }];
  const { post } = sent({ stores, password: 'hunter2-hunter2' });
  expect(JSON.stringify(post)).not.toMatch(/geheim-1234|hunter2/);
  expect(post.body).toMatchObject({ Password: '(not shown)', Stores: [{ StoreId: 's1' }] });
  expect(post.headers).toMatchObject({ 'x-keyfactor-api-version': '2', 'x-certificateformat': 'STORE' });
});

test('only the password that was made here counts as generated', () => {
  expect(sent({ password: 'made-here-12345', passwordGenerated: true })).toMatchObject({
    generated: true,
    password: 'made-here-12345',
  });
  expect(sent({ password: 'typed-by-hand-1' }).generated).toBe(false);
  expect(sent({ password: 'unused', passwordFrom: 'server', passwordGenerated: true })).toMatchObject({
    generated: false,
    password: null,
  });
});

test('the stores that were asked for are kept by name', () => {
  expect(sent({ stores: [plannedStore] })).toMatchObject({ stores: 1, storeNames: ['m - p'] });
});

test('stores that go with the request are kept for its approval, without secrets, and others are not', () => {
  const stores = [{ ...plannedStore, properties: [{ name: 'Pin', value: 'geheim-1234' }] }];
  const { carried } = sent({ stores });
  expect(carried).toMatchObject([{ storeId: 's1', action: 'add', accepted: null, jobId: null }]);
  expect(JSON.stringify(carried)).not.toMatch(/geheim-1234/);
  expect(sent({ stores, populateFromAd: true }).carried).toEqual([]);
});

test('what was asked for is kept for the comparison', () => {
  expect(sent({ authority: '' })).toMatchObject({
    kind: 'pfx',
    authority: null,
    source: 'Default',
    templateId: 4,
    format: 'PFX',
    stores: 0,
    key: { label: 'RSA 2048' },
    sans: [{ kind: 'dns' }, { kind: 'ip6' }],
  });
});
