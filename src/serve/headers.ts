/**
 * The content security policy and its companions, sent with every answer of `npm start`.
 * `trusted-types regex-worker` is the one policy that starts a worker; everything else comes from this origin.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "worker-src 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types regex-worker',
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
};
