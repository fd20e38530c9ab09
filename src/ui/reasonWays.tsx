import { createContext, Suspense, use, type ReactElement, type ReactNode } from 'react';

/** Draws what the app offers beside the reason why something is off, by its words; nothing where it knows of nothing. */
export const ReasonWays = createContext<(reason: string) => ReactNode>(() => null);

/** What can be done about the reason why something is off. */
export function WaysOut({ reason }: { reason: string }): ReactElement {
  const draw = use(ReasonWays);
  return <Suspense fallback={null}>{draw(reason)}</Suspense>;
}
