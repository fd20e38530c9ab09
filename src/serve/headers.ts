/**
 * The content security policy and its companions, sent with every answer of `npm start`.
 * `trusted-types regex-worker` is the one policy that starts a worker; everything else comes from this origin.
 * @param frameAncestors origins that may show the page in a frame, besides its own
 * @param signInOrigins origins that the page may ask besides its own: that of an OpenID provider
 */
export const securityHeaders = (
  frameAncestors: readonly string[],
  signInOrigins: readonly string[] = [],
): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src ${["'self'", ...signInOrigins].join(' ')}`,
    "base-uri 'self'",
    "form-action 'none'",
    `frame-ancestors ${["'self'", ...frameAncestors].join(' ')}`,
    "worker-src 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types regex-worker',
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
});

/** The header in which a server names the ways to sign in; most of them the browser answers with a password box of its own. */
export const challengeHeader = 'www-authenticate';

/**
 * What the browser may see of the ways to sign in that a server offers: none, where the page itself asks. With `integrated`
 * it is Negotiate (RFC 4559), with what the server adds to it; NTLM signs a connection in, and a proxy's are not the browser's.
 * @param signIn how the page signs in, as in config.json
 * @param offered each header of the answer by itself; one may hold several, parted by commas (RFC 9110, 11.6.1)
 * @returns the header for the browser, undefined where there is to be none
 */
export function challengesFor(signIn: string, offered: readonly string[]): string | undefined {
  if (signIn !== 'integrated') return undefined;
  const [challenge] = offered.flatMap((each) => each.match(/(?<=^|, *)Negotiate(?: [^ ,]+)?(?=,|$)/i) ?? []);
  return challenge;
}

/** Headers by which a request may claim to come from elsewhere. A server behind a proxy might believe them. */
export const claimedOrigin = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-prefix',
  'x-forwarded-proto',
  'x-original-url',
  'x-real-ip',
  'x-rewrite-url',
] as const;
