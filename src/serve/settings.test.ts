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
    expect(problemOf({ KEYFACTOR_SIGN_IN: 'kerberos' })).toMatch(/allowed are "basic" and "integrated"/);
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
