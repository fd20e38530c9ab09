import { cryptoProblem } from './browserKeys.ts';
import { type Der, kid, readDer, readOid, tags } from './der.ts';
import {
  algorithm,
  bitString,
  type Bytes,
  element,
  integer,
  joined,
  nothing,
  sequence,
  textBytes,
} from './derWriter.ts';
import type { Parsed } from './dn.ts';
import { curveName } from './keyAlgorithms.ts';

// Private keys in files: PKCS #8 (RFC 5208), encrypted by PBES2 (RFC 8018). No reason here ever holds a byte of the input.

/** What a file holds: PKCS #8 as it is, or an EncryptedPrivateKeyInfo that needs its password. */
export interface PrivateKeyFile {
  kind: 'plain' | 'encrypted';
  der: Bytes;
}

const rounds = 600_000;
// About two seconds; a file that asks for more is after the browser's time.
const mostRounds = 20_000_000;

const pbes2 = '1.2.840.113549.1.5.13';
const pbkdf2 = '1.2.840.113549.1.5.12';
const aes = '2.16.840.1.101.3.4.1';
const rsaEncryption = '1.2.840.113549.1.1.1';
const hmacs: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['1.2.840.113549.2.7', 'SHA-1'],
  ['1.2.840.113549.2.9', 'SHA-256'],
  ['1.2.840.113549.2.10', 'SHA-384'],
  ['1.2.840.113549.2.11', 'SHA-512'],
]);
const ciphers: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  [`${aes}.2`, 128],
  [`${aes}.22`, 192],
  [`${aes}.42`, 256],
]);

const no = (reason: string) => ({ ok: false, reason }) as const;
const convert = 'Convert it first: openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.key -out new.key';
const unreadable = (how: string) => no(`This key is encrypted with ${how}, which browsers cannot open. ${convert}`);
const damaged = no('This is not a private key, or it is damaged.');
const wrongPassword = no('The password does not open this key.');

interface Derivation {
  salt: Uint8Array;
  iterations: number;
  hash: string;
}

async function fileKey(password: string, { salt, iterations, hash }: Derivation, length: number): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', textBytes(password), 'PBKDF2', false, ['deriveKey']);
  const derivation = { name: 'PBKDF2', hash, salt: new Uint8Array(salt), iterations };
  return crypto.subtle.deriveKey(derivation, secret, { name: 'AES-CBC', length }, false, ['encrypt', 'decrypt']);
}

/**
 * PKCS #8 under a password as an EncryptedPrivateKeyInfo: PBES2 with PBKDF2-HMAC-SHA256 of 600,000 rounds and AES-256-CBC,
 * which OpenSSL 1.1 and later, Java and Windows open (RFC 8018 §6.2). Rejects where there is no WebCrypto.
 */
export async function encryptPkcs8(der: Uint8Array, password: string): Promise<Bytes> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(16));
  const key = await fileKey(password, { salt, iterations: rounds, hash: 'SHA-256' }, 256);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, new Uint8Array(der));
  const hmac = algorithm('1.2.840.113549.2.9', nothing);
  const derivation = algorithm(pbkdf2, sequence(element(tags.octets, salt), integer(rounds), hmac));
  const cipher = algorithm(`${aes}.42`, element(tags.octets, iv));
  return sequence(algorithm(pbes2, sequence(derivation, cipher)), element(tags.octets, new Uint8Array(sealed)));
}

const oidOf = (identifier: Der) => readOid(kid(identifier, 0, tags.oid).body);
const numberOf = (node: Der) => node.body.reduce((sum, byte) => sum * 256 + byte, 0);

interface Sealed extends Derivation {
  iv: Uint8Array;
  length: number;
  content: Uint8Array;
}

