import { mkdirSync, mkdtempSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { createSandbox } from './app.ts';
import { apiOf, at, freshWorld, record, text } from './apiForTests.ts';
import { documentedInputs } from './documentedInputs.ts';
import { profiles } from './profiles.ts';
import { seedLarge } from './seed/large.ts';
import { seedMetadata } from './seed/metadata.ts';
import { seedPatterns } from './seed/patterns.ts';
import { seedRoles } from './seed/roles.ts';
import { seedTemplates } from './seed/templates.ts';
import { openStorage } from './storage.ts';
import { defaultUser } from './users.ts';
import { emptyWorld } from './world.ts';

const folders: string[] = [];

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'sandbox-'));
  folders.push(made);
  return made;
}

afterEach(() => {
  vi.useRealTimers();
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

const rename = (name: string) => ({ body: { Id: 5, FriendlyName: name } });

test('worlds do not see each other', async () => {
  const one = await freshWorld();
  const other = await freshWorld({ profile: '10.5', user: 'auditor' });
  await one('PUT', '/Templates', rename('mine'));
  await one('PATCH', '/sandbox/world', { body: { advanceMs: 60_000 } });
  expect(at((await other('GET', '/Templates/5')).body, 'FriendlyName')).toBeNull();
  expect((await other('GET', '/sandbox/world')).body).toMatchObject({
    profile: '10.5',
    user: 'auditor',
    clockOffsetMs: 0,
  });
});

test('a new world comes with its cookie', async () => {
  const sandbox = await createSandbox({});
  const made = await sandbox.fetch(new Request('http://localhost/sandbox/worlds', { method: 'POST' }));
  const id = text(await made.json(), 'id');
  expect(made.headers.get('set-cookie')).toBe(`sandbox-world=${id}; Path=/`);
});

test('a cookie whose world is gone gets 410 and loses the cookie; without it one is in the default world', async () => {
  const sandbox = await createSandbox({});
  const gone = apiOf(sandbox, 'of-an-earlier-run');
  const answer = await gone('GET', '/Templates');
  expect(answer.status).toBe(410);
  expect(text(answer.body, 'Message')).toMatch(/world is gone.*open \/sandbox/);
  expect(answer.headers.get('set-cookie')).toBe('sandbox-world=; Max-Age=0; Path=/');
  expect((await apiOf(sandbox, null)('GET', '/Templates')).status).toBe(200);
  for (const [method, path] of [
    ['GET', '/sandbox/world'],
    ['PATCH', '/sandbox/world'],
    ['POST', '/sandbox/reset'],
    ['GET', '/sandbox/root.pem'],
  ] as const) {
    expect((await gone(method, path)).status).toBe(410);
  }
});

test('with a cookie whose world is gone, the page leads to the default world and a new world can be made', async () => {
  const sandbox = await createSandbox({});
  const gone = apiOf(sandbox, 'of-an-earlier-run');
  expect((await gone('GET', '/sandbox')).text).toContain('Start in the default world');
  const left = await gone('DELETE', '/sandbox/world');
  expect([left.status, left.headers.get('set-cookie')]).toEqual([204, 'sandbox-world=; Max-Age=0; Path=/']);
  const made = await gone('POST', '/sandbox/worlds');
  expect(made.headers.get('set-cookie')).toContain(text(made.body, 'id'));
});

test('README and page list the same values that make things happen', async () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  const part = readme.split('## Values that make things happen')[1]?.split('\n## ')[0] ?? '';
  const rows = [...part.matchAll(/^\| (.*?) *\| (.*?) *\|$/gm)].slice(2).map(([, value, effect]) => [value, effect]);
  expect(rows).toEqual(documentedInputs);
  const page = (await apiOf(await createSandbox({}), null)('GET', '/sandbox')).text.replaceAll('&#39;', "'");
  for (const [value, effect] of documentedInputs) {
    expect(page).toContain(value);
    expect(page).toContain(effect);
  }
});

test('a stopped clock stands, is still advanced, and runs on from where it stands', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const api = await freshWorld();
  const readAfter = async (ms: number, body: object = {}): Promise<number> => {
    vi.setSystemTime(Date.now() + ms);
    return Date.parse(String(at((await api('PATCH', '/sandbox/world', { body })).body, 'now')));
  };
  const stood = await readAfter(0, { stopClock: true });
  expect(await readAfter(9_000)).toBe(stood);
  const { headers } = await api('GET', '/Templates/5');
  expect(Date.parse(headers.get('Date') ?? '')).toBe(Math.floor(stood / 1000) * 1000);
  expect(await readAfter(0, { advanceMs: 299_000 })).toBe(stood + 299_000);
  expect(await readAfter(9_000, { stopClock: false })).toBe(stood + 299_000);
  expect(await readAfter(9_000)).toBe(stood + 308_000);
});

