import * as der from './der.ts';
import { curveBits, digests, keyAlgorithm } from './oids.ts';
import { keyNames, signBytes, verifyBytes } from './crypto.ts';
import type { KeyKind, PrivateKey, Scheme } from './crypto.ts';

/** What a public key is. `bits` is the modulus or field size (255 and 448 for Edwards curves), 0 where it cannot be told. */
export interface KeyFacts {
  kind: KeyKind | 'other';
  bits: number;
  curve?: string;
  algorithmOid: string;
}

interface SignatureName {
  /** Keyfactor's text, such as `SHA-256withECDSA`. */
  text: string;
  /** The digest alone, such as `SHA-256`; empty where the algorithm has none of its own choice. */
  hash: string;
  /** How to check it, or undefined where the sandbox cannot. */
  scheme: Scheme | undefined;
}

const nameOfSignature: Readonly<Record<string, readonly [digestOid: string, suffix: string]>> = {
  '1.2.840.113549.1.1.4': ['1.2.840.113549.2.5', 'RSA'],
  '1.2.840.113549.1.1.5': ['1.3.14.3.2.26', 'RSA'],
  '1.2.840.113549.1.1.14': ['2.16.840.1.101.3.4.2.4', 'RSA'],
  '1.2.840.113549.1.1.11': ['2.16.840.1.101.3.4.2.1', 'RSA'],
  '1.2.840.113549.1.1.12': ['2.16.840.1.101.3.4.2.2', 'RSA'],
  '1.2.840.113549.1.1.13': ['2.16.840.1.101.3.4.2.3', 'RSA'],
  '2.16.840.1.101.3.4.3.13': ['2.16.840.1.101.3.4.2.7', 'RSA'],
  '2.16.840.1.101.3.4.3.14': ['2.16.840.1.101.3.4.2.8', 'RSA'],
  '2.16.840.1.101.3.4.3.15': ['2.16.840.1.101.3.4.2.9', 'RSA'],
  '2.16.840.1.101.3.4.3.16': ['2.16.840.1.101.3.4.2.10', 'RSA'],
  '1.2.840.10045.4.1': ['1.3.14.3.2.26', 'ECDSA'],
  '1.2.840.10045.4.3.1': ['2.16.840.1.101.3.4.2.4', 'ECDSA'],
  '1.2.840.10045.4.3.2': ['2.16.840.1.101.3.4.2.1', 'ECDSA'],
  '1.2.840.10045.4.3.3': ['2.16.840.1.101.3.4.2.2', 'ECDSA'],
  '1.2.840.10045.4.3.4': ['2.16.840.1.101.3.4.2.3', 'ECDSA'],
  '1.2.840.10040.4.3': ['1.3.14.3.2.26', 'DSA'],
  '2.16.840.1.101.3.4.3.1': ['2.16.840.1.101.3.4.2.4', 'DSA'],
  '2.16.840.1.101.3.4.3.2': ['2.16.840.1.101.3.4.2.1', 'DSA'],
  '2.16.840.1.101.3.4.3.3': ['2.16.840.1.101.3.4.2.2', 'DSA'],
  '2.16.840.1.101.3.4.3.4': ['2.16.840.1.101.3.4.2.3', 'DSA'],
};
const ecdsaOfCurve: Readonly<Record<string, readonly [oid: string, hash: string]>> = {
  secp384r1: ['1.2.840.10045.4.3.3', 'sha384'],
  secp521r1: ['1.2.840.10045.4.3.4', 'sha512'],
};

/** The algorithm the sandbox signs with when it has this key: its AlgorithmIdentifier and how to sign. */
export function signerOf(key: PrivateKey): { algorithm: Buffer; sign: (data: Uint8Array) => Buffer } {
  const { type, curve } = keyNames(key);
  const [oid, hash] = signingAlgorithm(type, curve ?? '');
  // RFC 4055 §5 wants NULL parameters for RSA, RFC 5758 §3.2 and RFC 8410 §3 want none.
  const algorithm = type === 'rsa' ? der.sequence(der.oid(oid), der.nothing()) : der.sequence(der.oid(oid));
  return { algorithm, sign: (data) => signBytes(key, data, hash) };
}

function signingAlgorithm(type: string, curve: string): readonly [oid: string, hash: string | null] {
  if (type === 'rsa') return ['1.2.840.113549.1.1.11', 'sha256'];
  if (type === 'ec') return ecdsaOfCurve[curve] ?? ['1.2.840.10045.4.3.2', 'sha256'];
  if (type === 'ed25519') return [keyAlgorithm.ed25519, null];
  if (type === 'ed448') return [keyAlgorithm.ed448, null];
  throw new Error(`The sandbox cannot sign with a key of type ${type}.`);
}

/** Whether `signature` over `data` was made by the key. False also for algorithms Node cannot check. */
export function verifyDer(spki: Uint8Array, algorithm: der.Element, data: Uint8Array, signature: Uint8Array): boolean {
  const { scheme } = signatureName(algorithm);
  return scheme !== undefined && verifyBytes(spki, data, signature, scheme);
}

