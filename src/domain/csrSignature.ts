import type { Csr } from './csr.ts';
import { bitBytes, type Der, hex, kid, readDer, readOid, tags } from './der.ts';

const rsaHashes = new Map([
  ['1.2.840.113549.1.1.5', 'SHA-1'],
  ['1.2.840.113549.1.1.11', 'SHA-256'],
  ['1.2.840.113549.1.1.12', 'SHA-384'],
  ['1.2.840.113549.1.1.13', 'SHA-512'],
]);
const ecdsaHashes = new Map([
  ['1.2.840.10045.4.1', 'SHA-1'],
  ['1.2.840.10045.4.3.2', 'SHA-256'],
  ['1.2.840.10045.4.3.3', 'SHA-384'],
  ['1.2.840.10045.4.3.4', 'SHA-512'],
]);
const plainHashes = new Map([
  ['1.3.14.3.2.26', 'SHA-1'],
  ['2.16.840.1.101.3.4.2.1', 'SHA-256'],
  ['2.16.840.1.101.3.4.2.2', 'SHA-384'],
  ['2.16.840.1.101.3.4.2.3', 'SHA-512'],
]);
const curveNames = new Map([
  ['1.2.840.10045.3.1.7', { namedCurve: 'P-256', size: 32 }],
  ['1.3.132.0.34', { namedCurve: 'P-384', size: 48 }],
  ['1.3.132.0.35', { namedCurve: 'P-521', size: 66 }],
]);

// WebCrypto's types want bytes that own their buffer.
const own = (bytes: Uint8Array) => new Uint8Array(bytes);
const base64url = (bytes: Uint8Array) =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')).replace(
    /[+/=]/g,
    (s) => ({ '+': '-', '/': '_' })[s] ?? '',
  );
const magnitude = (body: Uint8Array) =>
  body.subarray(
    Math.max(
      0,
      body.findIndex((byte) => byte !== 0),
    ),
  );

interface Task {
  key: CryptoKey;
  algorithm: AlgorithmIdentifier | RsaPssParams | EcdsaParams;
  signature: Uint8Array<ArrayBuffer>;
}

/** Hash and salt length of RSASSA-PSS-params (RFC 4055 §3.1), or undefined when the mask uses another hash. */
function pssParameters(parameters: Der | undefined): { hash: string; saltLength: number } | undefined {
  const field = (tag: number) => parameters?.kids.find((node) => node.tag === tag)?.kids[0];
  const hashOf = (node: Der | undefined) => (node ? plainHashes.get(readOid(kid(node, 0, tags.oid).body)) : 'SHA-1');
  const [hash, mask, salt] = [hashOf(field(0xa0)), field(0xa1), field(0xa2)];
  const maskHash = mask ? hashOf(kid(mask, 1)) : 'SHA-1';
  if (hash === undefined || hash !== maskHash) return undefined;
  return { hash, saltLength: salt ? parseInt(hex(salt.body), 16) : 20 };
}

async function rsaTask(
  publicKey: Uint8Array,
  oid: string,
  parameters: Der | undefined,
  bits: Uint8Array,
): Promise<Task | undefined> {
  const pss = oid === '1.2.840.113549.1.1.10' ? pssParameters(parameters) : undefined;
  const hash = pss?.hash ?? rsaHashes.get(oid);
  if (hash === undefined) return undefined;
  const [n, e] = [0, 1].map((i) => base64url(magnitude(kid(readDer(publicKey), i, tags.integer).body)));
  if (n === undefined || e === undefined) return undefined;
  const name = pss ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5';
  // As JWK, because browsers refuse an SPKI that carries the RSASSA-PSS identifier.
  const key = await crypto.subtle.importKey('jwk', { kty: 'RSA', n, e }, { name, hash }, false, ['verify']);
  return { key, algorithm: pss ? { name, saltLength: pss.saltLength } : { name }, signature: own(bits) };
}

/** The DER pair of a signature as r and s side by side; undefined when it is no such pair, which makes it invalid. */
function joinedPair(bits: Uint8Array, size: number): Uint8Array<ArrayBuffer> | undefined {
  try {
    const pair = readDer(bits);
    if (pair.tag !== tags.sequence || pair.kids.length !== 2) return undefined;
    const joined = new Uint8Array(2 * size);
    for (const i of [0, 1]) {
      const { body } = kid(pair, i, tags.integer);
      const part = magnitude(body);
      if ((body[0] ?? 0x80) >= 0x80 || part.length > size) return undefined;
      joined.set(part, size * (i + 1) - part.length);
    }
    return joined;
  } catch {
    return undefined;
  }
}

async function prepare(csr: Csr, whole: Der): Promise<Task | 'invalid' | undefined> {
  const algorithm = kid(whole, 1, tags.sequence);
  const oid = readOid(kid(algorithm, 0, tags.oid).body);
  const bits = bitBytes(kid(whole, 2));
  const publicKey = bitBytes(kid(readDer(csr.spki), 1));
  if (csr.key.kind === 'RSA') return rsaTask(publicKey, oid, algorithm.kids[1], bits);
  if (csr.key.kind === 'ECC') {
    const [curve, hash] = [curveNames.get(csr.key.curve ?? ''), ecdsaHashes.get(oid)];
    if (!curve || hash === undefined) return undefined;
    const signature = joinedPair(bits, curve.size);
    if (!signature) return 'invalid';
    const named = { name: 'ECDSA', namedCurve: curve.namedCurve };
    const key = await crypto.subtle.importKey('raw', own(publicKey), named, false, ['verify']);
    return { key, algorithm: { name: 'ECDSA', hash }, signature };
  }
  if (csr.key.kind === 'Ed25519' && oid === '1.3.101.112') {
    const key = await crypto.subtle.importKey('raw', own(publicKey), 'Ed25519', false, ['verify']);
    return { key, algorithm: 'Ed25519', signature: own(bits) };
  }
  return undefined;
}

/**
 * Does the request's signature fit its own key? 'cannot tell' for algorithms the browser does not have (Ed448, other
 * curves, MD5, DSA, post-quantum) and where it offers no WebCrypto (plain http). Never throws.
 */
export async function checkCsrSignature(csr: Csr): Promise<'valid' | 'invalid' | 'cannot tell'> {
  try {
    const whole = readDer(csr.der);
    const task = await prepare(csr, whole);
    if (!task) return 'cannot tell';
    if (task === 'invalid') return 'invalid';
    const signed = own(kid(whole, 0).raw);
    return (await crypto.subtle.verify(task.algorithm, task.key, task.signature, signed)) ? 'valid' : 'invalid';
  } catch {
    return 'cannot tell';
  }
}

/** SHA-256 in upper-case hex; '' where the browser offers no WebCrypto (plain http). */
export async function sha256Fingerprint(bytes: Uint8Array): Promise<string> {
  const { subtle } = crypto as { subtle?: SubtleCrypto };
  return subtle ? hex(new Uint8Array(await subtle.digest('SHA-256', own(bytes)))) : '';
}
