import { useEffect, useState } from 'react';
import { serverNow } from '../../api/client.ts';

/** True once the server's clock has passed a moment. */
export function useIsOver(endsAtMs: number): boolean {
  const [over, setOver] = useState(() => serverNow().getTime() >= endsAtMs);
  useEffect(() => {
    if (over) return undefined;
    // Asked of the clock each time: what is known of the server's clock changes with each answer, and laptops sleep.
    const timer = setInterval(() => {
      if (serverNow().getTime() >= endsAtMs) setOver(true);
    }, 1000);
    return () => clearInterval(timer);
  }, [over, endsAtMs]);
  return over;
}
