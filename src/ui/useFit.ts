import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';

/** How long the keys must rest before the URL is written: that draws the whole page. */
const settleMs = 500;

/**
 * What loaded rows are filtered by, and how to change it. It is in the URL (`?fit=`) once the keys rest; until then the
 * typed text counts.
 */
export function useFit(): [fit: string, setFit: (text: string) => void] {
  const [params, setParams] = useSearchParams();
  const inUrl = params.get('fit') ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The timer writes into the URL as it is then.
  const write = useRef<(text: string) => void>(undefined);
  useEffect(() => {
    write.current = (text) => {
      const next = new URLSearchParams(params);
      if (text === '') next.delete('fit');
      else next.set('fit', text);
      setParams(next, { replace: true });
    };
  }, [params, setParams]);
  useEffect(() => () => clearTimeout(timer.current), []);
  if (typed === inUrl && typed !== null) setTyped(null);
  const setFit = (text: string): void => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => write.current?.(text), settleMs);
  };
  return [typed ?? inUrl, setFit];
}
