/**
 * `integrated`: the browser signs in by itself (Windows). `portal`: by the session cookie of the vendor's portal.
 * `basic`: user name and password. `oidc`: a token of an OpenID provider. `host`: a token of the page around this one.
 */
export type SignInKind = 'integrated' | 'portal' | 'basic' | 'oidc' | 'host';

export interface SessionSnapshot {
  readonly kind: SignInKind;
  /** `needed` until the server has accepted the sign-in; the sign-in dialog stays open that long. */
  readonly state: 'unknown' | 'signed in' | 'needed';
  readonly userName: string | null;
  /** Why the last attempt failed, in a sentence, or null. */
  readonly problem: string | null;
}

/** A token as its source gives it. */
export interface Grant {
  token: string;
  /** Whom it is for, where the source tells. */
  userName: string | null;
  /** How long it is good from now on, or null where that is not told. Never a time of day: clocks may be wrong. */
  lifetimeMs: number | null;
}

/** Where bearer tokens come from: an OpenID provider, or the page around this one. */
export interface TokenSource {
  /** A new token without the person; null when only the person can get one. Throws `SignInProblem`. Has a time limit of its own. */
  renew: () => Promise<Grant | null>;
  /** Lets the person sign in beside this page; called from a press of a button. Throws `SignInProblem`. */
  signIn: () => Promise<Grant | null>;
  /** Leaves this page for signing in, and what was typed with it; only where that can be done. */
  signInHere?: () => Promise<void>;
  /** Forgets the tokens, here and at their source; leaves this page where that can be done. */
  signOut?: () => Promise<void>;
}

/** Why no token came, in a sentence for the person. */
export class SignInProblem extends Error {
  override readonly name = 'SignInProblem';
}

/** What a call is sent with. */
export interface Pass {
  readonly attempt: number;
  readonly authorization: string | null;
}

/** A token is renewed so long before its end that its source may be away for a while, but not in its first half. */
const renewBeforeMs = (lifetimeMs: number) => Math.min(120_000, lifetimeMs / 4);

/** While the source is away it is asked again after 10, 20 and 40 seconds: each time a call has to wait for it. */
const renewAgainMs = (failures: number) => 10_000 * 2 ** (failures - 1);

const tokenKinds: ReadonlySet<SignInKind> = new Set(['oidc', 'host']);

