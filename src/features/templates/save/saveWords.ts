import { ApiError, explain, type Explained } from '../../../api/errors.ts';
import type { Outcome } from './saveFlow.ts';

/** A failed save in words: our sentence says what is certain, the server's own words stay beside it. */
export function failureWords(outcome: Outcome | null, what: string): Explained | null {
  if (outcome === null) return null;
  switch (outcome.kind) {
    case 'refused':
      return { ...explain(outcome.error), summary: `Not saved. ${explain(outcome.error).summary}` };
    case 'not saved': {
      const words = explainSettled(outcome.error);
      return { ...words, summary: `${words.summary} Reading the ${what} again shows that nothing was saved.` };
    }
    case 'not known':
      return outcome.answered
        ? {
            ...explain(outcome.error),
            summary: `The server accepted the save, but the ${what} could not be read again. Look whether it holds your changes.`,
          }
        : {
            ...explain(outcome.error),
            summary: `Whether the save happened is not known: the answer was lost and the ${what} could not be read again. What you typed is still here.`,
          };
    default:
      return null;
  }
}

/** An error whose effect has become known since: without the warning that it is not. */
function explainSettled(error: unknown): Explained {
  if (!(error instanceof ApiError)) return explain(error);
  return explain(
    new ApiError({
      kind: error.kind,
      status: error.status,
      code: error.code,
      serverWords: error.serverWords,
      reasons: error.reasons,
      correlationId: error.correlationId,
      missingPermission: error.missingPermission,
    }),
  );
}

/** "1 change", "3 changes". */
export function countWords(count: number): string {
  return `${count} ${count === 1 ? 'change' : 'changes'}`;
}
