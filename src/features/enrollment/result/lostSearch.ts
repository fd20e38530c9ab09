import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { nameFilter, newCertificatesQuery, type FoundCertificates } from '../../../api/certificates.ts';
import { ApiError } from '../../../api/errors.ts';
import { judgeCandidates, searchBackMs } from '../../../domain/candidates.ts';
import { commonName } from '../../../domain/dn.ts';
import type { SentRequest } from '../sent.ts';
import { useScope } from '../useScope.ts';

/** How long to wait before searching again, by how long ago the first search was, in milliseconds; false: no more. */
export function searchPauseMs(elapsedMs: number): number | false {
  if (elapsedMs >= 300_000) return false;
  return elapsedMs < 60_000 ? 10_000 : 30_000;
}

/** A refusal stays one; what a busy server or a broken line did to one search, the next may be spared. */
const isRefusal = (error: Error | null) => error instanceof ApiError && Math.floor((error.status ?? 0) / 100) === 4;

interface LostSearch {
  search: UseQueryResult<FoundCertificates | null>;
  /** What the server is asked; null where no name of the request can be searched for. */
  question: string | null;
  /** Certificates that were taken in from then on are looked at. */
  since: Date;
  /** It will be repeated, unless it is stopped. */
  repeats: boolean;
  stopped: boolean;
  setStopped: (stopped: boolean) => void;
}

/**
 * Searches for the certificate of a request whose answer was lost: at once, and again for five minutes, until one fits in
 * everything that can be compared. `own` is the caller's name, null where it is not known.
 */
export function useLostSearch(sent: SentRequest, own: string | null): LostSearch {
  const [openedMs] = useState(() => Date.now());
  const [stopped, setStopped] = useState(false);
  const name = commonName(sent.subject) ?? '';
  const question = nameFilter(name, sent.sans);
  const sinceMs = sent.startedAt.getTime() - searchBackMs(sent);
  const pauseAfter = (found: FoundCertificates | null | undefined, error: Error | null, atMs: number) => {
    const fits = judgeCandidates(sent, own, found?.rows ?? []).some(({ differences }) => differences.length === 0);
    return fits || found === null || isRefusal(error) ? false : searchPauseMs(atMs - openedMs);
  };
  const search = useQuery({
    ...newCertificatesQuery(name, sinceMs, sent.sans, useScope()),
    enabled: question !== null,
    refetchOnWindowFocus: false,
    refetchInterval: ({ state }) => (stopped ? false : pauseAfter(state.data, state.error, Date.now())),
  });
  const lastMs = Math.max(search.dataUpdatedAt, search.errorUpdatedAt, openedMs);
  return {
    search,
    question,
    since: new Date(sinceMs),
    repeats: question !== null && pauseAfter(search.data, search.error, lastMs) !== false,
    stopped,
    setStopped,
  };
}
