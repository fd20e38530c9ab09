import { useEffect, useRef, useState } from 'react';

interface LoadAll {
  running: boolean;
  start: () => void;
  stop: () => void;
}

/** What a list of pages says after one more was asked for. */
export interface MorePages {
  hasNextPage: boolean;
  isError: boolean;
  fetchNextPage: () => Promise<MorePages>;
}

/** Loads page after page of a list until its end, until it is stopped, or until another question is asked. */
export function useLoadAll(query: MorePages, question: string): LoadAll {
  const [running, setRunning] = useState<string | null>(null);
  // The question whose pages are being loaded, as the loop sees it.
  const loaded = useRef<string | null>(null);
  useEffect(() => {
    if (loaded.current !== question) loaded.current = null;
  }, [question]);
  useEffect(
    () => () => {
      loaded.current = null;
    },
    [],
  );
  const stop = () => {
    loaded.current = null;
    setRunning(null);
  };
  const start = async () => {
    loaded.current = question;
    setRunning(question);
    let found = await query.fetchNextPage();
    while (loaded.current === question && found.hasNextPage && !found.isError) found = await found.fetchNextPage();
    if (loaded.current === question) stop();
  };
  return { running: running === question, stop, start: () => void start() };
}
