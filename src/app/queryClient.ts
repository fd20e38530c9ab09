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

/** After signing in, what failed is read again; as somebody else, everything is. Returns how to stop. */
export function refetchAfterSignIn(): () => void {
  let { state, userName: lastUser } = session.snapshot();
  return session.subscribe(() => {
    const now = session.snapshot();
    const accepted = now.state === 'signed in' && state !== 'signed in';
    state = now.state;
    if (!accepted) return;
    const someoneElse = lastUser !== null && lastUser !== now.userName;
    lastUser = now.userName;
    if (someoneElse) void queryClient.resetQueries();
    else
      void queryClient.invalidateQueries({
        predicate: (query) => query.state.status === 'error' || query.state.error !== null,
      });
  });
}
