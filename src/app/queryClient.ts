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

/** Windows takes `DOMAIN\user` in any letter case. */
const sameUser = (a: string | null, b: string | null): boolean =>
  a === null || a.trim().toLowerCase() === (b ?? '').trim().toLowerCase();

/**
 * After signing in, what failed is read again; as somebody else, everything is. Nothing on the screen goes before its
 * new answer is there, so that forms stay. Returns how to stop.
 */
export function refetchAfterSignIn(): () => void {
  let { state, userName: lastUser } = session.snapshot();
  return session.subscribe(() => {
    const now = session.snapshot();
    const accepted = now.state === 'signed in' && state !== 'signed in';
    state = now.state;
    if (!accepted) return;
    const someoneElse = !sameUser(lastUser, now.userName);
    lastUser = now.userName;
    if (someoneElse) {
      queryClient.removeQueries({ type: 'inactive' });
      void queryClient.invalidateQueries();
    } else
      void queryClient.invalidateQueries({
        predicate: (query) => query.state.status === 'error' || query.state.error !== null,
      });
  });
}