function createSession() {
  const listeners = new Set<() => void>();
  let current: SessionSnapshot = { kind: 'integrated', state: 'unknown', userName: null, problem: null };
  // Lives in this closure only: never in storage, a URL, a log or the snapshot.
  let header: string | null = null;
  let attempts = 0;
  // True from an attempt of the person, or from a new token, until its first answer: only that one can fail.
  let trying = false;
  let source: TokenSource | null = null;
  // By the clock that nobody sets (performance.now).
  let renewAt = Infinity;
  let endsAt = Infinity;
  let renewing: Promise<boolean> | null = null;
  let failures = 0;
  // Why the source gave no token when it was asked last.
  let away: string | null = null;

  function become(next: Partial<SessionSnapshot>): void {
    const merged = { ...current, ...next };
    const same =
      merged.kind === current.kind &&
      merged.state === current.state &&
      merged.userName === current.userName &&
      merged.problem === current.problem;
    if (same) return;
    current = merged;
    for (const listener of listeners) listener();
  }

  function forget(): void {
    header = null;
    attempts += 1;
    trying = false;
    failures = 0;
    renewAt = Infinity;
    endsAt = Infinity;
  }

  function take(grant: Grant): void {
    forget();
    header = `Bearer ${grant.token}`;
    trying = true;
    if (grant.lifetimeMs !== null) {
      endsAt = performance.now() + grant.lifetimeMs;
      renewAt = endsAt - renewBeforeMs(grant.lifetimeMs);
    }
    become({ userName: grant.userName });
  }

  function need(problem: string | null): void {
    forget();
    become({ state: 'needed', problem });
  }

  async function ask(from: TokenSource): Promise<boolean> {
    let got: Grant | null = null;
    let problem: string | null = null;
    try {
      got = await from.renew();
    } catch (error) {
      problem = wordsOf(error);
      away = problem;
      // The source is away for now, and the token may be good for a while yet.
      if (from === source && header !== null && !trying && performance.now() < endsAt) {
        failures += 1;
        renewAt = Math.min(performance.now() + renewAgainMs(failures), endsAt);
        return false;
      }
    }
    if (from !== source) return false;
    if (got === null) need(problem);
    else take(got);
    return got !== null;
  }

  /** Asks the source for a new token, once for all who want one at a time. True when it came. */
  function renew(): Promise<boolean> {
    if (source === null) return Promise.resolve(false);
    const mine = (renewing ??= ask(source));
    return mine.finally(() => {
      if (renewing === mine) renewing = null;
    });
  }

  return {
    /**
     * Chooses how to sign in and forgets everything before. Basic starts by asking, integrated and portal by trying, the
     * kinds with a token by the first one given, else by asking its source.
     */
    configure(kind: SignInKind, from: TokenSource | null = null, first: Grant | null = null): void {
      forget();
      source = from;
      renewing = null;
      become({ kind, state: kind === 'basic' ? 'needed' : 'unknown', userName: null, problem: null });
      if (first !== null) take(first);
    },
    // Arrow functions, so that React's useSyncExternalStore can take them as they are.
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    snapshot: (): SessionSnapshot => current,
    /** Takes a user (`DOMAIN\user`) and password for the calls from now on. The next answer tells whether they hold. */
    signIn(user: string, password: string): void {
      forget();
      header = `Basic ${base64(`${user}:${password}`)}`;
      trying = true;
      become({ userName: user, problem: null });
    },
    /** Integrated and portal: the next call tries once more. */
    tryAgain(): void {
      attempts += 1;
      trying = true;
      become({ problem: null });
    },
    /** Kinds with a token: lets the person sign in. True when a token came; the next answer tells whether it holds. */
    async askPerson(): Promise<boolean> {
      const from = source;
      if (from === null) return false;
      become({ problem: null });
      try {
        const got = await from.signIn();
        if (got === null || from !== source) return false;
        take(got);
        return true;
      } catch (error) {
        become({ problem: wordsOf(error) });
        return false;
      }
    },
    /** How to leave this page for signing in, or null where that cannot be done. */
    signInHere: (): (() => Promise<void>) | null => source?.signInHere ?? null,
    /** Takes a token that the page around gives unasked. */
    give(grant: Grant): void {
      if (current.kind === 'host') take(grant);
    },
    /** Says why there is no token, and waits for the person. */
    fail(problem: string | null): void {
      need(problem);
    },
    /** Forgets the credentials. */
    async signOut(): Promise<void> {
      need(null);
      become({ userName: null });
      await source?.signOut?.();
    },
    /** Value for the Authorization header, or null. */
    authorization(): string | null {
      return header;
    },
    /** Number of the present sign-in attempt: an answer to a call from an earlier one changes nothing. */
    attempt(): number {
      return attempts;
    },
    /**
     * What to send a call with; a token that is about to end is renewed before. Null when nothing may be sent: the person
     * has to sign in, and without credentials the browser might ask by a window of its own.
     */
    async pass(): Promise<Pass | null> {
      const byToken = tokenKinds.has(current.kind);
      if (byToken && (header === null ? current.state !== 'needed' : performance.now() >= renewAt)) await renew();
      if (header !== null && performance.now() >= endsAt) need(null);
      if (header === null && (byToken || current.kind === 'basic')) return null;
      return { attempt: attempts, authorization: header };
    },
    /**
     * The server answered 401 to a call of this attempt. True when the sign-in was renewed without the person, so that a
     * read may be sent again; a write may not.
     */
    async refused(attempt: number): Promise<boolean> {
      if (!tokenKinds.has(current.kind)) {
        this.needed(attempt);
        return false;
      }
      if (attempt !== attempts) return header !== null;
      if (!trying) {
        const got = await renew();
        if (!got && attempt === attempts) need(away);
        return got;
      }
      // A token that nobody has accepted yet: another one like it would fare no better.
      need(refused[current.kind]);
      return false;
    },
    /** The server answered 401 to a call of this attempt, and only the person can help. */
    needed(attempt: number): void {
      if (attempt !== attempts) return;
      const before = current.state === 'needed' ? current.problem : null;
      need(trying ? refused[current.kind] : before);
    },
    /** The server accepted a call of this attempt. */
    accepted(attempt: number): void {
      if (attempt !== attempts) return;
      trying = false;
      become({ state: 'signed in', problem: null });
    },
  };
}

/** Client authors report 401 for a token of a provider that is not registered in Command. */
const tokenRefused =
  'but Keyfactor Command did not accept the token (401). Its identity provider may not be registered there, the token may be for another audience, or a clock may be wrong.';

const refused: Record<SignInKind, string> = {
  basic: 'The server did not accept this user name and password.',
  integrated: 'The server still does not accept the sign-in of this browser.',
  portal: 'The portal still does not know this browser’s session.',
  oidc: `The sign-in service accepted you, ${tokenRefused}`,
  host: `The page around this one gave a token, ${tokenRefused}`,
};

const wordsOf = (error: unknown): string =>
  error instanceof SignInProblem ? error.message : 'Signing in failed for a reason that is not known.';

function base64(value: string): string {
  // RFC 7617 §2.1: UTF-8, which btoa cannot take directly.
  return btoa(Array.from(new TextEncoder().encode(value), (byte) => String.fromCharCode(byte)).join(''));
}

/** A user name as two are compared: Windows takes `DOMAIN\user` in any letter case. */
export const plainName = (name: string | null): string | null => name?.trim().toLowerCase() ?? null;

/** Sign-in state of this tab, as an external store. A change from `needed` to `signed in` is the moment to refetch. */
export const session = createSession();
