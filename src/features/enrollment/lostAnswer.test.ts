import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { MutationObserver, type MutationOptions } from '@tanstack/react-query';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newCertificatesQuery } from '../../api/certificates.ts';
import { call, configureClient, serverNow } from '../../api/client.ts';
import { enrollCsr, enrollPfx, type Enrolled } from '../../api/enrollment.ts';
import { session } from '../../api/session.ts';
import { queryClient } from '../../app/queryClient.ts';
import { browserKeys, generateKeyPair } from '../../domain/browserKeys.ts';
import { makeCsr } from '../../domain/csrMaker.ts';
import { parseDn } from '../../domain/dn.ts';
import { pem } from '../../domain/pem.ts';
import { createSandbox, type Sandbox } from '../../sandbox/app.ts';
import { at, records } from '../../sandbox/apiForTests.ts';
import { outcomeOf } from './enrollOnce.ts';
import { adoptedPfx } from './sent.ts';

let sandbox: Sandbox;
let server: Server;
let origin = '';

beforeAll(async () => {
  sandbox = await createSandbox({});
  const listen = getRequestListener((request, env) => sandbox.fetch(request, env), { overrideGlobalObjects: false });
  server = createServer((request, response) => {
    response.setHeader('Connection', 'close');
    void listen(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  configureClient({ apiBase: `${origin}/KeyfactorAPI`, sleep: () => Promise.resolve() });
  session.configure('integrated');
});
afterAll(async () => {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  sandbox.close();
});

/** Changes the sandbox's world, or with no change tells its state. */
async function world(change?: Record<string, unknown>): Promise<unknown> {
  const sent = change === undefined ? {} : { method: 'PATCH', body: JSON.stringify(change) };
  const answer = await fetch(`${origin}/sandbox/world`, sent);
  expect(answer.status).toBe(200);
  return answer.json();
}

async function csrOf(name: string): Promise<string> {
  const choice = browserKeys.find((key) => key.label === 'ECC P-256');
  const subject = parseDn(`CN=${name}`);
  if (!choice || !subject.ok) throw new Error('No key or no name.');
  const made = await makeCsr({ subject: subject.value, sans: [], key: await generateKeyPair(choice) });
  if (!made.ok) throw new Error(made.reason);
  return pem('CERTIFICATE REQUEST', made.value);
}

const timestamp = () =>
  serverNow()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z');
const target = (profile: string) =>
  profile === '25.4' ? { EnrollmentPatternId: 3 } : { Template: 'WebServer2Y', CertificateAuthority: 'CorpIssuingCA1' };

/** Sends one mutation as a wizard does; what was thrown, undefined where an answer came. */
async function send<Answer, Post>(options: MutationOptions<Answer, Error, Post>, post: Post) {
  try {
    return { answer: await new MutationObserver(queryClient, options).mutate(post), error: undefined };
  } catch (error) {
    return { answer: undefined, error };
  }
}

/** Each request of a wizard, for a common name. */
const requests: Record<
  string,
  (name: string, profile: string) => Promise<{ answer: Enrolled | undefined; error: unknown }>
> = {
  PFX: (name, profile) => {
    const version = profile === '25.4' ? 2 : 1;
    const made = { Subject: `CN=${name}`, Password: 'Vq7-hdk2-MMz9', IncludeChain: true, SANs: {} };
    const body = { ...made, ...target(profile), Timestamp: timestamp() };
    return send(enrollPfx(), { version, certificateFormat: 'PFX', body });
  },
  CSR: async (name, profile) => {
    const made = { CSR: await csrOf(name), IncludeChain: true, SANs: {} };
    const body = { ...made, ...target(profile), Timestamp: timestamp() };
    return send(enrollCsr(), { certificateFormat: 'PEM', forceEnroll: false, body });
  },
};

/** What the server holds under a name, asked without the search under test. */
async function held(name: string): Promise<number[]> {
  const { body } = await call('/Certificates', { query: { QueryString: `IssuedCN -eq "${name}"` } });
  return records(body).map((row) => Number(row['Id']));
}

describe.each(['25.4', '10.5'])('on %s', (profile) => {
  describe.each(Object.keys(requests))('an enrollment with %s', (kind) => {
    /** One enrollment under a fault that would hit every repeat, too. */
    async function enroll(fault: string) {
      const name = `${fault}.${kind.toLowerCase()}.${profile.replace('.', '-')}.keyexample.com`;
      await world({ profile, faults: [{ method: 'POST', path: `/Enrollment/${kind}`, kind: fault, times: 9 }] });
      const since = serverNow().getTime() - 120_000;
      const result = await requests[kind]?.(name, profile);
      const reached = 9 - Number(at(await world(), 'faults', 0, 'times'));
      await world({ faults: [] });
      const shown = outcomeOf('sent', result?.answer, result?.error);
      return {
        shown,
        reached,
        ids: await held(name),
        found: await queryClient.fetchQuery(newCertificatesQuery(name, since)),
      };
    }

    test.each(['drop-after', 'truncated', 'empty'])(
      'whose answer is lost (%s) is unknown, was made once, and is found by the search',
      async (fault) => {
        const { shown, reached, ids, found } = await enroll(fault);
        expect(shown.kind).toBe('unknown');
        expect(reached).toBe(1);
        expect(ids).toHaveLength(1);
        expect(found).toMatchObject({ complete: true, rows: [{ certificateId: ids[0] }] });
        expect(found?.rows).toHaveLength(1);
        const adopted = found?.rows.map(adoptedPfx)[0] ?? null;
        expect(outcomeOf('sent', undefined, undefined, adopted)).toMatchObject({ kind: 'answered', adopted: true });
      },
    );

    test('that never reached the server is unknown as well, and the search says that there is none', async () => {
      const { shown, reached, ids, found } = await enroll('drop-before');
      expect(shown.kind).toBe('unknown');
      expect(reached).toBe(1);
      expect(ids).toEqual([]);
      expect(found).toEqual({ rows: [], complete: true });
    });
  });
});