test('the control API changes user, version, sign-in and clock, and says what it does not understand', async () => {
  const api = await freshWorld();
  const body = { user: 'steward', profile: '10.5', signIn: 'basic', advanceMs: 1000 };
  const answer = await api('PATCH', '/sandbox/world', { body });
  expect(answer.body).toMatchObject({ user: 'steward', profile: '10.5', signIn: 'basic', clockOffsetMs: 1000 });
  for (const wrong of [
    { user: 'mallory' },
    { profile: '9' },
    { signIn: 'x' },
    { advanceMs: 'y' },
    { faults: {} },
    { stopClock: 1 },
  ]) {
    const refused = await api('PATCH', '/sandbox/world', { body: wrong });
    expect([refused.status, typeof at(refused.body, 'message')]).toEqual([400, 'string']);
  }
  expect((await api('PATCH', '/sandbox/world', { text: '{' })).status).toBe(400);
});

test('reset seeds the world anew and keeps its version and user', async () => {
  const api = await freshWorld({ profile: '25.4', user: 'steward' });
  await api('PUT', '/Templates', rename('gone'));
  await api('POST', '/sandbox/reset');
  expect(at((await api('GET', '/Templates/5')).body, 'FriendlyName')).toBeNull();
  expect(at((await api('GET', '/sandbox/world')).body, 'user')).toBe('steward');
});

test('the page shows the world and has nothing inline', async () => {
  const api = await freshWorld();
  const page = await api('GET', '/sandbox');
  expect(page.text).toContain('26 enrollment patterns');
  expect(page.text).not.toMatch(/<style|<script>|style=|\son\w+=/);
  expect((await api('GET', '/sandbox/page.js')).headers.get('content-type')).toContain('javascript');
  expect((await api('GET', '/sandbox/page.css')).headers.get('content-type')).toContain('css');
});

