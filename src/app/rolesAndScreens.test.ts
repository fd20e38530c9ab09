import { QueryClient } from '@tanstack/react-query';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { configureClient } from '../api/client.ts';
import { whyNot, type Act } from '../api/rights.ts';
import { meQuery, serverQuery, type Me, type ServerInfo } from '../api/server.ts';
import { session } from '../api/session.ts';
import { at } from '../sandbox/apiForTests.ts';
import { createSandbox, type Sandbox } from '../sandbox/app.ts';
import { railItems } from './railItems.ts';
import { startPage } from './startPage.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox({});
});
afterAll(() => {
  vi.unstubAllGlobals();
  sandbox.close();
});

/** What the app gets to know of somebody who opens it, from a server of this version. */
async function open(user: string, profile: string): Promise<{ server: ServerInfo; me: Me }> {
  const body = JSON.stringify({ user, profile });
  const made = await sandbox.fetch(new Request('http://localhost/sandbox/worlds', { method: 'POST', body }));
  const cookie = `sandbox-world=${String(at(await made.json(), 'id'))}`;
  vi.stubGlobal('fetch', (address: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    headers.set('cookie', cookie);
    return sandbox.fetch(new Request(address, { ...init, headers }));
  });
  configureClient({ apiBase: 'http://localhost/KeyfactorAPI' });
  session.configure('integrated');
  const client = new QueryClient();
  return { server: await client.fetchQuery(serverQuery()), me: await client.fetchQuery(meQuery()) };
}

const acts: readonly Act[] = ['recover', 'revoke', 'metadata', 'owner', 'deploy'];

const otherActs: readonly Act[] = [
  'templates',
  'patterns',
  'enrollPfx',
  'enrollCsr',
  'csrGeneration',
  'pendingCsrs',
  'decideAtCa',
];

/** The pages of the rail that somebody may read, the acts on any certificate and the others that are not held back. */
function rowOf({ server, me }: { server: ServerInfo; me: Me }): string[] {
  const mayOpen = railItems.filter(
    (item) => item.endpoint !== undefined && startPage(server.endpoints, [item]) === item.to,
  );
  return [
    startPage(server.endpoints),
    mayOpen.map(({ screen }) => screen).join(' '),
    acts.filter((act) => whyNot(me, act) === undefined).join(' '),
    otherActs.filter((act) => whyNot(me, act) === undefined).join(' '),
  ];
}

const all = 'recover revoke metadata owner deploy';
const enrolling = 'enrollPfx enrollCsr csrGeneration pendingCsrs decideAtCa';
const [reading, both] = ['templates patterns rules', 'enrollPfx enrollCsr certificates'];

/** Who · where they begin · what they may read of the rail · what is not held back of certificates · and else. */
const on254 = [
  ['admin', '/templates', `${reading} ${both}`, all, `templates patterns ${enrolling}`],
  ['steward', '/templates', reading, 'owner', 'templates patterns'],
  ['enroller', '/patterns', `patterns rules ${both}`, all, enrolling],
  ['csrdesk', '/enroll/csr', 'enrollCsr certificates', 'owner', 'enrollCsr'],
  ['auditor', '/templates', `${reading} certificates`, 'owner', ''],
  ['deployer', '/enroll/pfx', 'enrollPfx certificates', 'owner deploy', 'enrollPfx'],
  ['approver', '/patterns', `patterns rules ${both}`, 'recover revoke metadata owner', enrolling],
  ['requester', '/enroll/pfx', 'enrollPfx enrollCsr', 'owner', 'enrollPfx enrollCsr'],
  ['webops', '/enroll/pfx', both, 'owner deploy', 'enrollPfx enrollCsr'],
  ['branchops', '/enroll/pfx', both, 'owner deploy', 'enrollPfx enrollCsr'],
  ['nobody', '/connection', '', 'owner', ''],
] as const;

describe('on 25.4, which tells rights as areas and names, and none for the owner', () => {
  it.each(on254)('%s begins on %s and may use: %s; of certificates: %s; else: %s', async (user, ...row) => {
    expect(rowOf(await open(user, '25.4'))).toEqual(row);
  });
});

/** It says no more of single containers, so that nobody with a right at all is kept from deploying. */
const on244 = [
  ['admin', '/templates', `templates rules ${both}`, all, `templates ${enrolling}`],
  ['steward', '/templates', 'templates rules', 'owner deploy', 'templates'],
  ['csrdesk', '/enroll/csr', 'enrollCsr certificates', 'owner deploy', 'enrollCsr'],
  ['auditor', '/templates', 'templates rules certificates', 'owner deploy', ''],
  ['requester', '/enroll/pfx', 'enrollPfx enrollCsr', 'owner deploy', 'enrollPfx enrollCsr'],
] as const;

describe('on 24.4, without patterns', () => {
  it.each(on244)('%s begins on %s and may use: %s; of certificates: %s; else: %s', async (user, ...row) => {
    expect(rowOf(await open(user, '24.4'))).toEqual(row);
  });
});

const on105 = [
  ['admin', '/templates', `templates rules ${both}`],
  ['csrdesk', '/enroll/csr', 'enrollCsr certificates'],
  ['auditor', '/templates', 'templates rules certificates'],
  ['requester', '/enroll/pfx', 'enrollPfx enrollCsr'],
  ['nobody', '/connection', ''],
] as const;

describe('on 10.5, which does not tell rights, so that nothing is held back', () => {
  it.each(on105)('%s begins on %s and may use: %s', async (user, ...row) => {
    expect(rowOf(await open(user, '10.5'))).toEqual([...row, all, otherActs.join(' ')]);
  });
});
