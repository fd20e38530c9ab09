import { createServer, type IncomingMessage } from 'node:http';
import { request as ask } from 'node:https';
import type { AddressInfo } from 'node:net';
import { freePort, withNginx } from './nginx.ts';
import { startBefore } from './servers.ts';
import { expect, test } from './world.ts';

// nginx has a certificate of its own making.
test.use({ ignoreHTTPSErrors: true });

interface Received {
  request: string;
  headers: IncomingMessage['headers'];
  body: string;
}

const large = 'x'.repeat(3_000_000);

const offered = ['Negotiate b2ZmZXJlZA==', 'NTLM', 'Basic realm="Command, Negotiate"'];

/** The same in one header. */
const joined = 'NTLM, Negotiate b2ZmZXJlZA==, Basic realm="Command, Negotiate"';

/** Begins a call, sends part of its body, and sends the rest once part of the answer is there. Gives the whole answer. */
const inParts = (url: string): Promise<string> =>
  new Promise((done, failed) => {
    const outgoing = ask(url, { method: 'POST', rejectUnauthorized: false, agent: false }, (answer) => {
      const parts: string[] = [];
      answer.setEncoding('utf8').once('data', () => outgoing.end('the rest'));
      answer.on('data', (part: string) => parts.push(part)).on('end', () => done(parts.join('')));
    });
    outgoing.on('error', failed).write('a part, ');
  });

/**
 * A server in place of Command that notes what comes, and lets nobody in; by its address it drops a call, says much, or
 * gives back each part of what it is sent as it comes.
 */
