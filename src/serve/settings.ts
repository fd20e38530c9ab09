/** How this server was started: against the sandbox, or in front of a real Keyfactor Command. */
export type Target =
  | { kind: 'sandbox'; storePath: string | null; fresh: boolean }
  | { kind: 'real'; origin: string; basePath: string; address: string };

export interface Settings {
  target: Target;
  /** `integrated` or `basic`, handed to the app through config.json. */
  signIn: 'integrated' | 'basic';
  /** Origins that may show the page in a frame, besides its own. */
  frameAncestors: readonly string[];
}

/**
 * Reads the settings from the environment.
 * @returns the settings, or one sentence that says what is wrong and what is allowed.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings | { problem: string } {
  const signIn = env.KEYFACTOR_SIGN_IN ?? (env.KEYFACTOR_URL ? 'basic' : 'integrated');
  if (signIn !== 'integrated' && signIn !== 'basic') {
    return { problem: `KEYFACTOR_SIGN_IN is "${signIn}"; allowed are "basic" and "integrated".` };
  }
  const frameAncestors = (env.KEYFACTOR_FRAME_ANCESTORS ?? '').split(/[\s,]+/).filter((origin) => origin !== '');
  const wrong = frameAncestors.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong !== undefined) {
    return {
      problem: `KEYFACTOR_FRAME_ANCESTORS holds "${wrong}"; allowed are origins such as https://portal.keyexample.com.`,
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
    frameAncestors,
  };
}

/** The run-time configuration that the start command answers for `config.json`. */
export function runtimeConfig(settings: Settings): Record<string, unknown> {
  const sandbox = settings.target.kind === 'sandbox';
  return {
    apiBase: settings.target.kind === 'real' ? settings.target.basePath.slice(1) : 'KeyfactorAPI',
    signIn: settings.signIn,
    title: 'Keyfactor Command',
    environment: sandbox ? { label: 'Sandbox', colour: 'amber' } : { label: 'Command', colour: 'blue' },
    ...(settings.target.kind === 'real' ? { server: settings.target.address } : {}),
  };
}
