import { expect, test, vi } from 'vitest';
import type { KeptStore } from '../../kept.ts';
import { forgetDeployment, isKept, type KeptDeployment, keepDeployment, keptDeployments } from './keptDeployments.ts';

// No browser: what cannot be stored is kept for the page.
vi.stubGlobal('localStorage', undefined);

const store = (at: number): KeptStore => ({
  storeId: `s${at}`,
  displayName: '',
  machine: '',
  path: '',
  agentId: null,
  inventoryScheduled: true,
  alias: '',
  replaces: false,
  action: 'add',
  accepted: null,
  jobId: null,
  startsAt: null,
});
const deployment = (at: number, stores: number): KeptDeployment => ({
  server: 'https://keyfactor.example.com',
  user: null,
  askedAt: new Date(at * 1000).toISOString(),
  certificateId: 1,
  commonName: '',
  collectionId: null,
  containerId: null,
  stores: Array.from({ length: stores }, (_, each) => store(each)),
});
const kept = () => keptDeployments.read().deployments;

test('old deployments give way where the list of stores would not fit into the storage; the newest always stays', () => {
  for (let at = 0; at < 10; at += 1) keepDeployment(deployment(at, 1000));
  expect(kept().map(({ askedAt }) => Date.parse(askedAt) / 1000)).toEqual([9, 8, 7, 6]);
  keepDeployment(deployment(10, 5000));
  expect(kept()).toHaveLength(1);
  for (let at = 11; at < 100; at += 1) keepDeployment(deployment(at, 1));
  expect(kept()).toHaveLength(50);
});

test('a deployment that is kept again takes its own place', () => {
  const { length } = kept();
  const again = kept()[3];
  if (again === undefined) throw new Error('nothing kept');
  keepDeployment({ ...again, commonName: 'answered' });
  expect(kept()).toHaveLength(length);
  expect(kept()[3]?.commonName).toBe('answered');
});

test('what was found of its jobs meanwhile stays with a deployment that is kept again, by the id in any case', () => {
  keptDeployments.write({ deployments: [] });
  const first = deployment(1, 3);
  const found = { jobId: 'j0', createdAt: '2026-04-22T02:00:01.000Z', cancelledAt: '2026-04-22T02:01:00.000Z' };
  keepDeployment({ ...first, stores: [{ ...store(0), ...found }, store(1)], jobIds: ['j0', 'j1'] });
  const named = { ...store(1), jobId: 'j1', displayName: 'by name' };
  keepDeployment({ ...first, stores: [{ ...store(0), storeId: 'S0', accepted: true }, named, store(2)] });
  expect(kept()).toHaveLength(1);
  expect(kept()[0]).toMatchObject({ jobIds: ['j0', 'j1'] });
  expect(kept()[0]?.stores).toEqual([{ ...store(0), storeId: 'S0', accepted: true, ...found }, named, store(2)]);
  const later = { ...store(0), jobId: 'other', createdAt: '2026-04-22T03:00:00.000Z' };
  keepDeployment({ ...first, stores: [later], jobIds: ['other'] });
  expect(kept()[0]).toMatchObject({ jobIds: ['other'], stores: [{ ...later, cancelledAt: found.cancelledAt }] });
});

test('a deployment is in the list until it is taken out, on its server only', () => {
  keptDeployments.write({ deployments: [] });
  const one = deployment(1, 1);
  keepDeployment(one);
  expect(isKept(one)).toBe(true);
  expect(isKept({ ...one, server: 'https://other.example.com' })).toBe(false);
  expect(isKept({ ...one, certificateId: 2 })).toBe(false);
  forgetDeployment(one);
  expect(isKept(one)).toBe(false);
});
