import { QueryClient } from '@tanstack/react-query';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { configureClient } from './client.ts';
import {
  abilitiesOf,
  checkSignIn,
  detectServer,
  isAtLeast,
  meQuery,
  readMe,
  serverQuery,
  type ServerInfo,
} from './server.ts';
import { session } from './session.ts';

interface Reply {
  status?: number;
  body?: unknown;
  version?: string;
}

/** Path → answer; other paths answer 404. */
let replies: Record<string, Reply> = {};
const paths: string[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://localhost').pathname.replace('/KeyfactorAPI', '');
    paths.push(path);
    const reply = replies[path] ?? { status: 404 };
    const headers = {
      'Content-Type': 'application/json',
      ...(reply.version && { 'X-Keyfactor-Product-Version': reply.version }),
    };
    response.writeHead(reply.status ?? 200, headers).end(reply.body === undefined ? '' : JSON.stringify(reply.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  replies = {};
  paths.length = 0;
  const address = server.address();
  configureClient({
    apiBase: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/KeyfactorAPI`,
    sleep: () => Promise.resolve(),
  });
  session.configure('integrated');
});

describe('the version', () => {
  it('is read from the answers’ header, without the build', async () => {
    replies = { '/Status/Endpoints': { body: ['GET /EnrollmentPatterns'], version: '25.4.1+dc0db2c8' } };
    expect(await detectServer()).toMatchObject({
      version: '25.4.1',
      versionSource: expect.stringContaining('answers'),
    });
    expect(paths).toEqual(['/Status/Endpoints']);
  });

  it('is read from the header even where the endpoint list is refused', async () => {
    replies = { '/Status/Endpoints': { status: 403, version: '25.5.1' } };
    expect(await detectServer()).toMatchObject({ version: '25.5.1', endpoints: null });
  });

  it('is else read from the license', async () => {
    replies = { '/Status/Endpoints': { body: [] }, '/License': { body: { KeyfactorVersion: '10.5.0.0' } } };
    expect(await detectServer()).toMatchObject({ version: '10.5.0.0', versionSource: 'License' });
  });

  it('is else the newest of the installed components', async () => {
    replies = {
      '/License': { status: 403 },
      '/ComponentInstallation': { body: [{ Version: '9.10.0' }, { Version: '24.4.2' }, { Version: null }] },
    };
    expect(await detectServer()).toMatchObject({ version: '24.4.2', versionSource: 'Component installation' });
  });

  it('is else unknown', async () => {
    expect(await detectServer()).toMatchObject({
      version: null,
      versionSource: expect.stringContaining('does not tell'),
    });
  });

  it('is not asked for where the endpoint list shows that the caller may not', async () => {
    replies = { '/Status/Endpoints': { body: ['GET /Status/Endpoints', 'GET /Templates'] } };
    expect(await detectServer()).toMatchObject({ version: null, abilities: { enrollmentPatterns: false } });
    expect(paths).toEqual(['/Status/Endpoints']);
  });

  it('is not taken as unknown where the server could not be asked', async () => {
    replies = { '/Status/Endpoints': { status: 503 } };
    await expect(detectServer()).rejects.toMatchObject({ status: 503 });
    replies = { '/Status/Endpoints': { status: 401 } };
    await expect(detectServer()).rejects.toMatchObject({ status: 401 });
    replies = { '/Status/Endpoints': { status: 500 } };
    await expect(detectServer()).rejects.toMatchObject({ status: 500 });
  });

  it('counts even where the endpoint list itself fails', async () => {
    replies = { '/Status/Endpoints': { status: 500, version: '25.4.1' } };
    expect(await detectServer()).toMatchObject({ version: '25.4.1', endpoints: null });
  });

  it('compares by number, not by text', () => {
    expect([
      isAtLeast('25.10', 25, 4),
      isAtLeast('9.10', 10, 0),
      isAtLeast('25.1.1', 25, 1),
      isAtLeast('25', 25, 1),
    ]).toEqual([true, false, true, false]);
  });
});

describe('enrollment patterns', () => {
  const patterns = async () => (await detectServer()).abilities.enrollmentPatterns;

  it('exist where the endpoint list names them, in whatever form', async () => {
    for (const item of [
      'GET /EnrollmentPatterns',
      '/enrollmentpatterns/{id}',
      { Method: 'GET', Path: 'EnrollmentPatterns' },
    ]) {
      replies = { '/Status/Endpoints': { body: [item] } };
      expect(await patterns()).toBe(true);
    }
    expect(paths).not.toContain('/EnrollmentPatterns');
  });

  it('follow a known version, because the list leaves out what the caller may not use', async () => {
    replies = { '/Status/Endpoints': { body: ['GET /Templates'], version: '25.4.1' } };
    expect(await patterns()).toBe(true);
    replies = { '/Status/Endpoints': { body: ['GET /Templates'], version: '24.4.2' } };
    expect(await patterns()).toBe(false);
    expect(paths).not.toContain('/EnrollmentPatterns');
  });

  it('are probed without a version: 200 and 403 mean yes, 404 and 501 no', async () => {
    for (const [status, expected] of [
      [200, true],
      [403, true],
      [404, false],
      [501, false],
    ] as const) {
      replies = { '/EnrollmentPatterns': { status, body: [] } };
      expect(await patterns()).toBe(expected);
    }
  });
});

describe('abilities', () => {
  it('of a 25.4 server are all', () => {
    expect(Object.values(abilitiesOf(null, '25.4.1', true)).every(Boolean)).toBe(true);
  });

  it('of a 10.5 server are version 2 of PFX enrollment', () => {
    const abilities = abilitiesOf([], '10.5', false);
    expect(Object.entries(abilities).filter(([, able]) => able)).toEqual([['pfxVersion2', true]]);
  });

  it('without a version follow what the server shows', () => {
    expect(Object.values(abilitiesOf(null, null, true)).every(Boolean)).toBe(true);
    expect(Object.values(abilitiesOf(null, null, false)).some(Boolean)).toBe(false);
    expect(abilitiesOf(['GET /Security/My'], null, false)).toMatchObject({
      ownPermissions: true,
      pfxVersion2: true,
      keyChoice: false,
    });
  });
});

describe('who I am', () => {
  const info = (endpoints: string[] | null, version: string | null = '25.4.1'): ServerInfo => ({
    version,
    versionSource: '',
    endpoints,
    abilities: abilitiesOf(endpoints, version, false),
  });
  const my = {
    Roles: ['Enrollers'],
    GlobalPermissions: [{ Area: 'Certificates', Permission: 'Read' }, { Area: null }],
    GranularPermissions: [{ Area: 'CertificateStoreManagement', Permission: 'Schedule', SecurableId: 2 }],
  };

  it('is told in paths by a new server, with the roles from its older call', async () => {
    replies = { '/Security/My/Permissions': { body: { Permissions: ['/portal/'] } }, '/Security/My': { body: my } };
    expect(await readMe(info(null))).toEqual({
      name: null,
      roles: ['Enrollers'],
      permissions: ['/portal/'],
      granular: ['CertificateStoreManagement: Schedule'],
      source: 'Security/My/Permissions',
    });
  });

  it('is told in areas by an older server, without asking for what its list does not show', async () => {
    replies = { '/Security/My': { body: my } };
    const me = await readMe(info(['GET /Status/Endpoints', 'GET /Security/My']));
    expect(me).toMatchObject({ roles: ['Enrollers'], permissions: ['Certificates: Read'], source: 'Security/My' });
    expect(paths).toEqual(['/Security/My']);
  });

  it('is unknown, and not without rights, where none of the rights can be read', async () => {
    replies = {
      '/Security/My/Permissions': { body: { Permissions: [{ Path: '/' }] } },
      '/Security/My': { body: { Roles: ['Enrollers'], GlobalPermissions: [{ AreaId: 4, PermissionId: 2 }] } },
    };
    expect(await readMe(info(null))).toMatchObject({ roles: ['Enrollers'], permissions: null });
    replies = { '/Security/My/Permissions': { body: { Permissions: [] } }, '/Security/My': { body: {} } };
    expect(await readMe(info(null))).toMatchObject({ permissions: [] });
  });

  it('is unknown with a reason where the server does not tell', async () => {
    expect(await readMe(info([], '10.5'))).toMatchObject({
      roles: null,
      permissions: null,
      source: expect.stringContaining('version'),
    });
    expect(paths).toEqual([]);
    expect((await readMe(info(null))).source).toContain('404');
    replies = { '/Security/My': { status: 403 } };
    expect((await readMe(info(null))).source).toContain('refused');
    replies = { '/Security/My': { status: 500 } };
    await expect(readMe(info(null))).rejects.toMatchObject({ status: 500 });
  });

  it('has the name used to sign in', async () => {
    session.configure('basic');
    session.signIn('KEYEXAMPLE\\anna', 'pass');
    expect((await readMe(info(null))).name).toBe('KEYEXAMPLE\\anna');
  });

  it('is asked after the server is known, which is asked once', async () => {
    const list = ['GET /Security/My', 'GET /Status/Endpoints'];
    replies = { '/Status/Endpoints': { body: list, version: '25.4.1' }, '/Security/My': { body: my } };
    const client = new QueryClient();
    expect(await client.fetchQuery(serverQuery())).toMatchObject({ version: '25.4.1' });
    expect(await client.fetchQuery(meQuery())).toMatchObject({ roles: ['Enrollers'] });
    await client.fetchQuery(serverQuery());
    expect(paths).toEqual(['/Status/Endpoints', '/Security/My']);
    client.clear();
  });

  it('is read again with the list of what one may call, which has grown old with it', async () => {
    const list = ['GET /Security/My', 'GET /Status/Endpoints', 'GET /EnrollmentPatterns'];
    replies = { '/Status/Endpoints': { body: list, version: '25.4.1' }, '/Security/My': { body: my } };
    const client = new QueryClient();
    expect((await client.fetchQuery(meQuery())).endpoints).toEqual(list);
    const longer = [...list, 'PUT /EnrollmentPatterns/{id}'];
    replies = { ...replies, '/Status/Endpoints': { body: longer, version: '25.4.1' } };
    const again = await client.fetchQuery({ ...meQuery(), staleTime: 0 });
    expect([again.endpoints, client.getQueryData(serverQuery().queryKey)?.endpoints]).toEqual([longer, longer]);
    client.clear();
  });

  it('is read again without what was refused; what is tried stays, and goes with the person', async () => {
    const client = new QueryClient();
    const readAs = (Name: string) => {
      replies = { '/Status/Endpoints': { body: [], version: '25.4.1' }, '/Security/My': { body: { Name } } };
      return client.fetchQuery({ ...meQuery(), staleTime: 0 });
    };
    await readAs('anna');
    client.setQueryData(meQuery().queryKey, (me) => me && { ...me, tried: ['A: B'], refused: {} });
    const again = await readAs('anna');
    expect([again.tried, again.refused]).toEqual([['A: B'], undefined]);
    expect((await readAs('bert')).tried).toBeUndefined();
  });
});

describe('checking a sign-in', () => {
  it('accepts every answer but 401 of a server that answers', async () => {
    for (const status of [200, 403, 404]) {
      session.configure('basic');
      session.signIn('anna', 'pass');
      replies = { '/Status/Endpoints': { status, body: [] } };
      await checkSignIn();
      expect(session.snapshot().state).toBe('signed in');
    }
  });

  it('fails with 401 and the session knows why, or fails with what is wrong with the server', async () => {
    session.configure('basic');
    session.signIn('anna', 'wrong');
    replies = { '/Status/Endpoints': { status: 401 } };
    await expect(checkSignIn()).rejects.toMatchObject({ status: 401 });
    expect(session.snapshot()).toMatchObject({ state: 'needed', problem: expect.stringContaining('password') });
    session.signIn('anna', 'right');
    replies = { '/Status/Endpoints': { status: 503 } };
    await expect(checkSignIn()).rejects.toMatchObject({ status: 503 });
    expect(session.snapshot()).toMatchObject({ state: 'needed', problem: null });
  });
});
