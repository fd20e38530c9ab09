/** How far the clock of this computer may be off before a token is not believed. */
const skewMs = 300_000;

/** Codes of RFC 6749 §4.1.2.1 and OpenID Connect Core §3.1.2.6 that a person can do something about. */
const wordsOfCode: Readonly<Record<string, string>> = {
  access_denied: 'The sign-in service did not let you in, or you did not agree to what this page asked for.',
  consent_required: 'The sign-in service needs your consent, and did not get it.',
  login_required: 'The sign-in service wants you to sign in anew.',
  interaction_required: 'The sign-in service wants you to sign in anew.',
  invalid_grant: 'The sign-in service no longer renews this sign-in.',
  server_error: 'The sign-in service failed. Try again in a while.',
  temporarily_unavailable: 'The sign-in service is not available at the moment. Try again in a while.',
};

/** A code that the provider answered, as a sentence; its own description stays out, for it may come from a link. */
export function wordsOfProvider(code: string): string {
  const shown = /^[\w.-]{1,60}$/.test(code) ? code : 'no readable code';
  return (
    wordsOfCode[code] ??
    `The sign-in service refuses how this page asks (${shown}). Its registration there or the configuration of this page needs a change.`
  );
}

/** What an ID token and its provider say of it. */
interface IdClaims {
  iss?: unknown;
  aud?: unknown;
  azp?: unknown;
  exp?: unknown;
  iat?: unknown;
}

const sameAddress = (a: string, b: string) => a.replace(/\/$/, '') === b.replace(/\/$/, '');

/**
 * What is wrong with an ID token by OpenID Connect Core §3.1.3.7, rules 2, 3, 4, 9 and 10, and Discovery §4.3, as a sentence;
 * null when it may be believed. Its signature need not be checked: it came from the provider itself over TLS (rule 6).
 * `now` in milliseconds since 1970 by the clock of this computer; null for one that was believed before: a renewal may
 * leave the ID token out (§12.2), and that the former one has ended says nothing.
 */
export function idTokenProblem(
  claims: IdClaims,
  expected: { authority: string; issuer: string; clientId: string },
  now: number | null,
): string | null {
  const { authority, issuer, clientId } = expected;
  if (!sameAddress(authority, issuer) || claims.iss !== issuer) {
    return 'The sign-in service calls itself by another name than the configuration of this page. It is not trusted.';
  }
  const audiences = Array.isArray(claims.aud) ? claims.aud : [claims.aud];
  if (!audiences.includes(clientId) || (audiences.length > 1 && claims.azp !== clientId)) {
    return 'The sign-in service answered for another app than this one. It is not trusted.';
  }
  if (now === null) return null;
  const issuedAt = typeof claims.iat === 'number' ? claims.iat * 1000 : now;
  if (typeof claims.exp !== 'number') return 'The answer of the sign-in service cannot be read.';
  if (claims.exp * 1000 < now - skewMs || issuedAt > now + skewMs) {
    return `The clocks of this computer and of the sign-in service differ by about ${minutesApart(issuedAt, now)}, so that the sign-in cannot be checked. Set the clock of this computer right, or let an administrator do it.`;
  }
  return null;
}

function minutesApart(issuedAt: number, now: number): string {
  const minutes = Math.round(Math.abs(now - issuedAt) / 60_000);
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
