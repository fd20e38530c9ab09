import { expect, test, vi } from 'vitest';
import type { KeptStore } from '../../kept.ts';
import { type KeptDeployment, keepDeployment, keptDeployments } from './keptDeployments.ts';

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
