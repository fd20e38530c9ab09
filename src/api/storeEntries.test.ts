import { describe, expect, test } from 'vitest';
import { asCertificateId } from '../domain/ids.ts';
import { noScope } from '../domain/scope.ts';
import { addPost, removePost, scheduleToWire } from './storeEntries.ts';

const certificateId = asCertificateId(4712);

describe('when jobs may start', () => {
  test('is said with exactly one member: at once, or at a time in UTC', () => {
    expect(scheduleToWire(null)).toEqual({ Immediate: true });
    expect(scheduleToWire('2026-04-22T02:00:00Z')).toEqual({ ExactlyOnce: { Time: '2026-04-22T02:00:00Z' } });
  });
});

describe('a certificate that is added to stores', () => {
  const stores = [{ CertificateStoreId: 's1' }];

  test('is named by its id, with the stores and a schedule', () => {
    expect(addPost({ certificateId, stores, startsAt: null, scope: noScope }).body).toEqual({
      CertificateId: 4712,
      CertificateStores: stores,
      Schedule: { Immediate: true },
    });
  });

  test('is looked for in its collection or store container, which stand in the body', () => {
    const ofScope = (collectionId: number | null, containerId: number | null) =>
      addPost({ certificateId, stores, startsAt: null, scope: { collectionId, containerId } }).body;
    expect(ofScope(7, null)).toMatchObject({ CollectionId: 7 });
    expect(ofScope(7, null)).not.toHaveProperty('ContainerId');
    expect(ofScope(null, 3)).toMatchObject({ ContainerId: 3 });
    expect(ofScope(null, 3)).not.toHaveProperty('CollectionId');
  });
});

test('an entry that goes is named by its store and alias, and no certificate is', () => {
  const entries = [{ storeId: 's1', alias: 'D25F', parameters: { SiteName: 'Shop' } }];
  expect(removePost(entries, '2026-04-22T02:00:00Z', { collectionId: 7, containerId: null }).body).toEqual({
    CertificateStores: [{ CertificateStoreId: 's1', Alias: 'D25F', JobFields: { SiteName: 'Shop' } }],
    Schedule: { ExactlyOnce: { Time: '2026-04-22T02:00:00Z' } },
    CollectionId: 7,
  });
});
