import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { chooseSource, download, expectStep, goOn } from './walk.ts';
import { expect } from './world.ts';

export const openssl = (args: readonly string[], input: string | Buffer = ''): Buffer =>
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
