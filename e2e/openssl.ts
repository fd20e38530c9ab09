import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const openssl = (args: readonly string[], input?: string): string =>
  execFileSync('openssl', args, {
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(input === undefined ? {} : { input }),
  });

function inFolder<T>(work: (file: (name: string, content: string) => string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'e2e-'));
  try {
    return work((name, content) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const certificates = (pem: string): string[] =>
  pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];

export interface OpenedPfx {
  leaf: string;
  chain: string[];
  key: string;
  /** Of the key. */
  publicKey: string;
}

/** Opens a PKCS#12 file with its password, with the old ciphers too where asked; throws where OpenSSL refuses it. */
export function openPfx(path: string, password: string, legacy = false): OpenedPfx {
  const old = legacy ? ['-legacy'] : [];
  const open = (...args: string[]) => openssl(['pkcs12', '-in', path, '-passin', `pass:${password}`, ...old, ...args]);
  const leaf = certificates(open('-nokeys', '-clcerts'))[0] ?? '';
  const key = open('-nocerts', '-nodes');
  return { leaf, chain: certificates(open('-nokeys', '-cacerts')), key, publicKey: openssl(['pkey', '-pubout'], key) };
}

/** What OpenSSL tells of the ciphers and the names in a PKCS#12 file. */
export function describePfx(path: string, password: string): string {
  const args = ['pkcs12', '-in', path, '-passin', `pass:${password}`, '-info', '-nodes', '-legacy'];
  const { stdout, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
  return stderr + stdout;
}

/** The parts of a PEM text in their order: what each is, and the lines before it. */
export function pemParts(text: string): { label: string; pem: string; before: string }[] {
  const form = /([^-]*)(-----BEGIN ([A-Z ]+)-----[^-]+-----END [A-Z ]+-----)/g;
  return Array.from(text.matchAll(form), ([, before = '', pem = '', label = '']) => ({
    label,
    pem,
    before: before.trim(),
  }));
}

/** The public key of a certificate. */
export const publicKeyOf = (certificate: string): string => openssl(['x509', '-noout', '-pubkey'], certificate);

/** The public key of a private key in PEM that a password protects; throws where it is another one. */
export const publicKeyOfKey = (key: string, password: string): string =>
  openssl(['pkey', '-pubout', '-passin', `pass:${password}`], key);

/** Does OpenSSL accept the leaf for a TLS server, up to the root? Throws with its words where not. */
export function verifyChain(leaf: string, chain: readonly string[], roots: string): string {
  return inFolder((file) => {
    const ca = file('roots.pem', roots);
    const untrusted = file('chain.pem', chain.join('\n'));
    return openssl([
      'verify',
      '-x509_strict',
      '-purpose',
      'sslserver',
      '-CAfile',
      ca,
      '-untrusted',
      untrusted,
      file('leaf.pem', leaf),
    ]);
  });
}

/** The certificates of a PKCS #7 file in their order. */
export const readP7b = (path: string): string[] =>
  certificates(openssl(['pkcs7', '-inform', 'DER', '-in', path, '-print_certs']));

/** The certificates of a PEM file in their order, and what OpenSSL reads from the first. */
export function readPem(path: string): { certificates: string[]; publicKey: string; subject: string; text: string } {
  const all = certificates(readFileSync(path, 'utf8'));
  const first = all[0] ?? '';
  return {
    certificates: all,
    publicKey: openssl(['x509', '-noout', '-pubkey'], first),
    subject: openssl(['x509', '-noout', '-subject', '-nameopt', 'RFC2253'], first).trim(),
    text: openssl(['x509', '-noout', '-text'], first),
  };
}

/** Subject (RFC 2253, UTF-8) and alternative names of one certificate in OpenSSL's words. */
export const describeCertificate = (pem: string): string =>
  openssl(['x509', '-noout', '-subject', '-nameopt', 'RFC2253,utf8,-esc_msb', '-ext', 'subjectAltName'], pem);

/** The kind of key in a certificate, as OpenSSL names it (`ED25519`, `id-ecPublicKey`), with its curve or size. */
export function keyOf(pem: string): string {
  const text = openssl(['x509', '-noout', '-text'], pem);
  return (/Public Key Algorithm: [^]*?(?=\s+X509v3)/.exec(text)?.[0] ?? '').replace(/\s+/g, ' ');
}

/** A self-signed certificate for localhost, as a private CA would vouch for it, in a file that lives for the test. */
export async function withPrivateRoot<T>(
  work: (pair: { key: string; certificate: string; path: string }) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'e2e-'));
  try {
    const [key, path] = [join(folder, 'key.pem'), join(folder, 'root.pem')];
    openssl([
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      key,
      '-out',
      path,
      '-days',
      '2',
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=DNS:localhost',
    ]);
    return await work({ key: readFileSync(key, 'utf8'), certificate: readFileSync(path, 'utf8'), path });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