async function withRecorder(work: (address: string, received: Received[]) => Promise<void>): Promise<void> {
  const received: Received[] = [];
  const server = createServer((incoming, outgoing) => {
    if (incoming.url?.includes('echoed') === true) {
      incoming.pipe(outgoing);
      return;
    }
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method, url, headers } = incoming;
      received.push({ request: `${method} ${url}`, headers, body: Buffer.concat(chunks).toString() });
      if (url?.includes('dropped')) incoming.socket.destroy();
      else if (url?.includes('large')) outgoing.end(large);
      else {
        const challenge = url?.includes('joined') ? joined : offered;
        outgoing.writeHead(401, { 'WWW-Authenticate': challenge, 'Cache-Control': 'public' }).end();
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  try {
    await work(`http://localhost:${(server.address() as AddressInfo).port}`, received);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('nginx passes requests to Command as they are, once, without a password box or a log of what they hold', async ({
  request,
}) => {
  await withRecorder((run, received) =>
    withNginx(run, '/pki/', async ({ origin, accessLog, errorLog }) => {
      const api = `${origin}/KeyfactorAPI`;
      const headers = { authorization: 'Basic bWFya2VyLWNyZWRlbnRpYWw=', cookie: 'session=marker-cookie' };
      const path = `/Certificates?QueryString=${encodeURIComponent('CN -eq "a+b%/c" marker-query')}`;
      const refused = await request.get(api + path, { headers });
      expect(refused.status()).toBe(401);
      expect(refused.headers()).not.toHaveProperty('www-authenticate');
      expect(refused.headers()['cache-control']).toBe('no-store');
      expect(received[0]?.request).toBe(`GET /KeyfactorAPI${path}`);
      expect(received[0]?.headers).toMatchObject(headers);

      const body = `{"Password":"marker-body","Pkcs12Blob":"${large}"}`;
      const posted = await request.post(`${api}/large`, { headers, data: body });
      expect(await posted.text()).toBe(large);
      expect(received[1]).toMatchObject({ request: 'POST /KeyfactorAPI/large', headers, body });

      for (const method of ['POST', 'PUT']) {
        const dropped = await request.fetch(`${api}/dropped?marker-query`, { method, headers, data: body });
        expect(dropped.status()).toBe(502);
      }
      expect(received.slice(2).map((each) => each.request)).toEqual([
        'POST /KeyfactorAPI/dropped?marker-query',
        'PUT /KeyfactorAPI/dropped?marker-query',
      ]);
      await request.get(`${origin}/pki/?code=marker-code`);

      for (const base of ['/Keyfactor/API', '/KeyfactorProxy']) {
        await request.get(`${origin}${base}/Templates?ReturnLimit=1`);
        expect(received.at(-1)?.request).toBe(`GET ${base}/Templates?ReturnLimit=1`);
      }

      expect(accessLog()).toMatch(/POST \/KeyfactorAPI\/large 200/);
      expect(accessLog()).toMatch(/POST \/KeyfactorAPI\/dropped 502/);
      expect(accessLog()).not.toMatch(/marker|bWFya2Vy|\?/);
      expect(errorLog()).not.toMatch(/marker|bWFya2Vy|\?/);
    }),
  );
});

test('nginx keeps what a request holds out of its files', async ({ request }) => {
  const send = async ({ origin, errorLog }: { origin: string; errorLog: () => string }) => {
    const answer = await request.post(`${origin}/KeyfactorAPI/large`, { data: large });
    expect(await answer.text()).toBe(large);
    expect(errorLog()).not.toContain('temporary file');
    // Nor does either direction wait for its end, to be kept meanwhile.
    expect(await inParts(`${origin}/KeyfactorAPI/echoed`)).toBe('a part, the rest');
  };
  await withRecorder((run) => withNginx(run, '/pki/', send, { verbose: true }));
});

const claims = {
  forwarded: 'for=10.9.8.7;proto=https',
  'x-forwarded-for': '10.9.8.7',
  'x-forwarded-host': 'elsewhere.keyexample.com',
  'x-forwarded-port': '444',
  'x-forwarded-prefix': '/elsewhere',
  'x-forwarded-proto': 'https',
  'x-original-url': '/KeyfactorAPI/Elsewhere',
  'x-real-ip': '10.9.8.7',
  'x-rewrite-url': '/KeyfactorAPI/Elsewhere',
};

/** The two servers of this project that stand before Command, set up for one way to sign in. */
const servers = {
  nginx: (run: string, signIn: string, work: (api: string) => Promise<void>) =>
    withNginx(run, '/pki/', ({ origin }) => work(`${origin}/KeyfactorAPI`), {
      follow: signIn === 'integrated' ? ['Sign-in by Windows'] : [],
    }),
  'npm start': async (run: string, signIn: string, work: (api: string) => Promise<void>) =>
    startBefore(`${run}/KeyfactorAPI`, await freePort(), (address) => work(`${address}KeyfactorAPI`), {
      KEYFACTOR_SIGN_IN: signIn,
    }),
};

for (const [name, withServer] of Object.entries(servers)) {
  test(`${name} shows the browser the challenge Negotiate where Windows signs in, else none, and nobody says where a call comes from`, async ({
    request,
  }) => {
    for (const [signIn, shown] of [
      ['basic', undefined],
      ['integrated', 'Negotiate b2ZmZXJlZA=='],
    ] as const) {
      await withRecorder((run, received) =>
        withServer(run, signIn, async (api) => {
          const answer = await request.get(`${api}/Templates`, { headers: claims });
          expect(answer.status()).toBe(401);
          expect(answer.headers()['www-authenticate']).toBe(shown);
          expect((await request.get(`${api}/joined`)).headers()['www-authenticate']).toBe(shown);
          const headers = received.find((each) => each.request === 'GET /KeyfactorAPI/Templates')?.headers;
          expect(headers).toHaveProperty('accept');
          const passed = Object.entries(claims).filter(([claim]) => headers?.[claim] !== undefined);
          const own = name === 'nginx' ? ['x-forwarded-for'] : [];
          expect(passed.map(([claim]) => claim)).toEqual(own);
          expect(headers?.['x-forwarded-for'] ?? '').not.toContain(claims['x-forwarded-for']);
        }),
      );
    }
  });
}