test('roots come as PEM without keys', async () => {
  const api = await freshWorld();
  const { text: pem } = await api('GET', '/sandbox/root.pem');
  expect(pem.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  expect(pem).not.toContain('PRIVATE');
});

test('only this machine controls the sandbox, and no other web site', async () => {
  const sandbox = await createSandbox({});
  const from = async (remoteAddress: string, headers: Record<string, string> = {}) => {
    const socket = { remoteAddress, destroy: () => undefined };
    const answer = await sandbox.fetch(new Request('http://localhost/sandbox/world', { headers }), {
      incoming: { socket },
    });
    return answer.status;
  };
  expect(await from('127.0.0.1')).toBe(200);
  expect(await from('::ffff:127.0.0.1')).toBe(200);
  expect(await from('::1', { origin: 'http://localhost' })).toBe(200);
  expect(await from('192.0.2.7')).toBe(403);
  expect(await from('127.0.0.1', { origin: 'https://elsewhere.example' })).toBe(403);
  const renamed = await sandbox.fetch(new Request('http://rebound.example/sandbox/world'));
  expect(renamed.status).toBe(403);
});

test('the default world is there again after a restart: rows, settings, clock, user, CA keys', async () => {
  const storePath = folder();
  const before = await createSandbox({ storePath });
  const api = apiOf(before, null);
  await api('PUT', '/Templates', rename('kept'));
  const body = { Name: 'Kept', Template: 17, AssociatedRoles: ['Web Team'], Policies: {} };
  const made = (await api('POST', '/EnrollmentPatterns', { body })).body;
  await api('DELETE', '/EnrollmentPatterns/14');
  const settings = (await api('GET', '/EnrollmentPatterns/Settings')).body as object;
  await api('PUT', '/EnrollmentPatterns/Settings', {
    body: { ...settings, Defaults: [{ SubjectPart: 'C', Value: 'SE' }] },
  });
  await api('PATCH', '/sandbox/world', { body: { user: 'auditor', advanceMs: 5000, stopClock: true } });
  const { now } = record((await api('GET', '/sandbox/world')).body);
  const roots = (await api('GET', '/sandbox/root.pem')).text;
  const order = (await api('GET', '/Templates')).text;
  before.close();

  const after = apiOf(await createSandbox({ storePath }), null);
  expect((await after('GET', '/Templates')).text).toBe(order);
  expect(at((await after('GET', '/Templates/5')).body, 'FriendlyName')).toBe('kept');
  expect((await after('GET', '/EnrollmentPatterns/27')).body).toEqual(made);
  expect((await after('GET', '/EnrollmentPatterns/14')).status).toBe(404);
  expect(at((await after('GET', '/EnrollmentPatterns/Settings')).body, 'Defaults', 0, 'Value')).toBe('SE');
  expect((await after('GET', '/sandbox/world')).body).toMatchObject({ user: 'auditor', now, clockStopped: true });
  expect((await after('GET', '/sandbox/root.pem')).text).toBe(roots);
});

test('an id that was used before the restart is not given again', async () => {
  const storePath = folder();
  const body = { Name: 'Short-lived', Template: 17, AssociatedRoles: ['Web Team'], Policies: {} };
  const before = await createSandbox({ storePath });
  await apiOf(before, null)('POST', '/EnrollmentPatterns', { body });
  await apiOf(before, null)('DELETE', '/EnrollmentPatterns/27');
  before.close();
  const after = apiOf(await createSandbox({ storePath }), null);
  expect(at((await after('POST', '/EnrollmentPatterns', { body })).body, 'Id')).toBe(28);
});

test('a store of an earlier build is not read: the world begins anew', async () => {
  const storePath = folder();
  const before = await createSandbox({ storePath });
  await apiOf(before, null)('PUT', '/Templates', rename('of an earlier build'));
  before.close();
  const storage = openStorage(storePath);
  const meta = storage.read('world')[0] ?? '';
  expect(meta).toContain('"format":4,');
  storage.write([{ kind: 'world', id: 'default', json: meta.replace('"format":4,', '"format":1,') }]);
  storage.close();
  const sandbox = await createSandbox({ storePath });
  const after = apiOf(sandbox, null);
  expect(at((await after('GET', '/Templates/5')).body, 'FriendlyName')).toBeNull();
  expect((await after('GET', '/Templates')).headers.get('X-Total-Count')).toBe('40');
  sandbox.close();
});

test('other worlds are not stored, and fresh begins the stored one anew', async () => {
  const storePath = folder();
  const before = await createSandbox({ storePath });
  await apiOf(before, null)('PUT', '/Templates', rename('old'));
  before.close();
  const after = await createSandbox({ storePath, fresh: true });
  expect(at((await apiOf(after, null)('GET', '/Templates/5')).body, 'FriendlyName')).toBeNull();
  after.close();
});

test('a lock directory left by a killed process is removed', async () => {
  const storePath = folder();
  (await createSandbox({ storePath })).close();
  expect(existsSync(join(storePath, 'sandbox.pid'))).toBe(false);
  mkdirSync(join(storePath, 'sandbox.sqlite.lock'));
  // No process has this number: Linux and macOS stop far below it.
  writeFileSync(join(storePath, 'sandbox.pid'), '99999999\n');
  const sandbox = await createSandbox({ storePath });
  expect((await apiOf(sandbox, null)('PUT', '/Templates', rename('free'))).status).toBe(200);
  expect(readFileSync(join(storePath, 'sandbox.pid'), 'utf8').trim()).toBe(String(process.pid));
  sandbox.close();
});

test('a store that a living process uses is not opened', async () => {
  const storePath = folder();
  mkdirSync(join(storePath, 'sandbox.sqlite.lock'));
  writeFileSync(join(storePath, 'sandbox.pid'), `${process.ppid}\n`);
  await expect(createSandbox({ storePath })).rejects.toThrow(`in use by process ${process.ppid}`);
  expect(existsSync(join(storePath, 'sandbox.sqlite.lock'))).toBe(true);
});

test('the large company has 5,000 templates, roles and metadata types, the same every time', () => {
  const build = () => {
    const world = emptyWorld('large', profiles['25.4'], defaultUser);
    seedRoles(world);
    seedMetadata(world);
    seedTemplates(world);
    seedPatterns(world);
    seedLarge(world);
    return world;
  };
  const world = build();
  expect([world.templates.size, world.roles.size, world.metadataFields.size]).toEqual([5000, 5000, 5000]);
  expect(build().templates.all()).toEqual(world.templates.all());
});
