import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, freshWorld } from './apiForTests.ts';

type Claims = Record<string, unknown>;

let server: Server;
let issuer = '';
let ec: CryptoKeyPair;
let rsa: CryptoKeyPair;
const audience = 'command';

beforeAll(async () => {
  ec = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const size = { modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
  rsa = await crypto.subtle.generateKey({ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', ...size }, true, [
    'sign',
    'verify',
  ]);
  const keys = [
    { ...(await crypto.subtle.exportKey('jwk', ec.publicKey)), kid: 'ec' },
    { ...(await crypto.subtle.exportKey('jwk', rsa.publicKey)), kid: 'rsa' },
  ];
  server = createServer((request, response) => {
    const known = request.url === '/keys' ? { keys } : { issuer, jwks_uri: `${issuer}/keys` };
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(known));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function tokenOf(claims: Claims, header: Claims = { alg: 'ES256', kid: 'ec' }): Promise<string> {
  const at = Math.floor(Date.now() / 1000);
  const signed = `${part(header)}.${part({ iss: issuer, aud: audience, sub: 'admin', exp: at + 60, nbf: at - 1, ...claims })}`;
  const bytes = new TextEncoder().encode(signed);
  const signature =
    header.alg === 'RS256'
      ? await crypto.subtle.sign('RSASSA-PKCS1-v1_5', rsa.privateKey, bytes)
      : await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, ec.privateKey, bytes);
  return `${signed}.${Buffer.from(signature).toString('base64url')}`;
}

const world = (profile = '25.4') => freshWorld({ signIn: 'token', provider: { issuer, audience }, profile });
const asked = async (token: string, path = '/Templates') =>
  (await world())('GET', path, { headers: { Authorization: `Bearer ${token}` } });

test('a token of the registered provider is its person, by login name or subject', async () => {
  expect((await asked(await tokenOf({}))).status).toBe(200);
  expect((await asked(await tokenOf({}, { alg: 'RS256', kid: 'rsa' }))).status).toBe(200);
  const csrDesk = await asked(await tokenOf({ sub: '7f3', preferred_username: 'csrdesk' }));
  expect([csrDesk.status, at(csrDesk.body, 'Message')]).toEqual([
    403,
    expect.stringContaining('/certificate_templates/'),
  ]);
});

test('somebody who is not seeded has the roles of the token, which may be none', async () => {
  expect((await asked(await tokenOf({ sub: 'zoe', roles: ['Administrator'] }))).status).toBe(200);
  const nobody = await asked(await tokenOf({ sub: 'zoe' }));
  expect([nobody.status, at(nobody.body, 'Message')]).toEqual([403, expect.not.stringContaining('permission')]);
});

test.each<[string, () => Promise<string>]>([
  ['for another audience', () => tokenOf({ aud: 'other' })],
  ['of another issuer', () => tokenOf({ iss: 'http://127.0.0.1:1' })],
  ['that has ended', () => tokenOf({ exp: Math.floor(Date.now() / 1000) - 1 })],
  ['without an end', () => tokenOf({ exp: undefined })],
  ['that has not begun', () => tokenOf({ nbf: Math.floor(Date.now() / 1000) + 60 })],
  ['signed by nobody', async () => `${part({ alg: 'none' })}.${(await tokenOf({})).split('.')[1]}.`],
  ['signed with the key of another kind', () => tokenOf({}, { alg: 'RS256', kid: 'ec' })],
  ['of a key nobody knows', () => tokenOf({}, { alg: 'ES256', kid: 'lost' })],
  [
    'with other claims than were signed',
    async () => {
      const [head, , signature] = (await tokenOf({ sub: 'nobody' })).split('.');
      return `${head}.${(await tokenOf({ sub: 'admin' })).split('.')[1]}.${signature}`;
    },
  ],
])('a token %s is answered with 401 and nothing else', async (_what, token) => {
  const answer = await asked(await token());
  expect([answer.status, answer.text, answer.headers.get('www-authenticate')]).toEqual([401, '', null]);
});

test('where no provider is registered, no token is accepted', async () => {
  const api = await freshWorld({ signIn: 'token' });
  const headers = { Authorization: `Bearer ${await tokenOf({})}` };
  expect((await api('GET', '/Templates', { headers })).status).toBe(401);
});

test('a provider elsewhere than on this machine is not taken', async () => {
  const api = await freshWorld();
  const provider = { issuer: 'https://login.keyexample.com', audience };
  expect((await api('PATCH', '/sandbox/world', { body: { provider } })).status).toBe(400);
});

test('the world’s clock decides whether a token has ended', async () => {
  const api = await world();
  const headers = { Authorization: `Bearer ${await tokenOf({})}` };
  expect((await api('GET', '/Templates', { headers })).status).toBe(200);
  await api('PATCH', '/sandbox/world', { body: { advanceMs: 61_000 } });
  expect((await api('GET', '/Templates', { headers })).status).toBe(401);
});
