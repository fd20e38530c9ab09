import type { ApiErrorFacts } from './errors.ts';

/** One way in which a call can go wrong: what the server does, and what the error must then say. */
export interface Fault {
  name: string;
  wire:
    | { status: number; headers: Readonly<Record<string, string>>; body: string }
    | 'dropped before'
    | 'dropped after'
    | 'cut off'
    | 'never'
    | 'nobody';
  /** The error's facts, apart from `outcomeUnknown`. */
  error: ApiErrorFacts;
  /** The sentence that names the cause. */
  cause: RegExp;
  /** It may be over a moment later, so that a read is tried again. */
  passing: boolean;
  /** The server may have done what it was asked. */
  mayHaveActed: boolean;
  /** The answer can be read, but holds nothing that was asked for: some calls take that as an answer. */
  says?: 'nothing' | 'another kind' | 'another member';
}

/** What no error may hold: put into the requests, the sign-in and the answers of the matrix. */
export const secrets = {
  user: 'KEYEXAMPLE\\anna',
  signIn: 'Sign-in-marker-4471',
  password: 'Password-marker "4472"',
  entryPassword: 'Entry-marker-4473',
  /** Nothing in the name of its member says that it is one. */
  storeParameter: 'Parameter-marker-4478',
  privateKey: 'UHJpdmF0ZWtleS1tYXJrZXItNDQ3NAABAgME',
  pfx: 'UGZ4LW1hcmtlci00NDc1AAECAwQFBgcICQoL',
  madePassword: 'Made-marker-4476',
  pageToken: 'Token-marker-4477',
} as const;

const correlationId = '7f0c3c5e-4f0e-4a0b-9d5c-2f6f0c0a1b2c';
const jsonHeaders = {
  'Content-Type': 'application/json; charset=utf-8',
  'X-Keyfactor-Product-Version': '25.4.1+dc0db2c8',
  'X-Keyfactor-Correlation-Id': correlationId,
};
const pageHeaders = { 'Content-Type': 'text/html' };

/** A good or refusing answer of the server itself. */
export const jsonReply = (status: number, body: unknown) => ({
  status,
  headers: jsonHeaders,
  body: JSON.stringify(body),
});

