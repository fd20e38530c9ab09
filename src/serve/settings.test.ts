import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { securityHeaders } from './headers.ts';
import { probe } from './probe.ts';
import { readSettings, runtimeConfig } from './settings.ts';

const problemOf = (env: Record<string, string>) => {
  const read = readSettings(env);
  return 'problem' in read ? read.problem : null;
};
const settingsOf = (env: Record<string, string>) => {
  const read = readSettings(env);
  if ('problem' in read) throw new Error(read.problem);
  return read;
};

describe('settings', () => {
  it('without an address the sandbox runs, stored', () => {
    expect(settingsOf({})).toEqual({
      target: { kind: 'sandbox', storePath: '.sandbox', fresh: false },
      signIn: 'integrated',
      oidc: null,
      frameAncestors: [],
    });
  });

  it.each([
    ['https://command.keyexample.com/KeyfactorAPI', '/KeyfactorAPI'],
    ['https://command.keyexample.com/Keyfactor/API/', '/Keyfactor/API'],
  ])('%s is a real server under its base path', (address, basePath) => {
    const settings = settingsOf({ KEYFACTOR_URL: address });
    expect(settings.target).toMatchObject({ kind: 'real', origin: 'https://command.keyexample.com', basePath });
    expect(runtimeConfig(settings)).toMatchObject({
      apiBase: basePath.slice(1),
      signIn: 'basic',
      server: `https://command.keyexample.com${basePath}`,
    });
  });

  it.each([
    ['command.keyexample.com', /must be the address of the Keyfactor API/],
    ['  ', /set but empty/],
    ['ftp://command.keyexample.com/x', /must be the address/],
    ['https://command.keyexample.com/', /has no path/],
    ['https://me:secret@command.keyexample.com/KeyfactorAPI', /user name or password/],
    ['https://command.keyexample.com/KeyfactorAPI?x=1', /without "\?" or "#"/],
  ])('the address %s is refused with a sentence', (address, sentence) => {
    expect(problemOf({ KEYFACTOR_URL: address })).toMatch(sentence);
  });

  it('a password in the address is not repeated in the sentence', () => {
    expect(problemOf({ KEYFACTOR_URL: 'https://me:secret@command.keyexample.com/KeyfactorAPI' })).not.toContain(
      'secret',
    );
  });

  it('an unknown sign-in kind names what is allowed', () => {
    expect(problemOf({ KEYFACTOR_SIGN_IN: 'kerberos' })).toMatch(
      /allowed are "basic", "host", "integrated", "oidc", "portal"\./,
    );
  });

  describe('an OpenID provider', () => {
    const env = {
      KEYFACTOR_SIGN_IN: 'oidc',
      KEYFACTOR_OIDC_AUTHORITY: 'https://login.keyexample.com/realm',
      KEYFACTOR_OIDC_CLIENT_ID: 'command-ui',
    };

    it('is handed to the page, with a scope that lets it be renewed unless another is set', () => {
      const oidc = { authority: 'https://login.keyexample.com/realm', clientId: 'command-ui' };
      expect(runtimeConfig(settingsOf(env))).toMatchObject({
        signIn: 'oidc',
        oidc: { ...oidc, scope: 'openid profile offline_access' },
      });
      const more = { KEYFACTOR_OIDC_SCOPE: 'openid', KEYFACTOR_OIDC_AUDIENCE: 'command' };
      expect(settingsOf({ ...env, ...more }).oidc).toEqual({ ...oidc, scope: 'openid', audience: 'command' });
    });

    it('needs its address and the name of the client, and this kind of sign-in', () => {
      expect(problemOf({ KEYFACTOR_SIGN_IN: 'oidc' })).toContain('KEYFACTOR_OIDC_AUTHORITY must be set');
      expect(problemOf({ ...env, KEYFACTOR_OIDC_CLIENT_ID: ' ' })).toContain('KEYFACTOR_OIDC_CLIENT_ID must be set');
      expect(problemOf({ ...env, KEYFACTOR_OIDC_AUTHORITY: 'login' })).toContain('must be the https address');
      expect(problemOf({ ...env, KEYFACTOR_SIGN_IN: 'basic' })).toContain('KEYFACTOR_SIGN_IN is not "oidc"');
    });

    it('may be asked by the page, and nobody else may', () => {
      expect(securityHeaders([], ['https://login.keyexample.com'])['Content-Security-Policy']).toContain(
        "connect-src 'self' https://login.keyexample.com;",
      );
      expect(securityHeaders([])['Content-Security-Policy']).toContain("connect-src 'self';");
    });
  });

  it('a host that signs in must be named', () => {
    expect(problemOf({ KEYFACTOR_SIGN_IN: 'host' })).toContain('KEYFACTOR_FRAME_ANCESTORS');
    const named = settingsOf({ KEYFACTOR_SIGN_IN: 'host', KEYFACTOR_FRAME_ANCESTORS: 'https://portal.keyexample.com' });
    expect(runtimeConfig(named)).toMatchObject({ signIn: 'host', hosts: ['https://portal.keyexample.com'] });
  });

  it('the policy allows no inline script or style and no other origin', () => {
    const policy = securityHeaders([])['Content-Security-Policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|http|\*/);
  });
});

describe('a portal that shows the page in a frame', () => {
  it('is allowed by its origin, and nobody else is', () => {
    const { frameAncestors } = settingsOf({ KEYFACTOR_FRAME_ANCESTORS: 'https://portal.keyexample.com' });
    expect(securityHeaders(frameAncestors)['Content-Security-Policy']).toContain(
      "frame-ancestors 'self' https://portal.keyexample.com;",
    );
    expect(securityHeaders([])['Content-Security-Policy']).toContain("frame-ancestors 'self';");
  });

  it.each(['https://portal.keyexample.com/path', 'portal', '*'])('%s is no origin', (origin) => {
    expect(problemOf({ KEYFACTOR_FRAME_ANCESTORS: origin })).toMatch(/allowed are origins/);
  });
});

describe('the address is tried before the page is served', () => {
  const answering = async (status: number, work: (origin: string) => Promise<void>) => {
    const server = createServer((_request, response) => {
      response.writeHead(status, status === 302 ? { Location: '/elsewhere' } : {}).end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    } finally {
      server.close();
    }
  };

  it.each([200, 401, 403, 500])('an answer of %d is a server', (status) =>
    answering(status, async (origin) => expect(await probe(`${origin}/KeyfactorAPI`)).toBeNull()),
  );

  it.each([404, 405, 501])('%d says that no API is under this path', (status) =>
    answering(status, async (origin) =>
      expect(await probe(`${origin}/wrong`)).toMatch(/no Keyfactor API under this path/),
    ),
  );

  it('a redirect is not an API', () =>
    answering(302, async (origin) => expect(await probe(`${origin}/x`)).toMatch(/redirects elsewhere/)));

  it('a closed port is named as unreachable', async () => {
    let closed = '';
    await answering(200, async (origin) => {
      closed = origin;
    });
    expect(await probe(`${closed}/KeyfactorAPI`)).toMatch(/could not be reached: 127\.0\.0\.1:\d+ \(ECONNREFUSED\)/);
  });
});
