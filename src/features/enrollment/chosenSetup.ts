import { queryOptions, skipToken, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { EnrollChoice, Setup } from './setup.ts';
import { setupQuery } from './setupQuery.ts';

/** What is in force for the thing chosen to enroll with. */
export interface ChosenSetup {
  /** Null while it is loaded, and where it could not be. */
  setup: Setup | null;
  loading: boolean;
  error: unknown;
}

const choiceOf = (choices: readonly EnrollChoice[], source: string) => choices.find(({ key }) => key === source);

/**
 * How the rules of a choice are held. `inForm`: the form is filled in from them. Then nothing reads them again, and they
 * count as in use: after signing in as somebody else everything else is forgotten, and without them nothing could be sent.
 */
export function chosenQuery(choice: EnrollChoice, inForm: boolean) {
  return queryOptions({
    ...setupQuery(choice),
    staleTime: 'static',
    enabled: ({ state }) => inForm && state.error === null,
  });
}

/**
 * What the cache holds for a choice, by its key. Rules are loaded by the pick itself (`loadSetup`), which then fills in
 * their defaults, and never change under what a person types. Only a form that comes back filled in from them
 * (`filledFrom`) has nobody to pick: they are loaded for it.
 */
export function useChosenSetup(choices: readonly EnrollChoice[], source: string, filledFrom: string): ChosenSetup {
  const choice = choiceOf(choices, source);
  const query = useQuery(
    choice ? chosenQuery(choice, source === filledFrom) : { queryKey: ['enrollment setup', ''], queryFn: skipToken },
  );
  return { setup: query.data ?? null, loading: query.isFetching, error: query.error };
}

/** What was loaded for a choice, by its key, as of now; null where nothing was. */
export function loadedSetup(client: QueryClient, choices: readonly EnrollChoice[], source: string): Setup | null {
  const choice = choiceOf(choices, source);
  return (choice && client.getQueryData(setupQuery(choice).queryKey)) ?? null;
}

/** Loads what is in force for a choice; null when that fails, which `useChosenSetup` then tells. */
export async function loadSetup(client: QueryClient, choice: EnrollChoice): Promise<Setup | null> {
  try {
    return await client.fetchQuery(setupQuery(choice));
  } catch {
    return null;
  }
}

/**
 * For a form's resolver: what is in force for a value of `source`, waiting where it is on its way. Null where nothing is
 * chosen or it could not be loaded.
 */
export function useSettledSetup(choices: readonly EnrollChoice[]): (source: string) => Promise<Setup | null> {
  const client = useQueryClient();
  return async (source) => {
    const choice = choiceOf(choices, source);
    if (!choice) return null;
    const state = client.getQueryState(setupQuery(choice).queryKey);
    return state?.fetchStatus === 'fetching' ? loadSetup(client, choice) : loadedSetup(client, choices, source);
  };
}
