/** How this server was started: against the sandbox, or in front of a real Keyfactor Command. */
export type Target =
  | { kind: 'sandbox'; storePath: string | null; fresh: boolean }
  | { kind: 'real'; origin: string; basePath: string; address: string };

const signInKinds = ['basic', 'host', 'integrated', 'oidc', 'portal'] as const;

/** Settings of the OpenID provider, and what config.json calls them. */
const oidcSettings = [
  ['KEYFACTOR_OIDC_AUTHORITY', 'authority'],
  ['KEYFACTOR_OIDC_CLIENT_ID', 'clientId'],
  ['KEYFACTOR_OIDC_SCOPE', 'scope'],
  ['KEYFACTOR_OIDC_AUDIENCE', 'audience'],
  ['KEYFACTOR_OIDC_RESOURCE', 'resource'],
] as const;

export interface Settings {
  target: Target;
  /** How the page signs in, handed to it through config.json. */
  signIn: (typeof signInKinds)[number];
  /** The OpenID provider of `signIn` "oidc", as config.json holds it; the page checks it. */
  oidc: Readonly<Record<string, string>> | null;
  /** Origins that may show the page in a frame, besides its own. */
  frameAncestors: readonly string[];
}

/**
 * Reads the settings from the environment.
 * @returns the settings, or one sentence that says what is wrong and what is allowed.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings | { problem: string } {
  const wanted = env.KEYFACTOR_SIGN_IN ?? (env.KEYFACTOR_URL ? 'basic' : 'integrated');
  const signIn = signInKinds.find((kind) => kind === wanted);
  if (signIn === undefined) {
    return {
      problem: `KEYFACTOR_SIGN_IN is "${wanted}"; allowed are ${signInKinds.map((kind) => `"${kind}"`).join(', ')}.`,
    };
  }
  const oidc = readOidc(env, signIn);
  if (oidc !== null && 'problem' in oidc) return { problem: oidc.problem };
  const frameAncestors = (env.KEYFACTOR_FRAME_ANCESTORS ?? '').split(/[\s,]+/).filter((origin) => origin !== '');
  const wrong = frameAncestors.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong !== undefined) {
    return {
      problem: `KEYFACTOR_FRAME_ANCESTORS holds "${wrong}"; allowed are origins such as https://portal.keyexample.com.`,
    };
  }
  if (signIn === 'host' && frameAncestors.length === 0) {
    return {
      problem:
        'KEYFACTOR_SIGN_IN is "host", so KEYFACTOR_FRAME_ANCESTORS must name the origin of the page that signs in.',
    };
  }
  const text = env.KEYFACTOR_URL;
  if (text?.trim() === '') {
    return { problem: 'KEYFACTOR_URL is set but empty; give it the address of the API, or unset it for the sandbox.' };
  }
  if (text === undefined) {
    return {
      target: {
        kind: 'sandbox',
        storePath: env.KEYFACTOR_SANDBOX_MEMORY === '1' ? null : '.sandbox',
        fresh: env.KEYFACTOR_SANDBOX_FRESH === '1',
      },
      signIn,
      oidc: oidc?.values ?? null,
      frameAncestors,
    };
  }
  const example = 'https://command.keyexample.com/KeyfactorAPI';
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return { problem: `KEYFACTOR_URL is "${text}"; it must be the address of the Keyfactor API, such as ${example}.` };
  }
  if (url.username !== '' || url.password !== '') {
    return { problem: 'KEYFACTOR_URL holds a user name or password; leave them out, the page asks for them.' };
  }
  if (url.search !== '' || url.hash !== '') {
    return { problem: `KEYFACTOR_URL must end with the API's path, without "?" or "#", such as ${example}.` };
  }
  const basePath = url.pathname.replace(/\/+$/, '');
  if (basePath === '') {
    return {
      problem: `KEYFACTOR_URL has no path; the API's base path belongs to it, such as ${example} or ${url.origin}/Keyfactor/API.`,
    };
  }
  return {
    target: { kind: 'real', origin: url.origin, basePath, address: url.origin + basePath },
    signIn,
    oidc: oidc?.values ?? null,
    frameAncestors,
  };
}

function readOidc(
  env: Readonly<Record<string, string | undefined>>,
  signIn: Settings['signIn'],
): { values: Readonly<Record<string, string>> } | { problem: string } | null {
  const given = oidcSettings.filter(([name]) => env[name] !== undefined);
  const names = given.map(([name]) => name).join(', ');
  if (signIn !== 'oidc') {
    return given.length === 0 ? null : { problem: `${names} set, but KEYFACTOR_SIGN_IN is not "oidc".` };
  }
  const missing = oidcSettings.slice(0, 2).find(([name]) => (env[name] ?? '').trim() === '');
  if (missing !== undefined) return { problem: `KEYFACTOR_SIGN_IN is "oidc", so ${missing[0]} must be set.` };
  const authority = env.KEYFACTOR_OIDC_AUTHORITY ?? '';
  if (!/^https?:/.test(authority) || !URL.canParse(authority)) {
    return {
      problem: `KEYFACTOR_OIDC_AUTHORITY is "${authority}"; it must be the https address of the OpenID provider.`,
    };
  }
  return {
    values: {
      scope: 'openid profile offline_access',
      ...Object.fromEntries(given.map(([name, key]) => [key, env[name] ?? ''])),
    },
  };
}

/** The run-time configuration that the start command answers for `config.json`. */
export function runtimeConfig(settings: Settings): Record<string, unknown> {
  const sandbox = settings.target.kind === 'sandbox';
  return {
    apiBase: settings.target.kind === 'real' ? settings.target.basePath.slice(1) : 'KeyfactorAPI',
    signIn: settings.signIn,
    ...(settings.oidc === null ? {} : { oidc: settings.oidc }),
    ...(settings.frameAncestors.length === 0 ? {} : { hosts: settings.frameAncestors }),
    title: 'Keyfactor Command',
    environment: sandbox ? { label: 'Sandbox', colour: 'amber' } : { label: 'Command', colour: 'blue' },
    ...(settings.target.kind === 'real' ? { server: settings.target.address } : {}),
  };
}
