import { expect, test } from 'vitest';
import { readPfxAnswer } from '../../../api/enrollment.ts';
import type { Store } from '../../../api/stores.ts';
import { asStoreId, asStoreTypeId } from '../../../domain/ids.ts';
import { noteEnrolled } from './noteEnrolled.ts';
import { command25, filledFor, onPattern, plannedStore } from './pfxForTests.ts';
import type { PfxValues } from './pfxForm.ts';
import { sentPfx } from './pfxSent.ts';
import { pfxToWire } from './pfxToWire.ts';

const startedAt = new Date('2026-04-22T02:00:00Z');
const held = [{ storeId: asStoreId('s2'), machine: 'web02', path: '/etc/tls', alias: 'shop', typeName: 'PEM' }];
const issuedFor = (stores: readonly string[]) =>
  readPfxAnswer({
    body: { CertificateInformation: { KeyfactorId: 4712, RequestDisposition: 'ISSUED' }, SuccessfulStores: stores },
    header: () => null,
    receivedAt: 0,
  });
const store: Store = {
  storeId: asStoreId('s2'),
  displayName: 'web02 by name',
  machine: 'web02',
  path: '/etc/tls',
  typeId: asStoreTypeId(2),
  container: null,
  containerId: null,
  agentId: null,
  approved: true,
  inventoryScheduled: true,
};

/** Everything that happens, in its order, while the server names stores as told. */
function noted(
  more: Partial<PfxValues>,
  storesOf: () => Promise<readonly Store[]>,
  jobs = ['s1', 's2'],
  isNoted = (): boolean => true,
) {
  const values = filledFor(onPattern, { stores: [plannedStore], ...more });
  const post = pfxToWire(values, onPattern, command25, startedAt);
  const sent = sentPfx({ values, setup: onPattern, post, startedAt, held: values.renewal.install ? held : [] });
  const log: string[] = [];
  const end = noteEnrolled(issuedFor(jobs), sent, false, {
    note: ({ stores }) => log.push(`note ${stores.map(({ storeId, accepted }) => `${storeId}:${accepted}`).join(' ')}`),
    isNoted,
    take: ({ stores }) => log.push(`take ${stores.map(({ displayName }) => displayName).join(' ')}`),
    storesOf,
  });
  return { log, end };
}
const renewal = { certificateId: 9, label: '', install: true };

test('stores of the renewed certificate are known to have jobs before the server has named them', () => {
  const { log } = noted({ renewal }, () => new Promise(() => {}));
  expect(log).toEqual(['note s1:null s2:null', 'take web02 - /etc/tls']);
});

test('they get their names once these are there, and keep what was known where they never come', async () => {
  const named = noted({ renewal }, () => Promise.resolve([store]));
  await named.end;
  expect(named.log.slice(2)).toEqual(['note s1:true s2:true', 'take web02 by name']);
  const failed = noted({ renewal }, () => Promise.reject(new Error('away')));
  await failed.end;
  expect(failed.log.slice(2)).toEqual(['note s1:true s2:true', 'take web02 - /etc/tls']);
});

test('an entry that was removed from the list meanwhile does not come back; the page goes on with it', async () => {
  const { log, end } = noted(
    { renewal },
    () => Promise.resolve([store]),
    undefined,
    () => false,
  );
  await end;
  expect(log).toEqual(['note s1:null s2:null', 'take web02 - /etc/tls', 'take web02 by name']);
});

test('without such stores the plan is noted once, with its answer', async () => {
  const { log, end } = noted({}, () => Promise.reject(new Error('asked for nothing')), ['s1']);
  await end;
  expect(log).toEqual(['note s1:true']);
});
