import {
  createCipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type JsonWebKey,
  type KeyObject,
  pbkdf2Sync,
  randomBytes,
  randomUUID,
  scryptSync,
  sign,
  timingSafeEqual,
  verify,
  constants,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** The kinds of key the sandbox makes itself. */
export type KeyKind = 'RSA' | 'EC' | 'Ed25519' | 'Ed448';
/** What key to make. `bits` is the modulus length for RSA; `curve` the OID of a named curve for EC. */
export interface KeySpec {
  kind: KeyKind;
  bits: number;
  curve?: string;
}
/** A private key; only this file looks inside. */
export type PrivateKey = KeyObject;
/** A public key of a provider of tokens, as it publishes it. */
export type PublicJwk = JsonWebKey;
/** How a signature is made: a digest name of OpenSSL, or null where the algorithm has its own (RFC 8410). */
export interface Scheme {
  hash: string | null;
  /** RSASSA-PSS with this salt length in bytes; absent for every other scheme. */
  pssSalt?: number;
}

const curves = new Map([
  ['1.2.840.10045.3.1.7', 'prime256v1'],
  ['1.3.132.0.34', 'secp384r1'],
  ['1.3.132.0.35', 'secp521r1'],
]);
const curveOfBits = new Map([
  [256, 'prime256v1'],
  [384, 'secp384r1'],
  [521, 'secp521r1'],
]);
const generate = promisify(generateKeyPair);
let storedRsa8192: PrivateKey | undefined;

/**
 * Makes a private key. RSA 8192 is always the same stored key, because generating one takes 12 seconds and more.
 * Rejects for an EC curve other than the three NIST ones and for RSA sizes outside 1024 to 6144.
 */
export async function generateKey(spec: KeySpec): Promise<PrivateKey> {
  if (spec.kind === 'Ed25519') return (await generate('ed25519')).privateKey;
  if (spec.kind === 'Ed448') return (await generate('ed448')).privateKey;
  if (spec.kind === 'EC') {
    const namedCurve = spec.curve === undefined ? curveOfBits.get(spec.bits) : curves.get(spec.curve);
    if (namedCurve === undefined) throw new Error(`The sandbox makes no keys on the curve ${spec.curve ?? spec.bits}.`);
    return (await generate('ec', { namedCurve })).privateKey;
  }
  if (spec.bits === 8192) {
    storedRsa8192 ??= createPrivateKey(readFileSync(new URL('./rsa8192.pem', import.meta.url)));
    return storedRsa8192;
  }
  if (spec.bits < 1024 || spec.bits > 6144) throw new Error(`The sandbox makes no RSA keys of ${spec.bits} bits.`);
  return (await generate('rsa', { modulusLength: spec.bits })).privateKey;
}

/** Reads an unencrypted PKCS#8 or traditional PEM key. Throws on anything else. */
export function privateKeyFromPem(pem: string): PrivateKey {
  return createPrivateKey(pem);
}

/** Reads an unencrypted PKCS#8 key (RFC 5208), as `privateKeyToPkcs8` wrote it. Throws on anything else. */
export function privateKeyFromPkcs8(der: Uint8Array): PrivateKey {
  return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
}

/** The key as unencrypted PKCS#8 DER (RFC 5208). */
export function privateKeyToPkcs8(key: PrivateKey): Buffer {
  return key.export({ format: 'der', type: 'pkcs8' });
}

/** The public half of a key as SubjectPublicKeyInfo DER (RFC 5280 §4.1.2.7). */
export function publicKeyInfo(key: PrivateKey): Buffer {
  return createPublicKey(key).export({ format: 'der', type: 'spki' });
}

/** What kind of key this is, with the named curve as OpenSSL spells it. */
export function keyNames(key: PrivateKey): { type: string; curve: string | undefined } {
  return { type: key.asymmetricKeyType ?? '', curve: key.asymmetricKeyDetails?.namedCurve };
}

/** Signs `data`; EC signatures come DER encoded as X.509 wants them. */
export function signBytes(key: PrivateKey, data: Uint8Array, hash: string | null): Buffer {
  return sign(hash, data, key);
}

/** Whether the signature fits. False also where Node cannot use the key or the algorithm. */
export function verifyBytes(spki: Uint8Array, data: Uint8Array, signature: Uint8Array, scheme: Scheme): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    const padding =
      scheme.pssSalt === undefined ? {} : { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.pssSalt };
    return verify(scheme.hash, data, { key, ...padding }, signature);
  } catch {
    return false;
  }
}

