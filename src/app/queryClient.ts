import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, explain } from '../api/errors.ts';
import { followAnswer } from '../api/rights.ts';
import { meQuery } from '../api/server.ts';
import { plainName as plain, session } from '../api/session.ts';
import { tellHost } from '../host.ts';

/** Tells the host what became of an act that failed, in our own words; of an ended sign-in it is told otherwise. */
function tellFailure(error: unknown): void {
  if (!(error instanceof ApiError) || (error.status === 401 && !error.signInRenewed)) return;
  tellHost({ type: 'error', what: 'act', message: explain(error).summary });
}

/** Reads that take a right as well may have been refused before it was known who asks. */
function followFormerRefusals(): void {
  for (const { meta, state } of queryClient.getQueryCache().getAll()) {
    if (state.status === 'error') followAnswer(queryClient, meta, { error: state.error });
  }
}

/** The cache of what was read. The client of the API repeats reads by itself; writes are never repeated. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onSettled: (answer, error, { meta, queryKey, state }) => {
      followAnswer(queryClient, meta, { error, answer });
      if (queryKey[0] === meQuery().queryKey[0] && state.dataUpdateCount === 1) followFormerRefusals();
    },
  }),
  mutationCache: new MutationCache({
    onSettled: (answer, error, sent, _result, { meta }) => {
      followAnswer(queryClient, meta, { error, answer, sent });
      tellFailure(error);
    },
  }),
  defaultOptions: {
    // An intranet without a way out counts as offline for the browser, hence `always`.
    queries: { retry: false, staleTime: 30_000, gcTime: 300_000, networkMode: 'always' },
    // Results may hold keys and passwords: nothing of a mutation outlives its screen.
    mutations: { retry: false, gcTime: 0, networkMode: 'always' },
  },
});

/**
 * After signing in again, what failed is read again; as somebody else, or as nobody knows whom, everything is, and so it is
 * when a token for somebody else comes in between, or when the server names somebody else. What somebody else read and is
 * not on the screen goes at once; nothing on the screen goes before its new answer is there, so that forms stay. Returns
 * how to stop.
 */
export function refetchAfterSignIn(): () => void {
  let before = session.snapshot();
  /** Who it was that read what is here; undefined while nobody has. */
  let reader: string | null | undefined;
  const forget = (): void => {
    queryClient.removeQueries({ type: 'inactive' });
    void queryClient.invalidateQueries();
  };
  const { queryKey } = meQuery();
  /** Who it is by the server's own word: of a session of the browser nobody else tells. */
  let named: string | null = null;
  const stopNames = queryClient.getQueryCache().subscribe(({ query }) => {
    if (query.queryKey[0] !== queryKey[0]) return;
    const name = plain(queryClient.getQueryData(queryKey)?.name ?? null);
    if (name === null || name === named) return;
    const former = named;
    named = name;
    if (former !== null) forget();
  });
  const stopSession = session.subscribe(() => {
    const now = session.snapshot();
    const accepted = now.state === 'signed in' && before.state !== 'signed in';
    const wasAsked = before.state === 'needed';
    const renamed = now.state === 'signed in' && now.userName !== before.userName;
    before = now;
    if (!accepted && !renamed) return;
    const again = reader !== undefined;
    const [one, other] = [plain(reader ?? null), plain(now.userName)];
    reader = now.userName;
    const unnamed = one === null || other === null;
    if (again && !unnamed && one !== other) forget();
    // A wizard needs what it read on earlier steps: of nobody knows whom that stays until it is read again.
    else if (again && unnamed) void queryClient.invalidateQueries();
    // What failed while nobody was asked to sign in failed for another reason.
    else if (accepted && wasAsked)
      void queryClient.invalidateQueries({
        predicate: (query) => query.state.status === 'error' || query.state.error !== null,
      });
  });
  return () => {
    stopNames();
    stopSession();
  };
}