/** Names a signature AlgorithmIdentifier; an unknown one is named by its OID. Throws on broken DER. */
export function signatureName(algorithm: der.Element): SignatureName {
  const [type, parameters] = der.children(algorithm);
  const oid = der.readOid(der.expect(type, der.tag.oid, 'signature algorithm'));
  if (oid === keyAlgorithm.ed25519) return { text: 'Ed25519', hash: '', scheme: { hash: null } };
  if (oid === keyAlgorithm.ed448) return { text: 'Ed448', hash: '', scheme: { hash: null } };
  if (oid === keyAlgorithm.rsaPss) return pssName(parameters);
  const [digestOid, suffix] = nameOfSignature[oid] ?? [];
  const digest = digestOid === undefined ? undefined : digests[digestOid];
  if (digest === undefined) return { text: oid, hash: '', scheme: undefined };
  return { text: `${digest.name}with${suffix}`, hash: digest.name, scheme: { hash: digest.openssl } };
}

/** RSASSA-PSS parameters (RFC 4055 §3.1): SHA-1 and 20 bytes of salt unless they say otherwise. */
function pssName(parameters: der.Element | undefined): SignatureName {
  let digestOid = '1.3.14.3.2.26';
  let maskDigestOid = digestOid;
  let pssSalt = 20;
  for (const field of parameters === undefined ? [] : der.children(parameters)) {
    const [inner] = der.children(field);
    if (inner === undefined) throw new Error('The signature parameters are broken.');
    if (field.tag === 0xa0) digestOid = firstOid(inner);
    if (field.tag === 0xa1) maskDigestOid = firstOid(der.children(inner)[1]);
    if (field.tag === 0xa2) pssSalt = inner.content.reduce((sum, byte) => sum * 256 + byte, 0);
  }
  const digest = digests[digestOid];
  if (digest === undefined) return { text: 'RSASSA-PSS', hash: '', scheme: undefined };
  // Node takes one digest for both uses, so a differing mask digest cannot be checked.
  const scheme = maskDigestOid === digestOid ? { hash: digest.openssl, pssSalt } : undefined;
  return { text: `${digest.name}withRSAandMGF1`, hash: digest.name, scheme };
}

function firstOid(algorithm: der.Element | undefined): string {
  if (algorithm === undefined) throw new Error('The signature parameters are broken.');
  return der.readOid(der.expect(der.children(algorithm)[0], der.tag.oid, 'digest'));
}

/** Reads what a SubjectPublicKeyInfo holds. Throws on broken DER. */
export function keyFacts(spki: Uint8Array): KeyFacts {
  const [algorithm, bits] = der.children(der.expect(der.read(spki), der.tag.sequence, 'public key'));
  const [type, parameters] = der.children(der.expect(algorithm, der.tag.sequence, 'public key algorithm'));
  const algorithmOid = der.readOid(der.expect(type, der.tag.oid, 'public key algorithm'));
  const key = der.readBits(der.expect(bits, der.tag.bitString, 'public key'));
  if (bits?.content[0] !== 0) throw new Error('A public key is not whole bytes.');
  switch (algorithmOid) {
    case keyAlgorithm.rsa:
    case keyAlgorithm.rsaPss:
      return { kind: 'RSA', bits: integerBits(der.children(der.read(key))[0]), algorithmOid };
    case keyAlgorithm.dsa:
      return { kind: 'other', bits: primeBits(parameters), algorithmOid };
    case keyAlgorithm.ec: {
      if (parameters?.tag !== der.tag.oid) return { kind: 'EC', bits: explicitBits(parameters), algorithmOid };
      const curve = der.readOid(parameters);
      return { kind: 'EC', bits: curveBits[curve] ?? pointBits(key), curve, algorithmOid };
    }
    case keyAlgorithm.ed25519:
      return { kind: 'Ed25519', bits: 255, algorithmOid };
    case keyAlgorithm.ed448:
      return { kind: 'Ed448', bits: 448, algorithmOid };
    default:
      return { kind: 'other', bits: 0, algorithmOid };
  }
}

function integerBits(element: der.Element | undefined): number {
  const { content } = der.expect(element, der.tag.integer, 'number');
  const start = content.findIndex((byte) => byte !== 0);
  if (start === -1) return 0;
  return (content.length - start) * 8 - (Math.clz32(content[start] ?? 0) - 24);
}

/** DSA parameters (RFC 3279 §2.3.2), which may be left out. */
function primeBits(parameters: der.Element | undefined): number {
  return parameters?.tag === der.tag.sequence ? integerBits(der.children(parameters)[0]) : 0;
}

/** Explicit curve parameters (RFC 3279 §2.3.5): the size of the prime. */
function explicitBits(parameters: der.Element | undefined): number {
  const field = parameters === undefined ? undefined : der.children(parameters)[1];
  const prime = field === undefined ? undefined : der.children(field)[1];
  return prime?.tag === der.tag.integer ? integerBits(prime) : 0;
}

/** The field size of an unknown curve, from its point (SEC 1 §2.3.3), rounded up to whole bytes. */
function pointBits(point: Uint8Array): number {
  return point[0] === 4 ? ((point.length - 1) / 2) * 8 : (point.length - 1) * 8;
}
