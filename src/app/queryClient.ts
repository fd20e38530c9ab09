import { QueryClient } from '@tanstack/react-query';
import { session } from '../api/session.ts';

/** The cache of what was read. The client of the API repeats reads by itself; writes are never repeated. */
export const queryClient = new QueryClient({
  defaultOptions: {
    // An intranet without a way out counts as offline for the browser, hence `always`.
    queries: { retry: false, staleTime: 30_000, gcTime: 300_000, networkMode: 'always' },
    // Results may hold keys and passwords: nothing of a mutation outlives its screen.
    mutations: { retry: false, gcTime: 0, networkMode: 'always' },
  },
});

/** Windows takes `DOMAIN\\user` in any letter case; of whom the sign-in gives no name, nobody knows that it is the same. */
const sameUser = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a.trim().toLowerCase() === b.trim().toLowerCase();

/**
 * After signing in again, what failed is read again; as somebody else, or as nobody knows whom, everything is, and so it is
 * when a token for somebody else comes in between. Nothing on the screen goes before its new answer is there, so that forms
 * stay. Returns how to stop.
 */
export function refetchAfterSignIn(): () => void {
  let before = session.snapshot();
  /** Who it was that read what is here; undefined while nobody has. */
  let reader: string | null | undefined;
  return session.subscribe(() => {
    const now = session.snapshot();
    const accepted = now.state === 'signed in' && before.state !== 'signed in';
    const renamed = now.state === 'signed in' && now.userName !== before.userName;
    before = now;
    if (!accepted && !renamed) return;
    const someoneElse = reader !== undefined && !sameUser(reader, now.userName);
    reader = now.userName;
    if (someoneElse) {
      queryClient.removeQueries({ type: 'inactive' });
      void queryClient.invalidateQueries();
    } else if (accepted)
      void queryClient.invalidateQueries({
        predicate: (query) => query.state.status === 'error' || query.state.error !== null,
      });
  });
}
