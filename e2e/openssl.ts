import { execFileSync } from 'node:child_process';
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

/** A fresh key and the request for it, made by OpenSSL. */
export function makeCsr(subject: string, sans: readonly string[]): { csr: string; publicKey: string } {
  return inFolder((file) => {
    const key = file('key.pem', openssl(['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']));
    const csr = openssl(['req', '-new', '-key', key, '-subj', subject, '-addext', `subjectAltName=${sans.join(',')}`]);
    return { csr, publicKey: openssl(['pkey', '-in', key, '-pubout']) };
  });
}

/** Opens a PKCS#12 file with its password; throws where OpenSSL refuses it. */
export function openPfx(
  path: string,
  password: string,
): { leaf: string; chain: string[]; key: string; publicKey: string } {
  const open = (...args: string[]) => openssl(['pkcs12', '-in', path, '-passin', `pass:${password}`, ...args]);
  const leaf = certificates(open('-nokeys', '-clcerts'))[0] ?? '';
  const key = open('-nocerts', '-nodes');
  return { leaf, chain: certificates(open('-nokeys', '-cacerts')), key, publicKey: openssl(['pkey', '-pubout'], key) };
}

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

/** Subject and alternative names of one certificate in OpenSSL's words. */
export const describeCertificate = (pem: string): string =>
  openssl(['x509', '-noout', '-subject', '-ext', 'subjectAltName'], pem);

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
