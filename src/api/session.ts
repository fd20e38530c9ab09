/** `integrated`: the browser signs in by itself (Windows, a portal's cookie). `basic`: user name and password. */
export type SignInKind = 'integrated' | 'basic';

export interface SessionSnapshot {
  readonly kind: SignInKind;
  /** `needed` until the server has accepted the sign-in; the sign-in dialog stays open that long. */
  readonly state: 'unknown' | 'signed in' | 'needed';
  readonly userName: string | null;
  /** Why the last attempt failed, in a sentence, or null. */
  readonly problem: string | null;
}

function createSession() {
  const listeners = new Set<() => void>();
  let current: SessionSnapshot = { kind: 'integrated', state: 'unknown', userName: null, problem: null };
  // Lives in this closure only: never in storage, a URL, a log or the snapshot.
  let header: string | null = null;
  let attempts = 0;
  // True from an attempt of the person until its first answer: only that one can fail.
  let trying = false;

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

  return {
    /** Chooses how to sign in and forgets everything before. Basic starts by asking, integrated by trying. */
    configure(kind: SignInKind): void {
      header = null;
      attempts += 1;
      trying = false;
      become({ kind, state: kind === 'basic' ? 'needed' : 'unknown', userName: null, problem: null });
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
      header = `Basic ${base64(`${user}:${password}`)}`;
      attempts += 1;
      trying = true;
      become({ userName: user, problem: null });
    },
    /** Integrated: the next call tries once more. */
    tryAgain(): void {
      attempts += 1;
      trying = true;
      become({ problem: null });
    },
    /** Forgets the credentials. */
    signOut(): void {
      header = null;
      attempts += 1;
      trying = false;
      become({ state: 'needed', userName: null, problem: null });
    },
    /** Value for the Authorization header, or null. */
    authorization(): string | null {
      return header;
    },
    /** Number of the present sign-in attempt: an answer to a call from an earlier one changes nothing. */
    attempt(): number {
      return attempts;
    },
    /** The server answered 401 to a call of this attempt. */
    needed(attempt: number): void {
      if (attempt !== attempts) return;
      header = null;
      attempts += 1;
      const before = current.state === 'needed' ? current.problem : null;
      become({ state: 'needed', problem: trying ? refused[current.kind] : before });
      trying = false;
    },
    /** The server accepted a call of this attempt. */
    accepted(attempt: number): void {
      if (attempt !== attempts) return;
      trying = false;
      become({ state: 'signed in', problem: null });
    },
  };
}

const refused: Record<SignInKind, string> = {
  basic: 'The server did not accept this user name and password.',
  integrated: 'The server still does not accept the sign-in of this browser.',
};

function base64(value: string): string {
  // RFC 7617 §2.1: UTF-8, which btoa cannot take directly.
  return btoa(Array.from(new TextEncoder().encode(value), (byte) => String.fromCharCode(byte)).join(''));
}

/** Sign-in state of this tab, as an external store. A change from `needed` to `signed in` is the moment to refetch. */
export const session = createSession();
