import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { chooseSource, download, expectStep, goOn } from './walk.ts';
import { expect } from './world.ts';

const openssl = (args: readonly string[], input: string | Buffer = ''): Buffer =>
  execFileSync('openssl', args, { input, stdio: ['pipe', 'pipe', 'pipe'] });

/** A file of the corpus, by its name: where it lies. */
export const corpusPath = (name: string): string => join(import.meta.dirname, 'corpus', 'csr', name);

/** The text of a file of the corpus, as it is. */
export const corpusText = (name: string): string => readFileSync(corpusPath(name), 'utf8');

export interface KeyedRequest {
  csr: string;
  /** PEM. */
  publicKey: string;
  /** PKCS #8, DER in base64. */
  pkcs8: string;
  /** The key as PEM that a password protects. */
  encryptedKey: string;
}

/** The enrollment pattern of the CA that is like EJBCA, by the template that stands beside its name. */
export const ejbca = 'tlsServerAuth-1y) · default pattern';

export const keyPassword = 'Opens-the-key-2026';

/** A fresh key (RSA 2048, or a curve) and the request for it, made by OpenSSL. */
export function makeKeyed(subject: string, sans: readonly string[], curve?: string): KeyedRequest {
  const kind = curve === undefined ? ['RSA'] : ['EC', '-pkeyopt', `ec_paramgen_curve:${curve}`];
  const key = openssl(['genpkey', '-quiet', '-algorithm', ...kind]);
  const folder = mkdtempSync(join(tmpdir(), 'e2e-'));
  try {
    const path = join(folder, 'key.pem');
    writeFileSync(path, key);
    const names = sans.length === 0 ? [] : ['-addext', `subjectAltName=${sans.join(',')}`];
    return {
      csr: openssl(['req', '-new', '-key', path, '-subj', subject, ...names]).toString(),
      publicKey: openssl(['pkey', '-pubout'], key).toString(),
      pkcs8: openssl(['pkcs8', '-topk8', '-nocrypt', '-outform', 'DER'], key).toString('base64'),
      encryptedKey: openssl(['pkcs8', '-topk8', '-passout', `pass:${keyPassword}`], key).toString(),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const sha256 = (bytes: Buffer): string =>
  openssl(['dgst', '-sha256', '-r'], bytes).toString().slice(0, 64).toUpperCase();

/** SHA-256 of a request and of its key, the bytes as OpenSSL sees them. */
export function fingerprints(csr: string): { request: string; key: string } {
  const key = openssl(['req', '-noout', '-pubkey'], csr);
  return {
    request: sha256(openssl(['req', '-outform', 'DER'], csr)),
    key: sha256(openssl(['pkey', '-pubin', '-outform', 'DER'], key)),
  };
}

/** What OpenSSL says of a request, its signature included. */
export const describeCsr = (csr: string): string => openssl(['req', '-noout', '-text', '-verify'], csr).toString();

/** The certificates in a file of PKCS #7 (DER) in their order. */
export const certificatesOfP7b = (path: string): string[] =>
  openssl(['pkcs7', '-inform', 'DER', '-in', path, '-print_certs'])
    .toString()
    .match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];

/** A certificate in DER as PEM. */
export const derToPem = (path: string): string => openssl(['x509', '-inform', 'DER', '-in', path]).toString().trim();

export const requestField = (page: Page): Locator =>
  page.getByRole('textbox', { name: /^Certificate signing request/ });

export const fileField = (page: Page): Locator => page.getByLabel('Or choose the file, or drop it here');

/** What the page says a request holds. */
export const facts = (page: Page): Locator => page.getByRole('region', { name: 'What the request holds' });

export interface CsrWalk {
  /** PEM. */
  csr: string;
  /** Enrollment pattern, template or stand-alone CA; the usual one of the world's version when left out. */
  source?: string;
  authority?: string;
  /** Called on each step, filled in, before it is left, by the step's heading. */
  onStep?: (step: string) => Promise<void>;
}

/** Pastes a request into an open wizard and waits until it is read. */
export async function pasteRequest(page: Page, csr: string): Promise<void> {
  await requestField(page).fill(csr);
  await expect(facts(page).getByText(fingerprints(csr).request)).toBeVisible();
}

/** Goes from the first step, filled in, to the review. */
export async function goToReview(page: Page, walk: Omit<CsrWalk, 'csr'> = {}): Promise<void> {
  const { source, authority, onStep } = walk;
  await onStep?.('Request');
  await goOn(page, 'What');
  await chooseSource(page, source, authority);
  await onStep?.('What');
  for (const step of ['Names', 'Details', 'Review']) {
    await goOn(page, step);
    await onStep?.(step);
  }
}

/** Chooses what the key or the request is made for, on the first step. */
export async function pickSource(page: Page, source: string): Promise<void> {
  await page.getByRole('combobox', { name: /^(Enrollment pattern|Template)/ }).click();
  await page.getByRole('option', { name: source }).first().click();
}

/** Walks the CSR wizard with a pasted request up to its review. */
export async function fillCsr(page: Page, walk: CsrWalk): Promise<void> {
  await page.goto('enroll/csr');
  await pasteRequest(page, walk.csr);
  await goToReview(page, walk);
}

/** Goes back to the first step by the list of steps. */
export async function backToRequest(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Request', exact: true }).click();
  await expectStep(page, 'Request');
}

/** What of a certificate the server says when it is asked for its key, too. */
export const withKey = (id: number): string => `/Certificates/${id}?includeHasPrivateKey=true`;

/** Saves the receipt. Returns its text. */
export async function receiptOf(page: Page): Promise<string> {
  return readFileSync((await download(page, 'Save receipt')).path, 'utf8');
}

/** Drops a file on the page, as a person does. */
export async function dropFile(page: Page, target: Locator, name: string): Promise<void> {
  const bytes = readFileSync(corpusPath(name)).toString('base64');
  const dataTransfer = await page.evaluateHandle(
    ([content = '', fileName = '']) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))], fileName));
      return transfer;
    },
    [bytes, name],
  );
  await target.dispatchEvent('drop', { dataTransfer });
}