/** What an EncryptedPrivateKeyInfo says about itself; throws DerError on anything else. */
function readSealed(der: Uint8Array): Parsed<Sealed> {
  const whole = readDer(der);
  const scheme = kid(whole, 0, tags.sequence);
  const content = kid(whole, 1, tags.octets).body;
  if (oidOf(scheme) !== pbes2) return unreadable('an old method (PBES1)');
  const [derivation, cipher] = [kid(kid(scheme, 1), 0), kid(kid(scheme, 1), 1)];
  const length = ciphers.get(oidOf(cipher));
  if (oidOf(cipher) === '1.2.840.113549.3.7') return unreadable('triple DES (DES-EDE3-CBC)');
  if (length === undefined) return unreadable(`the cipher ${oidOf(cipher)}`);
  if (oidOf(derivation) !== pbkdf2) return unreadable('a key derivation other than PBKDF2, such as scrypt');
  const [salt, count, ...rest] = kid(derivation, 1, tags.sequence).kids;
  const prf = rest.find((node) => node.tag === tags.sequence);
  const hash = prf ? hmacs.get(oidOf(prf)) : 'SHA-1';
  if (hash === undefined) return unreadable('an unusual hash');
  if (salt?.tag !== tags.octets || count?.tag !== tags.integer) return damaged;
  const iterations = numberOf(count);
  if (iterations < 1 || iterations > mostRounds) return unreadable('too many rounds of PBKDF2');
  const iv = kid(cipher, 1, tags.octets).body;
  if (iv.length !== 16 || content.length === 0 || content.length % 16 !== 0) return damaged;
  return { ok: true, value: { salt: salt.body, iterations, hash, iv, length, content } };
}

/**
 * Opens an EncryptedPrivateKeyInfo (DER): PBES2 with PBKDF2 (HMAC with SHA-1, 256, 384 or 512) and AES-CBC of any size. The
 * value is plain PKCS #8. A wrong password, a damaged file and a method that browsers lack are told apart. Never throws.
 */
export async function decryptPkcs8(der: Uint8Array, password: string): Promise<Parsed<Bytes>> {
  const missing = cryptoProblem();
  if (missing !== undefined) return no(missing);
  let sealed: Parsed<Sealed>;
  try {
    sealed = readSealed(der);
  } catch {
    return damaged;
  }
  if (!sealed.ok) return sealed;
  try {
    const { iv, length, content } = sealed.value;
    const key = await fileKey(password, sealed.value, length);
    const open = await crypto.subtle.decrypt({ name: 'AES-CBC', iv: new Uint8Array(iv) }, key, new Uint8Array(content));
    const found = readDerKey(new Uint8Array(open));
    // One wrong password in 256 ends in something that looks padded.
    return found.ok && found.value.kind === 'plain' ? { ok: true, value: found.value.der } : wrongPassword;
  } catch {
    return wrongPassword;
  }
}

/** SEC 1 as PKCS #8 (RFC 5915 §3, RFC 5958): the curve moves to the outside. */
function wrapSec1(key: Der): Parsed<PrivateKeyFile> {
  const curve = key.kids.find((node) => node.tag === 0xa0)?.kids[0];
  if (curve?.tag !== tags.oid) return no('This EC key does not name its curve. Convert it to PKCS #8 first.');
  const inner = sequence(...key.kids.filter((node) => node.tag !== 0xa0).map((node) => node.raw));
  const der = sequence(integer(0), algorithm('1.2.840.10045.2.1', curve.raw), element(tags.octets, inner));
  return { ok: true, value: { kind: 'plain', der } };
}

function readDerKey(bytes: Uint8Array): Parsed<PrivateKeyFile> {
  const der = new Uint8Array(bytes);
  try {
    const whole = readDer(der);
    const [first, second, third] = whole.kids.map((node) => node.tag);
    if (whole.tag !== tags.sequence) return damaged;
    if (first === tags.sequence && second === tags.octets && whole.kids.length === 2) {
      oidOf(kid(whole, 0));
      return { ok: true, value: { kind: 'encrypted', der } };
    }
    if (first !== tags.integer) return mistake(whole);
    if (second === tags.sequence && third === tags.octets) {
      oidOf(kid(whole, 1));
      return { ok: true, value: { kind: 'plain', der } };
    }
    if (second === tags.octets) return wrapSec1(whole);
    if (whole.kids.length < 9 || whole.kids.some((node) => node.tag !== tags.integer && node.tag !== tags.sequence))
      return mistake(whole);
    const inner = sequence(integer(0), algorithm(rsaEncryption, nothing), element(tags.octets, der));
    return { ok: true, value: { kind: 'plain', der: inner } };
  } catch {
    return damaged;
  }
}

/** The reason for DER that is something else. */
function mistake(whole: Der): { ok: false; reason: string } {
  const [first, second] = whole.kids;
  if (first?.tag === tags.integer && numberOf(first) === 3)
    return no('This is a PKCS #12 file (PFX). Take the key out of it first.');
  if (first?.tag === tags.sequence && second?.tag === tags.bits)
    return no('This is a public key. The private key is needed.');
  if (first?.tag === tags.sequence && second?.tag === tags.sequence && whole.kids.length === 3)
    return no('This is a certificate or a request, not a private key.');
  return damaged;
}

