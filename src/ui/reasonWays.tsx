import { createContext, Suspense, use, type ReactElement, type ReactNode } from 'react';

/** A reason of which the app knows more than its words, such as what can be done about it. */
export interface KnownReason {
  readonly words: string;
}

/** Why something is off. */
export type Reason = string | KnownReason;

/** What a reason says; undefined where there is none. */
export function reasonWords(reason: Reason): string;
export function reasonWords(reason: Reason | undefined): string | undefined;
export function reasonWords(reason: Reason | undefined): string | undefined {
  return typeof reason === 'object' ? reason.words : reason;
}

/** Draws what the app offers beside the reason why something is off; nothing where it knows of nothing. */
export const ReasonWays = createContext<(reason: KnownReason) => ReactNode>(() => null);

/** What can be done about the reason why something is off. */
export function WaysOut({ reason }: { reason: Reason | undefined }): ReactElement | null {
  const draw = use(ReasonWays);
  return typeof reason === 'object' ? <Suspense fallback={null}>{draw(reason)}</Suspense> : null;
}