const pageText = (title: string) =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><form>` +
  `<input type="hidden" name="token" value="${secrets.pageToken}"></form></body></html>`;

const nothingDone = { passing: false, mayHaveActed: false };
const failed = { passing: false, mayHaveActed: true };
const away = { passing: true, mayHaveActed: true };

/** The server refuses or fails with a body of its own. */
function told(name: string, status: number, body: unknown, error: Partial<ApiErrorFacts>, cause: RegExp): Fault {
  const certain = status < 500 || status === 501 ? nothingDone : failed;
  return {
    name,
    wire: typeof body === 'string' ? { status, headers: jsonHeaders, body } : jsonReply(status, body),
    error: { kind: 'http', status, correlationId, ...error },
    cause,
    ...certain,
  };
}

/** A web page of IIS or a gateway in the server's place. */
function page(status: number, title: string, cause: RegExp): Fault {
  const passing = [502, 503, 504].includes(status);
  return {
    name: `a page with ${status}`,
    wire: { status, headers: pageHeaders, body: pageText(title) },
    error: { kind: 'http', status, serverWords: title },
    cause,
    passing,
    mayHaveActed: status >= 500,
  };
}

const refused = /^The server refused the request\.$/;
const failedWords = /^The server failed while it handled the request\./;
const unreadableWords = /^The server sent an answer that cannot be read\./;
const notReached = /^The server could not be reached\./;
const notAvailable = /^The server is not available at the moment\./;

const lackOf = 'The user does not have the required permissions: /certificates/enrollment/pfx/.';
const lackOfArea = 'The caller lacks CertificateEnrollment: EnrollPFX.';
const noKey = 'No private key could be found for the given certificate.';
const noFormat = "You must supply a certificate format in the 'X-CertificateFormat' header of the request.";

/** Refusals: the server says that nothing was done. The first three bodies of 400 were recorded on 25.4. */
export const refusals: readonly Fault[] = [
  told(
    '400 0xA0110002',
    400,
    { ErrorCode: '0xA0110002', Message: noKey },
    { code: '0xA0110002', serverWords: noKey },
    refused,
  ),
  told(
    '400 0xA0110007',
    400,
    { ErrorCode: '0xA0110007', Message: noFormat },
    { code: '0xA0110007', serverWords: noFormat },
    refused,
  ),
  told(
    '400 0xA0110008',
    400,
    String.raw`{"ErrorCode":"0xA0110008","Message":"The format \u0027STORE\u0027 is invalid."}`,
    { code: '0xA0110008', serverWords: "The format 'STORE' is invalid." },
    refused,
  ),
  told(
    '400 0xA011000F with failed operations',
    400,
    {
      ErrorCode: '0xA011000F',
      Message: 'The request failed.',
      FailedOperations: [{ Reason: 'CN must match ^.*$' }, { Reason: 'O is required' }],
    },
    {
      code: '0xA011000F',
      serverWords: 'The request failed.',
      reasons: ['CN must match ^.*$', 'O is required'],
    },
    refused,
  ),
  told(
    '400 with ASP.NET’s map of errors',
    400,
    { title: 'One or more validation errors occurred.', status: 400, errors: { '$.Timestamp': ['No date.'] } },
    { serverWords: 'One or more validation errors occurred.', reasons: ['$.Timestamp: No date.'] },
    refused,
  ),
  told('400 that repeats the request', 400, { ErrorCode: '0x1', Message: 'Bad: {request}' }, { code: '0x1' }, refused),
  told(
    '400 cut in the middle of its JSON',
    400,
    '{"ErrorCode":"0xA011000F","Mess',
    { serverWords: '{"ErrorCode":"0xA011000F","Mess' },
    refused,
  ),
  page(400, 'Request Rejected', refused),
  told('401', 401, '', { serverWords: null }, /^You are not signed in/),
  page(401, '401 - Unauthorized', /^You are not signed in/),
  told(
    '403 that names a permission',
    403,
    { ErrorCode: '0xA0140002', Message: lackOf },
    { code: '0xA0140002', serverWords: lackOf, missingPermission: '/certificates/enrollment/pfx/' },
    /: \/certificates\/enrollment\/pfx\/\.$/,
  ),
  told(
    '403 that names an area',
    403,
    { Message: lackOfArea },
    { serverWords: lackOfArea, missingPermission: 'CertificateEnrollment: EnrollPFX' },
    /: CertificateEnrollment: EnrollPFX\.$/,
  ),
  told('403 without a role', 403, { Message: 'Forbidden' }, { serverWords: 'Forbidden' }, /belong to no security role/),
  told('403 without a body', 403, '', { serverWords: null }, /belong to no security role/),
  page(403, '403 - Forbidden', /belong to no security role/),
  told('404', 404, { ErrorCode: '0xA0110005', Message: 'Gone.' }, { code: '0xA0110005' }, /does not have what/),
  page(404, '404 - File not found', /does not have what/),
  told('409', 409, { ErrorCode: '0xA0110010', Message: 'Changed.' }, { code: '0xA0110010' }, /clashes with/),
  told('429', 429, { Message: 'Slow down.' }, { serverWords: 'Slow down.' }, /receives too many requests/),
  told('501', 501, { Message: 'Not here.' }, { serverWords: 'Not here.' }, /does not offer this function/),
];

/** Failures of the server or of what stands before it, after which nobody knows what was done. */
export const failures: readonly Fault[] = [
  told(
    '500',
    500,
    { ErrorCode: '0x80131500', Message: 'An unexpected error occurred.' },
    { code: '0x80131500', serverWords: 'An unexpected error occurred.' },
    failedWords,
  ),
  told('500 without a body', 500, '', { serverWords: null }, failedWords),
  page(500, 'Runtime Error', failedWords),
  {
    ...told('500 whose plain text repeats the request', 500, '', {}, failedWords),
    wire: { status: 500, headers: { 'Content-Type': 'text/plain' }, body: 'System.Exception: x\nHEADERS\n{request}' },
    error: { kind: 'http', status: 500 },
  },
  page(502, '502 Bad Gateway', notAvailable),
  page(503, 'Service Unavailable', notAvailable),
  page(504, '504 Gateway Time-out', notAvailable),
  { name: 'dropped before', wire: 'dropped before', error: { kind: 'network' }, cause: notReached, ...away },
  { name: 'dropped after', wire: 'dropped after', error: { kind: 'network' }, cause: notReached, ...away },
  { name: 'cut off in the answer', wire: 'cut off', error: { kind: 'network' }, cause: notReached, ...away },
  // A page cannot tell a connection that was refused from one that broke.
  { name: 'offline', wire: 'nobody', error: { kind: 'network' }, cause: notReached, ...away },
  { name: 'no answer in time', wire: 'never', error: { kind: 'timeout' }, cause: /did not answer in time/, ...failed },
];

/** Answers with status 200 that are none. */
export const noAnswers: readonly Fault[] = [
  {
    name: 'a sign-in page with 200',
    wire: { status: 200, headers: pageHeaders, body: pageText('Sign in to the network') },
    error: { kind: 'unreadable', status: 200, serverWords: 'Sign in to the network' },
    cause: unreadableWords,
    ...failed,
  },
  {
    name: '200 cut in the middle of its JSON',
    wire: {
      status: 200,
      headers: jsonHeaders,
      body: `{"CertificateInformation":{"Password":"${secrets.madePassword}","Pkcs12Blob":"${secrets.pfx}`,
    },
    error: { kind: 'unreadable', status: 200, correlationId, serverWords: null },
    cause: unreadableWords,
    ...failed,
  },
  {
    name: '200 without a body',
    wire: { status: 200, headers: jsonHeaders, body: '' },
    error: { kind: 'unreadable' },
    cause: unreadableWords,
    ...failed,
    says: 'nothing',
  },
  {
    name: '200 with JSON of another kind',
    wire: jsonReply(200, `${secrets.madePassword} ${secrets.pfx}`),
    error: { kind: 'unreadable' },
    cause: unreadableWords,
    ...failed,
    says: 'another kind',
  },
  {
    name: '200 with a member of another type',
    wire: jsonReply(200, null),
    error: { kind: 'unreadable' },
    cause: unreadableWords,
    ...failed,
    says: 'another member',
  },
];

export const faults: readonly Fault[] = [...refusals, ...failures, ...noAnswers];
