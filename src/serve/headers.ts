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
