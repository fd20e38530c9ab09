import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { JobsFound } from '../../api/jobs.ts';
import { goneOfQuery, jobsOfQuery } from './askedJobs.ts';
import type { Asked } from './askedStores.ts';
import { standing } from './mayBeSent.ts';

interface Standing {
  /** What was found of the first list. */
  found: JobsFound | undefined;
  /** Ids of its stores that the server no longer has. */
  gone: readonly string[];
  /** Ids of stores that must not be sent to again. */
  taken: readonly string[];
  /** Ids of stores that were asked for without an answer. */
  doubtful: readonly string[];
  /** Ids of stores whose failed job was told to run again, and is nowhere. */
  unended: readonly string[];
}

/**
 * How the stores of a page stand by now. Nothing is asked here: the lists on the page ask, and a job that they found is an
 * answer, too. `others`: what another list follows.
 */
export function useStanding(all: readonly Asked[], others: readonly Asked[]): Standing {
  // A job whose id becomes known is asked for by it from then on: until then, what was found before stands.
  const { data: found } = useQuery({ ...jobsOfQuery(all), enabled: false, placeholderData: keepPreviousData });
  const { data: foundOfOthers } = useQuery({
    ...jobsOfQuery(others),
    enabled: false,
    placeholderData: keepPreviousData,
  });
  const gone = useQuery(goneOfQuery(all, false)).data ?? [];
  const lists = [
    { all, found },
    { all: others, found: foundOfOthers },
  ];
  return { found, gone, ...standing(lists) };
}