/** Digest of the signature algorithms of RFC 7518 §3.1 that the sandbox reads, and whether they are of an EC key. */
const jwsAlgorithms: Readonly<Record<string, { hash: string; type: 'ec' | 'rsa' }>> = {
  ES256: { hash: 'sha256', type: 'ec' },
  RS256: { hash: 'sha256', type: 'rsa' },
};

/** Whether a compact JWS signature (RFC 7515 §5.2) fits a public JWK. False also for every other algorithm than ES256 and RS256. */
export function verifyJws(jwk: JsonWebKey, algorithm: string, signed: string, signature: Uint8Array): boolean {
  const known = Object.hasOwn(jwsAlgorithms, algorithm) ? jwsAlgorithms[algorithm] : undefined;
  if (known === undefined) return false;
  try {
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    if (key.asymmetricKeyType !== known.type) return false;
    return verify(known.hash, Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }, signature);
  } catch {
    return false;
  }
}

/** SHA-1 of the bytes. */
export function sha1(bytes: Uint8Array): Buffer {
  return createHash('sha1').update(bytes).digest();
}

/** SHA-1 as upper-case hex: the thumbprint of a certificate. */
export function sha1Hex(bytes: Uint8Array): string {
  return sha1(bytes).toString('hex').toUpperCase();
}

/** SHA-256 as upper-case hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').toUpperCase();
}

/** MD5 as upper-case hex; Keyfactor's ValueHash and UrlHash are this over UTF-16LE text, as recorded on 25.4. */
export function md5Hex(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex').toUpperCase();
}

/** HMAC with SHA-1, for the integrity of a PKCS#12 (RFC 7292 §4). */
export function hmacSha1(key: Uint8Array, bytes: Uint8Array): Buffer {
  return createHmac('sha1', key).update(bytes).digest();
}

/** A salted scrypt hash of a password (RFC 7914) as text, for `fitsPassword`. */
export function hashPassword(password: string): string {
  const salt = randomBytes(16);
  return `${salt.toString('base64')}.${stretched(password, salt).toString('base64')}`;
}

/** An eighth of the usual work: passwords of a sandbox guard nothing, and every enrollment of every test pays for it. */
const stretched = (password: string, salt: Uint8Array): Buffer => scryptSync(password, salt, 32, { N: 2048 });

/** Whether this is the password that `hashPassword` made the text of. */
export function fitsPassword(password: string, hash: string): boolean {
  const [salt = '', wanted = ''] = hash.split('.');
  const expected = Buffer.from(wanted, 'base64');
  if (expected.length !== 32) return false;
  return timingSafeEqual(stretched(password, Buffer.from(salt, 'base64')), expected);
}

/** PBKDF2 with HMAC-SHA-256 (RFC 8018 §5.2). */
export function pbkdf2Sha256(password: string, salt: Uint8Array, rounds: number, bytes: number): Buffer {
  return pbkdf2Sync(Buffer.from(password, 'utf8'), salt, rounds, bytes, 'sha256');
}

/** Encrypts with AES-256-CBC or three-key triple DES in CBC mode, PKCS#7 padding. */
export function encryptCbc(
  cipher: 'aes-256-cbc' | 'des-ede3-cbc',
  key: Uint8Array,
  iv: Uint8Array,
  data: Uint8Array,
): Buffer {
  const stream = createCipheriv(cipher, key, iv);
  return Buffer.concat([stream.update(data), stream.final()]);
}

/** A random version 4 UUID, lower case. */
export function uuid(): string {
  return randomUUID();
}

/** So many random bytes. */
export function randomOctets(bytes: number): Buffer {
  return randomBytes(bytes);
}