function fromPem(text: string): Parsed<PrivateKeyFile> {
  if (text.includes('PuTTY-User-Key-File')) return no('This is a PuTTY key. Export it as an OpenSSL key first.');
  if (/^Proc-Type: 4,ENCRYPTED/m.test(text)) return unreadable('the old method of OpenSSL');
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g)];
  const keys = blocks.filter(([, label = '']) => label.endsWith('PRIVATE KEY'));
  if (keys.length > 1) return no('There is more than one private key here. Give one at a time.');
  const [, label, body = ''] = keys[0] ?? [];
  const other = /^[A-Z0-9 ]{3,30}$/.exec(blocks[0]?.[1] ?? '')?.[0];
  if (label === undefined && other !== undefined)
    return no(`There is no private key here, only: ${other.toLowerCase()}.`);
  if (label?.startsWith('OPENSSH'))
    return no('This is an OpenSSH key. Convert it first: ssh-keygen -p -m PKCS8 -f file');
  const digits = (label === undefined ? text : body).replace(/\s+/g, '');
  try {
    return readDerKey(Uint8Array.from(atob(digits), (sign) => sign.charCodeAt(0)));
  } catch {
    return damaged;
  }
}

/**
 * Reads a private key from PEM (also with other blocks around it), bare base64 or DER. PKCS #1 and SEC 1 keys come wrapped
 * into PKCS #8; an encrypted one comes as it is, for `decryptPkcs8`. What is something else is called by its name. Never
 * throws.
 */
export function readPrivateKey(input: string | Uint8Array): Parsed<PrivateKeyFile> {
  if (input.length > 100_000) return no('This is too large to be a private key.');
  if (input.length === 0 || (typeof input === 'string' && input.trim() === '')) return no('There is nothing here yet.');
  if (typeof input === 'string') return fromPem(input);
  if (input[0] === 0xfe && input[1] === 0xed) return no('This is a Java keystore. Take the key out of it first.');
  return input[0] === 0x30
    ? readDerKey(input)
    : fromPem(new TextDecoder(input[0] === 0xff ? 'utf-16le' : 'utf-8').decode(input));
}

const fromBase64url = (text: string) =>
  Uint8Array.from(atob(text.replace(/[-_]/g, (sign) => (sign === '-' ? '+' : '/'))), (sign) => sign.charCodeAt(0));

/** The public point of a key that does not carry it, as WebCrypto works it out. */
async function workedOut(der: Uint8Array, identifier: Der): Promise<Uint8Array> {
  const curve = identifier.kids[1] && readOid(identifier.kids[1].body);
  const namedCurve = curve === undefined ? '' : curveName(curve);
  const name = curve === undefined ? { name: 'Ed25519' } : { name: 'ECDSA', namedCurve };
  const key = await crypto.subtle.importKey('pkcs8', new Uint8Array(der), name, true, ['sign']);
  const { x = '', y } = await crypto.subtle.exportKey('jwk', key);
  return y === undefined ? fromBase64url(x) : joined([Uint8Array.of(4), fromBase64url(x), fromBase64url(y)]);
}

/**
 * The SubjectPublicKeyInfo that belongs to a plain PKCS #8 key, byte for byte as a request carries it; null where it cannot
 * be told (a kind that neither the file nor the browser gives the public half of). Never rejects.
 */
export async function publicKeyOf(pkcs8: Uint8Array): Promise<Bytes | null> {
  try {
    const whole = readDer(pkcs8);
    const identifier = kid(whole, 1, tags.sequence);
    const inner = readDer(kid(whole, 2, tags.octets).body);
    const kind = oidOf(identifier);
    if (kind === rsaEncryption || kind === '1.2.840.113549.1.1.10')
      return sequence(
        identifier.raw,
        bitString(sequence(kid(inner, 1, tags.integer).raw, kid(inner, 2, tags.integer).raw)),
      );
    const carried = inner.kids.find((node) => node.tag === 0xa1)?.kids[0];
    if (carried) return sequence(identifier.raw, carried.raw);
    return sequence(identifier.raw, bitString(await workedOut(pkcs8, identifier)));
  } catch {
    return null;
  }
}