interface Noted {
  place: string;
  text: string;
}

/**
 * Notes from now on all that leaves the browser, and what its console says. The answer looks for a secret in it and in
 * everything that the browser keeps, in any spelling, and names the places that hold it.
 */
export function noteEverything(page: Page): (secrets: readonly string[]) => Promise<string[]> {
  const noted: Noted[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const name = `${request.method()} ${pathname.split('/').slice(-2).join('/')}`;
    noted.push({ place: `address of ${name}`, text: request.url() });
    noted.push({ place: `headers of ${name}`, text: JSON.stringify(request.headers()) });
    const body = request.postDataBuffer();
    if (body) noted.push({ place: `body of ${name}`, text: `${body.toString()} ${body.toString('hex')}` });
  });
  page.on('websocket', (socket) => noted.push({ place: 'a socket', text: socket.url() }));
  page.on('console', (message) => noted.push({ place: 'console', text: message.text() }));
  page.on('framenavigated', (frame) => noted.push({ place: 'history', text: frame.url() }));
  return async (secrets) => {
    const kept = await page.evaluate(async () => ({
      'local storage': JSON.stringify(Object.entries(localStorage)),
      'session storage': JSON.stringify(Object.entries(sessionStorage)),
      history: JSON.stringify([location.href, history.state]),
      'cookies of the page': document.cookie,
      databases: (await indexedDB.databases()).map(({ name }) => `a database ${name}`).join(),
      caches: (await caches.keys()).join(),
    }));
    // Nothing is looked for inside of these: there are none.
    expect([kept.databases, kept.caches]).toEqual(['', '']);
    const cookies = JSON.stringify(await page.context().cookies());
    const places: Noted[] = [
      ...noted,
      { place: 'cookies', text: cookies },
      ...Object.entries(kept).map(([place, text]) => ({ place, text })),
    ];
    const found = places.filter(({ text }) => {
      // Line ends inside of JSON and of PEM do not hide anything.
      const plain = text.replaceAll(/\\[rn]|\s/g, '');
      return secrets.some((secret) => plain.includes(secret) || text.includes(secret));
    });
    return [...new Set(found.map(({ place }) => place))];
  };
}

/** The base64 characters that these bytes make wherever they stand, for each of the three ways to begin. */
function base64At(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    // The first and last characters hold bits of what stands around them.
    const inner = text.slice(before === 0 ? 0 : before + 1, (before + bytes.length) % 3 === 0 ? undefined : -1);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

const spellings = (bytes: Buffer): string[] => {
  const hex = bytes.toString('hex');
  return [...new Set([...base64At(bytes), hex, hex.toUpperCase()])];
};

/**
 * Texts of which one stands wherever 24 bytes in a row of a private key stand in base64 or hex: every 24 bytes hold one of
 * the excerpts of 16 that begin at each eighth byte. What the public request holds as well is left out.
 */
export function excerptsOf(key: Buffer, csr?: string): string[] {
  const open = csr === undefined ? Buffer.alloc(0) : openssl(['req', '-outform', 'DER'], csr);
  const starts = Array.from({ length: Math.floor((key.length - 16) / 8) + 1 }, (_, at) => at * 8);
  const excerpts = starts.map((at) => key.subarray(at, at + 16)).filter((excerpt) => !open.includes(excerpt));
  return excerpts.flatMap(spellings);
}

/** A password in every spelling. */
export const spellingsOf = (password: string): string[] => [
  password,
  encodeURIComponent(password),
  ...spellings(Buffer.from(password)),
];

/** The DER of a key in a PEM file without encryption. */
export function plainKeyBytes(path: string): Buffer {
  const [, body = ''] =
    /-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----/.exec(readFileSync(path, 'utf8')) ?? [];
  return Buffer.from(body, 'base64');
}

/** The DER of a key in an encrypted file; throws with another password. */
export const openKey = (path: string, password: string): Buffer =>
  openssl(['pkey', '-in', path, '-passin', `pass:${password}`, '-outform', 'DER']);

/** The public key of a key in DER. */
export const publicKeyOfDer = (key: Buffer): string => openssl(['pkey', '-inform', 'DER', '-pubout'], key).toString();
