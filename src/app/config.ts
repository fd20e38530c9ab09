import * as z from 'zod/mini';
import { environmentColours } from '../ui/environment.ts';
import { themeTokens } from './look.ts';
import type { ThemeTokens } from './look.ts';

export const signInKinds = ['integrated', 'portal', 'basic', 'oidc', 'host'] as const;

/** The OpenID provider of `signIn: "oidc"`, and what this app is registered as there. */
export interface OidcConfig {
  /** The provider's issuer; its discovery document lies below it. */
  authority: string;
  clientId: string;
  /** Separated by spaces; `openid` is one of them. */
  scope: string;
  /** Sent as `audience`, which some providers ask for to issue a token for the API. */
  audience?: string | undefined;
  /** Sent as `resource` (RFC 8707), which other providers ask for. */
  resource?: string | undefined;
}

/** What `config.json` beside `index.html` may hold. */
export interface Config {
  /** Address of the Keyfactor API: below this page, or https. */
  apiBase: string;
  signIn: (typeof signInKinds)[number];
  oidc?: OidcConfig | undefined;
  /** Origins of pages that may show this one in a frame and talk to it. */
  hosts?: readonly string[] | undefined;
  title: string;
  theme?: ThemeTokens | undefined;
  environment: { label: string; colour: (typeof environmentColours)[number] };
  /** The server's address as the connection page shows it. */
  server?: string | undefined;
}

function isApiBase(text: string): boolean {
  if (text === '' || /[?#\\\s]/.test(text) || text.startsWith('//')) return false;
  if (!/^[a-z][a-z\d+.-]*:/i.test(text)) return true;
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'https:' && url.username === '' && url.password === '';
}

/** http without TLS is for a provider on this machine only. */
function isAuthority(text: string): boolean {
  if (/[?#\\\s]/.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const local = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return (protocol === 'https:' || (protocol === 'http:' && local)) && username === '' && password === '';
}

const isOrigin = (text: string) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

const isResource = (text: string) => URL.canParse(text) && !text.includes('#');

const text = (from: number, to: number) => z.string().check(z.minLength(from), z.maxLength(to));

const schema = z
  .strictObject({
    apiBase: z.string().check(z.refine(isApiBase)),
    signIn: z.enum(signInKinds),
    title: text(1, 60),
    theme: z.optional(themeTokens),
    environment: z.strictObject({ label: text(1, 24), colour: z.enum(environmentColours) }),
    server: z.optional(text(1, 200)),
    oidc: z.optional(
      z.strictObject({
        authority: z.string().check(z.refine(isAuthority)),
        clientId: text(1, 200),
        scope: z.string().check(z.refine((scope) => scope.split(' ').includes('openid'))),
        audience: z.optional(text(1, 500)),
        resource: z.optional(z.string().check(z.refine(isResource))),
      }),
    ),
    hosts: z.optional(z.array(z.string().check(z.refine(isOrigin)))),
  })
  .check(
    // Cookies and Windows sign-in do not go to another origin, so this pair could never work.
    z.refine(({ signIn, apiBase }) => (signIn !== 'integrated' && signIn !== 'portal') || !apiBase.includes('://'), {
      path: ['apiBase'],
    }),
    z.refine(({ signIn, oidc }) => (signIn === 'oidc') === (oidc !== undefined), { path: ['oidc'] }),
  );

/** A setting that is wrong, and what is allowed in its place. */
export interface ConfigProblem {
  key: string;
  allowed: string;
}

export type ReadConfig =
  | { ok: true; config: Config }
  /** `place`: where the settings are, for the end of a sentence; null where they are not at fault. */
  | { ok: false; summary: string; problems: readonly ConfigProblem[]; place: string | null };

/**
 * Checks what `config.json`, or whatever `place` names, held. Returns the configuration, or every wrong key with what is
 * allowed. `tokenGiven`: whoever starts the app hands it tokens by a call, so that no origin needs to be named for that.
 */
export async function readConfig(body: unknown, place: string, tokenGiven = false): Promise<ReadConfig> {
  const read = schema.safeParse(body);
  const hostless = read.success && read.data.signIn === 'host' && (read.data.hosts ?? []).length === 0;
  if (read.success && (!hostless || tokenGiven)) return { ok: true, config: read.data };
  const { problemsOf } = await import('./configWords.ts');
  return {
    ok: false,
    summary: 'The configuration of this page is wrong.',
    problems: problemsOf(read.success ? [{ code: 'custom', path: ['hosts'] }] : read.error.issues),
    place,
  };
}

/** Reads the configuration that lies beside this page. */
export async function fetchConfig(base: string, tokenGiven = false): Promise<ReadConfig> {
  const address = new URL('config.json', base);
  const place = `in ${address.pathname}`;
  const broken = (summary: string): ReadConfig => ({ ok: false, summary, problems: [], place });
  let response: Response;
  try {
    response = await fetch(address);
  } catch {
    return broken(`The configuration ${address.pathname} could not be reached.`);
  }
  if (!response.ok)
    return broken(`The configuration ${address.pathname} could not be read (status ${response.status}).`);
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    return broken(`The configuration ${address.pathname} is not JSON.`);
  }
  return readConfig(body, place, tokenGiven);
}
