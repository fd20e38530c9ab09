import { afterAll, expect, test } from 'vitest';
import { at, freshWorld, text, type Api, type Seen } from './apiForTests.ts';
import { openOracle } from './pki/opensslOracle.ts';

const oracle = openOracle();
afterAll(oracle.close);
// Starting Java on a busy machine may take longer than the usual limit.
const javaMs = 30_000;

const host = 'csr01.keyexample.com';
const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', oracle.path('key.pem')];
const csr = oracle
  .openssl('req', '-new', ...ec, '-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`)
  .text.replace(/^[^]*?(?=-----BEGIN)/, '');
const publicKey = oracle.openssl('pkey', '-in', 'key.pem', '-pubout').stdout.toString();

const sign = (api: Api, format: string, more: Record<string, unknown> = {}): Promise<Seen> =>
  api('POST', '/Enrollment/CSR', {
    headers: { 'x-certificateformat': format },
    body: {
      CSR: csr,
      EnrollmentPatternId: 3,
      CertificateAuthority: 'CorpIssuingCA1',
      IncludeChain: true,
      SANs: {},
      Timestamp: '2026-03-20T16:45:21Z',
      ...more,
    },
  });
const parts = (answer: Seen) => at(answer.body, 'CertificateInformation', 'Certificates') as string[];

/** Common names of the certificates that Java finds in a file, in their order. */
function readByJava(name: string, content: string | Uint8Array): string[] {
  oracle.file(name, content);
  const shown = oracle.run('keytool', ['-printcert', '-file', name]).text;
  return [...shown.matchAll(/Owner: CN=([^,\n]*)/g)].map(([, owner = '']) => owner);
}

/** The public key that OpenSSL finds in the first certificate of a file. */
const keyOf = (name: string, form: 'PEM' | 'DER') =>
  oracle.openssl('x509', '-in', name, '-inform', form, '-noout', '-pubkey').stdout.toString();

const chain = [host, 'CorpIssuingCA1', 'Key Example Root CA'];

test.each([true, false])(
  'a CSR answered as PEM is a file with chain that OpenSSL and Java read (subject lines: %s)',
  async (header) => {
    const blocks = parts(await sign(await freshWorld(), 'PEM', { IncludeSubjectHeader: header }));
    expect(blocks.map((block) => block.startsWith('#CN='))).toEqual(blocks.map(() => header));
    expect(readByJava('chain.pem', blocks.join(''))).toEqual(chain);
    expect(keyOf('chain.pem', 'PEM')).toBe(publicKey);
    oracle.file('ca.pem', blocks.slice(1).join(''));
    expect(oracle.openssl('verify', '-CAfile', 'ca.pem', 'chain.pem').text).toContain('OK');
  },
  javaMs,
);

test(
  'a CSR answered as DER is one file for each certificate, which OpenSSL and Java read',
  async () => {
    const files = parts(await sign(await freshWorld(), 'DER')).map((base64) => Buffer.from(base64, 'base64'));
    expect(files.flatMap((der, place) => readByJava(`${place}.der`, der))).toEqual(chain);
    expect(keyOf('0.der', 'DER')).toBe(publicKey);
  },
  javaMs,
);

test(
  'the certificate of a CSR is downloaded as P7B with its chain, which OpenSSL and Java read',
  async () => {
    const api = await freshWorld();
    const id = at((await sign(api, 'PEM')).body, 'CertificateInformation', 'KeyfactorID');
    const answer = await api('POST', '/Certificates/Download', {
      headers: { 'x-certificateformat': 'P7B' },
      body: { CertID: id, IncludeChain: true },
    });
    const bytes = Buffer.from(text(answer.body, 'Content'), 'base64');
    expect(readByJava('chain.p7b', bytes)).toEqual(chain);
    oracle.openssl('pkcs7', '-inform', 'DER', '-in', 'chain.p7b', '-print_certs', '-out', oracle.path('shown.pem'));
    expect(keyOf('shown.pem', 'PEM')).toBe(publicKey);
  },
  javaMs,
);
