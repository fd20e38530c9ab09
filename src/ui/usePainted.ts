import { startTransition, useEffect, useState } from 'react';

const waiting = new Set<() => void>();

/** All that wait for one frame are told at once, so that they are drawn at once. */
function tellAfterPaint(): void {
  const due = [...waiting];
  waiting.clear();
  setTimeout(() => {
    startTransition(() => {
      for (const tell of due) tell();
    });
  });
}

/** False until what is drawn for the first time was painted: what nobody sees yet can wait for that. */
export function usePainted(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const tell = () => setPainted(true);
    if (waiting.size === 0) requestAnimationFrame(tellAfterPaint);
    waiting.add(tell);
    return () => {
      waiting.delete(tell);
    };
  }, []);
  return painted;
}
