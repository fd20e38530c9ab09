import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Made } from './DocumentEditor.tsx';

function readMade(state: unknown): Made | null {
  if (typeof state !== 'object' || state === null || !('made' in state)) return null;
  const { made } = state;
  if (typeof made !== 'object' || made === null || !('lostAnswer' in made)) return null;
  return { lostAnswer: made.lostAnswer === true };
}

/** How the page that led here made the document, said once: a reload or Back does not say it again. */
export function useMadeJustNow(): Made | null {
  const { pathname, search, hash, state } = useLocation();
  const [made] = useState(() => readMade(state));
  const navigate = useNavigate();
  useEffect(() => {
    if (readMade(state) !== null) void navigate({ pathname, search, hash }, { replace: true, state: null });
  }, [state, pathname, search, hash, navigate]);
  return made;
}
