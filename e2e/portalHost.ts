import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A page that shows the app in a frame and signs it in with tokens of its own issuer, on a free port of this machine. */
export interface PortalHost {
  /** Origin of the page, and issuer of its tokens. */
  origin: string;
  /** For whom the next tokens are; null: the page has none to give. */
  person: string | null;
  /** The next tokens are of yesterday. */
  stale: boolean;
  /** For which API the next tokens are. */
  audience: string;
  /** The next token, as the page gets it. */
  give: () => Promise<string | null>;
  close: () => void;
}

/** Starts it around an address of the app, with tokens for this audience. */
export async function startPortal(app: string, audience: string): Promise<PortalHost> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const jwk = { ...(await crypto.subtle.exportKey('jwk', keys.publicKey)), kid: 'portal' };
  const portal: PortalHost = {
    origin: '',
    person: 'admin',
    stale: false,
    audience,
    give: async () => (portal.person === null ? null : token(portal.person)),
    close: () => server.close(),
  };

  async function token(person: string): Promise<string> {
    const from = Math.floor(Date.now() / 1000) - (portal.stale ? 86_400 : 1);
    const claims = { iss: portal.origin, aud: portal.audience, sub: person, nbf: from, exp: from + 600 };
    const signed = `${text({ alg: 'ES256', kid: 'portal' })}.${text(claims)}`;
    const scheme = { name: 'ECDSA', hash: 'SHA-256' };
    const signature = await crypto.subtle.sign(scheme, keys.privateKey, new TextEncoder().encode(signed));
    return `${signed}.${Buffer.from(signature).toString('base64url')}`;
  }

  const server = createServer((request, response) => {
    const answer = async () => {
      if (request.url === '/token') return JSON.stringify(await portal.give());
      if (request.url === '/keys') return JSON.stringify({ keys: [jwk] });
      if (request.url === '/.well-known/openid-configuration') {
        return JSON.stringify({ issuer: portal.origin, jwks_uri: `${portal.origin}/keys` });
      }
      return page(app);
    };
    answer().then(
      (body) =>
        response.writeHead(200, { 'Content-Type': body.startsWith('<') ? 'text/html' : 'application/json' }).end(body),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  portal.origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return portal;
}

const page = (app: string) => `<!doctype html>
<html lang="en"><head><title>Portal</title><link rel="icon" href="data:,"></head>
<body><h1>Portal</h1><iframe title="Certificates" src="${app}" width="1300" height="800"></iframe>
<script>
  const frame = document.querySelector('iframe');
  const origin = new URL(frame.src).origin;
  addEventListener('message', async (event) => {
    if (event.origin !== origin || event.source !== frame.contentWindow) return;
    if (event.data.source !== 'keyfactor-command-ui' || event.data.type !== 'sign-in-needed') return;
    const token = await (await fetch('/token')).json();
    frame.contentWindow.postMessage({ target: 'keyfactor-command-ui', version: 1, type: 'token', token }, origin);
  });
</script></body></html>`;
