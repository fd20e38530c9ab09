import * as z from 'zod/mini';
import { environmentColours } from '../ui/environment.ts';

const signInKinds = ['integrated', 'basic'] as const;

/** What `config.json` beside `index.html` may hold. */
interface Config {
  /** Address of the Keyfactor API: below this page, or https. */
  apiBase: string;
  signIn: (typeof signInKinds)[number];
  title: string;
  environment: { label: string; colour: (typeof environmentColours)[number] };
  /** The server's address as the connection page shows it. */
  server?: string | undefined;
}

const quoted = (values: readonly string[]): string => values.map((value) => `"${value}"`).join(', ');

const allowed = {
  apiBase:
    'an https address, or a path relative to the page such as "KeyfactorAPI"; without user name, "?" and "#"; relative where signIn is "integrated"',
  signIn: quoted(signInKinds),
  title: 'text of 1 to 60 characters',
  environment: 'an object with "label" and "colour"',
  'environment.label': 'text of 1 to 24 characters',
  'environment.colour': quoted(environmentColours),
  server: 'text of 1 to 200 characters, or left out',
} as const;

function isApiBase(text: string): boolean {
  if (text === '' || /[?#\\\s]/.test(text) || text.startsWith('//')) return false;
  if (!/^[a-z][a-z\d+.-]*:/i.test(text)) return true;
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'https:' && url.username === '' && url.password === '';
}

const text = (from: number, to: number) => z.string().check(z.minLength(from), z.maxLength(to));

const schema = z
  .strictObject({
    apiBase: z.string().check(z.refine(isApiBase)),
    signIn: z.enum(signInKinds),
    title: text(1, 60),
    environment: z.strictObject({ label: text(1, 24), colour: z.enum(environmentColours) }),
    server: z.optional(text(1, 200)),
  })
  .check(
    // Cookies and Windows sign-in do not go to another origin, so this pair could never work.
    z.refine((config) => config.signIn === 'basic' || !config.apiBase.includes('://'), { path: ['apiBase'] }),
  );

/** A setting that is wrong, and what is allowed in its place. */
export interface ConfigProblem {
  key: string;
  allowed: string;
}

export type ReadConfig =
  | { ok: true; config: Config }
  | { ok: false; summary: string; problems: readonly ConfigProblem[] };

const isKnown = (key: string): key is keyof typeof allowed => key in allowed;

/** Checks what `config.json` held. Returns the configuration, or every wrong key with what is allowed. */
export function readConfig(body: unknown): ReadConfig {
  const read = schema.safeParse(body);
  if (read.success) return { ok: true, config: read.data };
  const problems = new Map<string, string>();
  for (const issue of read.error.issues) {
    const place = issue.path.join('.');
    if (issue.code === 'unrecognized_keys') {
      const known = Object.keys(allowed).filter((key) =>
        place === '' ? !key.includes('.') : key.startsWith(`${place}.`),
      );
      for (const key of issue.keys) {
        const full = place === '' ? key : `${place}.${key}`;
        problems.set(
          full,
          `not a setting; the settings here are ${known.map((name) => name.split('.').at(-1)).join(', ')}`,
        );
      }
    } else if (isKnown(place)) problems.set(place, allowed[place]);
    else problems.set('config.json', 'a JSON object');
  }
  return {
    ok: false,
    summary: 'The configuration of this page is wrong.',
    problems: Array.from(problems, ([key, words]) => ({ key, allowed: words })),
  };
}

const broken = (summary: string): ReadConfig => ({ ok: false, summary, problems: [] });

/** Reads the configuration that lies beside this page. */
export async function fetchConfig(): Promise<ReadConfig> {
  const address = new URL('config.json', document.baseURI);
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
  return readConfig(body);
}
