import { environmentColours } from '../ui/environment.ts';
import { signInKinds } from './config.ts';
import type { ConfigProblem } from './config.ts';

const quoted = (values: readonly string[]): string => values.map((value) => `"${value}"`).join(', ');

const allowed = {
  apiBase:
    'an https address, or a path relative to the page such as "KeyfactorAPI"; without user name, "?" and "#"; relative where signIn is "integrated" or "portal"',
  signIn: quoted(signInKinds),
  oidc: 'an object with "authority", "clientId" and "scope" where signIn is "oidc", else left out',
  'oidc.authority': 'the https address of the OpenID provider, without "?" and "#"',
  'oidc.clientId': 'text of 1 to 200 characters',
  'oidc.scope': 'words separated by spaces, with "openid" among them',
  'oidc.audience': 'text of 1 to 500 characters, or left out',
  'oidc.resource': 'an absolute address without "#", or left out',
  hosts:
    'a list of origins such as "https://portal.keyexample.com"; at least one where signIn is "host", or else left out',
  title: 'text of 1 to 60 characters',
  theme: 'an object with any of "mode", "accent", "font", "radius", "density", or left out',
  'theme.mode': '"system", "light", "dark"',
  'theme.accent': 'a colour such as "#0a5ea8"',
  'theme.font': 'a list of font families, without quotes other than \' and "',
  'theme.radius': 'a number of pixels from 0 to 16',
  'theme.density': '"comfortable", "compact"',
  environment: 'an object with "label" and "colour"',
  'environment.label': 'text of 1 to 24 characters',
  'environment.colour': quoted(environmentColours),
  server: 'text of 1 to 200 characters, or left out',
} as const;

/** What the schema says of one member. */
interface Issue {
  code: string | undefined;
  path: readonly PropertyKey[];
  /** The members that it does not know. */
  keys?: readonly string[];
}

const isKnown = (key: string): key is keyof typeof allowed => key in allowed;

/** The setting that a path of the schema belongs to: `hosts.0` is an entry of `hosts`. */
const settingOf = (path: readonly PropertyKey[]) => path.filter((step) => typeof step !== 'number').join('.');

/** Every setting that is wrong, once, with what is allowed in its place. */
export function problemsOf(issues: readonly Issue[]): ConfigProblem[] {
  const problems = new Map<string, string>();
  for (const { code, path, keys = [] } of issues) {
    const place = settingOf(path);
    if (code === 'unrecognized_keys') {
      const known = Object.keys(allowed).filter((key) =>
        place === '' ? !key.includes('.') : key.startsWith(`${place}.`),
      );
      const names = known.map((name) => name.split('.').at(-1)).join(', ');
      for (const key of keys) {
        problems.set(place === '' ? key : `${place}.${key}`, `not a setting; the settings here are ${names}`);
      }
    } else if (isKnown(place)) problems.set(place, allowed[place]);
    else problems.set('the whole', 'an object with the settings');
  }
  return Array.from(problems, ([key, words]) => ({ key, allowed: words }));
}
