import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const good = {
  apiBase: 'KeyfactorAPI',
  signIn: 'integrated',
  title: 'Keyfactor Command',
  environment: { label: 'Production', colour: 'red' },
};

const place = 'in /pki/config.json';

const wrongKeys = async (body: unknown): Promise<string[]> => {
  const read = await readConfig(body, place);
  return read.ok ? [] : read.problems.map((problem) => problem.key);
};

describe('the run-time configuration', () => {
  it('takes a complete one as it is', async () => {
    expect(await readConfig(good, place)).toEqual({ ok: true, config: good });
    const full = { ...good, server: 'https://command.keyexample.com/KeyfactorAPI' };
    expect(await readConfig(full, place)).toEqual({ ok: true, config: full });
  });

  it('accepts the defaults that are shipped', async () => {
    const shipped: unknown = JSON.parse(readFileSync(new URL('../../public/config.json', import.meta.url), 'utf8'));
    expect(await wrongKeys(shipped)).toEqual([]);
  });

  it.each(['KeyfactorAPI', '/Keyfactor/API', '../KeyfactorAPI'])(
    'takes %s as the address of the API',
    async (apiBase) => expect(await wrongKeys({ ...good, apiBase })).toEqual([]),
  );

  it('takes an address of another origin with basic sign-in only: cookies do not go there', async () => {
    const apiBase = 'https://command.keyexample.com/KeyfactorAPI';
    expect(await wrongKeys({ ...good, apiBase, signIn: 'basic' })).toEqual([]);
    expect(await wrongKeys({ ...good, apiBase })).toEqual(['apiBase']);
  });

  it.each([
    '',
    'http://command.keyexample.com/KeyfactorAPI',
    '//command.keyexample.com/KeyfactorAPI',
    'https://user:word@command.keyexample.com/KeyfactorAPI',
    'KeyfactorAPI?x=1',
    'KeyfactorAPI#x',
    'javascript:alert(1)',
    'C:\\KeyfactorAPI',
    4,
  ])('refuses %j as the address of the API', async (apiBase) =>
    expect(await wrongKeys({ ...good, apiBase })).toEqual(['apiBase']),
  );

  it('names a wrong setting and what is allowed', async () => {
    expect(await readConfig({ ...good, environment: { label: 'Test', colour: 'pink' } }, place)).toMatchObject({
      ok: false,
      problems: [{ key: 'environment.colour', allowed: '"grey", "blue", "green", "amber", "red"' }],
    });
    expect(await readConfig({ ...good, signIn: 'kerberos' }, place)).toMatchObject({
      problems: [{ key: 'signIn', allowed: '"integrated", "portal", "basic", "oidc", "host"' }],
    });
  });

  it('names every wrong setting, not only the first', async () => {
    const environment = { label: 'a label that is much too long', colour: 'red' };
    expect(await wrongKeys({ apiBase: 'KeyfactorAPI', signIn: 'basic', title: '', environment })).toEqual([
      'title',
      'environment.label',
    ]);
    expect(await wrongKeys({})).toEqual(['apiBase', 'signIn', 'title', 'environment']);
  });

  it('refuses a setting it does not know, and says which there are', async () => {
    expect(await readConfig({ ...good, apiUrl: 'x' }, place)).toMatchObject({
      problems: [
        {
          key: 'apiUrl',
          allowed: expect.stringContaining('apiBase, signIn, oidc, hosts, title, theme, environment') as unknown,
        },
      ],
    });
    expect(await wrongKeys({ ...good, environment: { ...good.environment, color: 'red' } })).toEqual([
      'environment.color',
    ]);
  });

  describe('with an OpenID provider', () => {
    const oidc = { authority: 'https://login.keyexample.com/realm', clientId: 'command-ui', scope: 'openid profile' };
    const signIn = 'oidc';

    it('takes it with and without audience and resource', async () => {
      expect(await wrongKeys({ ...good, signIn, oidc })).toEqual([]);
      const full = { ...oidc, audience: 'command', resource: 'https://command.keyexample.com/KeyfactorAPI' };
      expect(await wrongKeys({ ...good, signIn, oidc: full })).toEqual([]);
    });

    it('needs it for this kind of sign-in, and for no other', async () => {
      expect(await wrongKeys({ ...good, signIn })).toEqual(['oidc']);
      expect(await wrongKeys({ ...good, oidc })).toEqual(['oidc']);
    });

    it.each([
      ['authority', 'http://login.keyexample.com'],
      ['authority', 'https://login.keyexample.com/?x=1'],
      ['authority', 'https://me:word@login.keyexample.com'],
      ['clientId', ''],
      ['scope', 'profile'],
      ['audience', ''],
      ['resource', 'command'],
    ])('refuses a wrong %s: %j', async (key, value) =>
      expect(await wrongKeys({ ...good, signIn, oidc: { ...oidc, [key]: value } })).toEqual([`oidc.${key}`]),
    );

    it('takes one without TLS on this machine only', async () =>
      expect(await wrongKeys({ ...good, signIn, oidc: { ...oidc, authority: 'http://127.0.0.1:9000' } })).toEqual([]));
  });

  it('names who may talk to the page by origin, and somebody must where the token comes from there', async () => {
    const signIn = 'host';
    expect(await wrongKeys({ ...good, signIn, hosts: ['https://portal.keyexample.com'] })).toEqual([]);
    expect(await wrongKeys({ ...good, hosts: ['https://portal.keyexample.com', 'http://localhost:8080'] })).toEqual([]);
    for (const hosts of [['*'], ['https://portal.keyexample.com/'], ['portal'], 'https://portal.keyexample.com']) {
      expect(await wrongKeys({ ...good, hosts })).toEqual(['hosts']);
    }
    expect(await wrongKeys({ ...good, signIn })).toEqual(['hosts']);
    expect(await wrongKeys({ ...good, signIn, hosts: [] })).toEqual(['hosts']);
    expect((await readConfig({ ...good, signIn }, place, true)).ok).toBe(true);
  });

  it('takes the portal’s proxy below this origin only: its cookie goes nowhere else', async () => {
    expect(await wrongKeys({ ...good, signIn: 'portal', apiBase: '/KeyfactorProxy' })).toEqual([]);
    const elsewhere = 'https://command.keyexample.com/KeyfactorProxy';
    expect(await wrongKeys({ ...good, signIn: 'portal', apiBase: elsewhere })).toEqual(['apiBase']);
  });

  it.each([null, [], 'text', 4])('refuses %j, which is no object', async (body) =>
    expect(await wrongKeys(body)).toEqual(['the whole']),
  );
});
