import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claimedOrigin, securityHeaders } from '../headers.ts';

const textOf = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');
const nginx = textOf('nginx.conf');
const iis = textOf('web.config');

/** What lies behind a text, as far as another one where there is such. */
function between(text: string, from: string, to?: string): string {
  const after = text.split(from)[1];
  if (after === undefined) throw new Error(`there is no ${from}`);
  return (to === undefined ? undefined : after.split(to)[0]) ?? after;
}

const pairs = (text: string, form: RegExp): Record<string, string> =>
  Object.fromEntries(Array.from(text.matchAll(form), ([, name = '', quoted, bare]) => [name, quoted ?? bare ?? '']));

/** Headers that nginx adds in a part of its file, without those that it makes up for each answer. */
const nginxHeaders = (part: string) => pairs(part, /^ *add_header (\S+) (?:"([^"]*)"|([^$\s;]+))(?: always)?;/gm);
const iisHeaders = (part: string) => pairs(part, /<add name="([^"]+)" value="([^"]*)" \/>/g);

const nginxPage = between(nginx, 'location /pki/ {', 'location ~ ^/Keyfactor');
const nginxApi = between(nginx, 'location ~ ^/Keyfactor');
const iisSite = between(iis, '<customHeaders>', '</customHeaders>');
const iisApi = between(iis, '<location path="KeyfactorAPI">');

describe('nginx.conf and web.config', () => {
  it('send the page with the headers of the start command', () => {
    const { Vary: _forCaches, ...page } = nginxHeaders(nginxPage);
    expect(page).toEqual(securityHeaders([]));
    expect(iisHeaders(iisSite)).toEqual(securityHeaders([]));
  });

  it('send answers of the API with the same headers', () => {
    const { 'Content-Security-Policy': policy, ...api } = nginxHeaders(nginxApi);
    expect(api).toEqual({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    expect({ ...iisHeaders(iisSite), ...iisHeaders(iisApi) }).toMatchObject({
      ...api,
      'Content-Security-Policy': policy,
    });
    // What is not taken away first stands there twice.
    expect(iisApi).toContain('<remove name="Content-Security-Policy" />');
  });

  it('have hashed files kept for a year, and the page asked for each time', () => {
    expect(nginx).toMatch(/default no-cache;\n *~\/assets\/ "public, max-age=31536000, immutable";/);
    const [ofSite, ofAssets] = [...iis.matchAll(/<clientCache ([^>]+?) \/>/g)].map(([, members]) => members);
    expect(ofSite).toBe('cacheControlMode="DisableCache"');
    expect(ofAssets).toContain('cacheControlMaxAge="365.00:00:00" cacheControlCustom="public, immutable"');
    expect(365 * 24 * 3600).toBe(31_536_000);
  });

  it('wait ten minutes for the server', () => {
    expect(nginxApi).toMatch(/proxy_read_timeout 600s;\n *proxy_send_timeout 600s;/);
    expect(iis).toContain('/timeout:00:10:00 ');
  });

  it('take bodies of 16 MiB and addresses of 32 KiB, and close each connection', () => {
    expect(nginxApi).toContain('client_max_body_size 16m;');
    expect(iis).toContain(`maxAllowedContentLength="${16 * 1024 * 1024}"`);
    expect(nginx).toContain('large_client_header_buffers 4 32k;');
    expect(iis).toContain(`maxQueryString="${32 * 1024}"`);
    expect(nginx).toContain('keepalive_timeout 0;');
    expect(iis).toContain('allowKeepAlive="false"');
  });

  it('let no call claim to come from elsewhere', () => {
    const ofNginx = Object.keys(pairs(nginxApi, /^ *proxy_set_header (\S+) (?:"()"|(\$remote_addr));/gm));
    const ofIis = Object.keys(pairs(iis, /<set name="HTTP_([^"]+)" value="()" \/>/g));
    expect(ofNginx.map((name) => name.toLowerCase()).sort()).toEqual([...claimedOrigin]);
    expect(ofIis.map((name) => name.toLowerCase().replaceAll('_', '-')).sort()).toEqual([...claimedOrigin]);
  });

  it('keep the ways to sign in from the browser, but for Negotiate where it is the browser that signs in', () => {
    expect(nginxApi).toMatch(/proxy_hide_header WWW-Authenticate;\n *# add_header WWW-Authenticate \$\w+ always;/);
    expect(iis).toContain('<match serverVariable="RESPONSE_WWW_AUTHENTICATE" pattern=".+" />');
    expect(iis).toContain('pattern of the rule "No password box" is ^(?!Negotiate).');
  });
});
