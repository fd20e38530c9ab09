/** What went wrong with a call: an HTTP refusal, no connection, no answer in time, or an answer nobody can read. */
export type ApiErrorKind = 'http' | 'network' | 'timeout' | 'unreadable';

export interface ApiErrorFacts {
  kind: ApiErrorKind;
  status?: number | null;
  code?: string | null;
  serverWords?: string | null;
  reasons?: readonly string[];
  correlationId?: string | null;
  outcomeUnknown?: boolean;
  missingPermission?: string | null;
  signInRenewed?: boolean;
}

/** The one error that leaves `api/`. Carries the server's own words apart from ours, and never a request body. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly kind: ApiErrorKind;
  /** HTTP status, or null when no answer came. */
  readonly status: number | null;
  /** Keyfactor `ErrorCode`; good for hints only, `0xA011000F` covers many cases. */
  readonly code: string | null;
  /** The server's message as plain text; of an HTML page only its title. */
  readonly serverWords: string | null;
  /** `FailedOperations[].Reason` and ASP.NET `errors` entries. */
  readonly reasons: readonly string[];
  readonly correlationId: string | null;
  /** True for a write whose effect on the server is not known. */
  readonly outcomeUnknown: boolean;
  /** The permission a 403 named, in the server's spelling; several are joined with commas. */
  readonly missingPermission: string | null;
  /** True for a write that came with an ended sign-in, which was renewed since: it may be sent again by the person. */
  readonly signInRenewed: boolean;

  constructor(facts: ApiErrorFacts) {
    super(facts.serverWords ?? `${facts.kind}${facts.status ? ` ${facts.status}` : ''}`);
    this.kind = facts.kind;
    this.status = facts.status ?? null;
    this.code = facts.code ?? null;
    this.serverWords = facts.serverWords ?? null;
    this.reasons = facts.reasons ?? [];
    this.correlationId = facts.correlationId ?? null;
    this.outcomeUnknown = facts.outcomeUnknown ?? false;
    this.missingPermission = facts.missingPermission ?? null;
    this.signInRenewed = facts.signInRenewed ?? false;
  }
}

/** The permission that a refusal names, in the server's spelling; null where it names none. Takes anything that can be thrown. */
export const permissionOf = (error: unknown): string | null =>
  error instanceof ApiError ? error.missingPermission : null;

/** True when the server does not let the caller read something, or does not have it; anything else is a real error. */
export function notPermitted(error: unknown): boolean {
  return error instanceof ApiError && error.kind === 'http' && [403, 404, 405, 501].includes(error.status ?? 0);
}

/**
 * As `notPermitted`, where a 401 may be a missing right as well: calls about jobs and orchestrators (recorded by client
 * authors). For calls with `keepSession`.
 */
export const mayNotRead = (error: unknown): boolean =>
  notPermitted(error) || (error instanceof ApiError && error.kind === 'http' && error.status === 401);

/** An error in words for a person: our sentence, and beside it what the server said. */
export interface Explained {
  summary: string;
  serverWords?: string;
  reasons?: readonly string[];
  code?: string;
  correlationId?: string;
  /** True where a person is told what they may not see, which is nothing that went wrong. */
  isRight?: boolean;
}

/** Ends the sentence of a write whose effect is not known. */
export const notKnown = 'Whether the change was made is not known: look before you try again.';

function httpSummary(error: ApiError): string {
  const status = error.status ?? 0;
  if (error.signInRenewed) {
    return 'Your sign-in had ended, so the server did not act. You are signed in again: repeat what you did.';
  }
  if (status === 401) return 'You are not signed in, or the server no longer accepts your sign-in.';
  if (status === 403 && error.missingPermission !== null) {
    return `You do not have the permission this needs: ${error.missingPermission}.`;
  }
  // Client authors report that a refusal without a permission means an account without any role.
  if (status === 403) {
    return 'The server does not let you do this and names no permission: your account may belong to no security role, or its rights may end at a collection or a container that this is not in. An administrator of Keyfactor Command can tell.';
  }
  if (status === 404) return 'The server does not have what was asked for: it was deleted, or the address is wrong.';
  if (status === 405 || status === 501) return 'This server does not offer this function.';
  if (status === 409) return 'The server refused the request because it clashes with what is there now.';
  if (status === 413) return 'The server refused the request because it is too large.';
  if (status === 429) return 'The server receives too many requests. Wait a moment, then try again.';
  if (status === 502 || status === 503 || status === 504) return 'The server is not available at the moment.';
  if (status >= 500) return 'The server failed while it handled the request.';
  return 'The server refused the request.';
}

const noAnswer: Record<Exclude<ApiErrorKind, 'http'>, string> = {
  network: 'The server could not be reached. Check the network and the server address.',
  timeout: 'The server did not answer in time.',
  unreadable: 'The server sent an answer that cannot be read.',
};

/**
 * Says in one plain sentence what an error means. The server's own words, reasons, code and correlation id stay in
 * members of their own. Takes anything that can be thrown.
 */
export function explain(error: unknown): Explained {
  if (error instanceof ApiError) {
    const summary = error.kind === 'http' ? httpSummary(error) : noAnswer[error.kind];
    return {
      summary: error.outcomeUnknown ? `${summary} ${notKnown}` : summary,
      ...(error.serverWords === null ? {} : { serverWords: error.serverWords }),
      ...(error.reasons.length === 0 ? {} : { reasons: error.reasons }),
      ...(error.code === null ? {} : { code: error.code }),
      ...(error.correlationId === null ? {} : { correlationId: error.correlationId }),
    };
  }
  if (isAbort(error)) return { summary: 'The request was cancelled.' };
  if (error instanceof Error && error.message !== '') return { summary: `This page failed: ${error.message}` };
  return { summary: 'This page failed for an unknown reason.' };
}

/**
 * As `explain`, for what a page is about: whoever lacks the right to it is told so, and which it is, as a fact and not as
 * an error.
 */
export function explainPage(error: unknown): Explained {
  const words = explain(error);
  if (!(error instanceof ApiError) || error.status !== 403) return words;
  // What names the permission says all that there is to say.
  return { ...(error.missingPermission === null ? words : { summary: words.summary }), isRight: true };
}

/** True for the error of a cancelled request. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
