import { hmacSha1, randomOctets, sha1 } from './crypto.ts';
import type { PrivateKey } from './crypto.ts';
import * as der from './der.ts';
import { encryptedKey, pkcs12Key, rounds, sealPkcs12 } from './encryption.ts';

const data = '1.2.840.113549.1.7.1';
const signedData = '1.2.840.113549.1.7.2';
const encryptedData = '1.2.840.113549.1.7.6';
const sha1Oid = '1.3.14.3.2.26';
const keyProvider = '1.3.6.1.4.1.311.17.1';

/** PEM (RFC 7468) with LF line ends and a line end at the end. */
export function pem(label: string, bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/** The key as PEM, encrypted with PBES2 and AES-256-CBC. */
export function encryptedPkcs8Pem(key: PrivateKey, password: string): string {
  return pem('ENCRYPTED PRIVATE KEY', encryptedKey(key, password, false));
}

/**
 * A PKCS#12 file (RFC 7292) as recorded on 25.4: key bag PBES2 with AES-256-CBC, certificate bag triple DES, MAC with SHA-1,
 * 1024 rounds. `legacy` is Keyfactor's UseLegacyEncryption: key bag triple DES, certificate bag RC2-40. `chain` starts with
 * the certificate of the key. An empty `friendlyName` is left out, and so is an empty `provider`: the name of a Microsoft
 * cryptographic service provider, an attribute of the key (OID 1.3.6.1.4.1.311.17.1).
 */
export function pkcs12(o: {
  key: PrivateKey;
  chain: Uint8Array[];
  password: string;
  friendlyName: string;
  legacy: boolean;
  provider: string;
}): Uint8Array {
  const [leaf] = o.chain;
  if (leaf === undefined) throw new Error('A PKCS#12 file needs the certificate of its key.');
  const attributes = bagAttributes(o.friendlyName, sha1(leaf));
  const certificates = der.sequence(
    ...o.chain.map((each, index) => bag(3, certificateBag(each), index === 0 ? attributes : [])),
  );
  const keyAttributes = o.provider === '' ? attributes : [...attributes, textAttribute(keyProvider, o.provider)];
  const keys = der.sequence(bag(2, encryptedKey(o.key, o.password, o.legacy), keyAttributes));
  const safe = der.sequence(
    encryptedContent(certificates, o.password, o.legacy ? 'RC2-40' : '3DES'),
    der.sequence(der.oid(data), der.context(0, der.octetString(keys))),
  );
  const content = der.sequence(der.oid(data), der.context(0, der.octetString(safe)));
  return der.sequence(der.integer(3), content, mac(safe, o.password));
}

function mac(safe: Uint8Array, password: string): Buffer {
  const salt = randomOctets(20);
  const digest = hmacSha1(pkcs12Key(password, salt, 3, 20), safe);
  const algorithm = der.sequence(der.oid(sha1Oid), der.nothing());
  return der.sequence(der.sequence(algorithm, der.octetString(digest)), der.octetString(salt), der.integer(rounds));
}

function encryptedContent(contents: Uint8Array, password: string, cipher: '3DES' | 'RC2-40'): Buffer {
  const sealed = sealPkcs12(contents, password, cipher);
  const info = der.sequence(der.oid(data), sealed.algorithm, der.contextPrimitive(0, sealed.content));
  return der.sequence(der.oid(encryptedData), der.context(0, der.sequence(der.integer(0), info)));
}

function bag(kind: 2 | 3, value: Uint8Array, attributes: Uint8Array[]): Buffer {
  const type = der.oid(`1.2.840.113549.1.12.10.1.${kind}`);
  return der.sequence(type, der.context(0, value), ...(attributes.length === 0 ? [] : [der.setOf(attributes)]));
}

function certificateBag(certificate: Uint8Array): Buffer {
  return der.sequence(der.oid('1.2.840.113549.1.9.22.1'), der.context(0, der.octetString(certificate)));
}

/** friendlyName and localKeyId (RFC 2985 §5.5): the second joins the key to its certificate. */
function bagAttributes(friendlyName: string, keyId: Uint8Array): Uint8Array[] {
  const localKeyId = der.sequence(der.oid('1.2.840.113549.1.9.21'), der.setOf([der.octetString(keyId)]));
  if (friendlyName === '') return [localKeyId];
  return [textAttribute('1.2.840.113549.1.9.20', friendlyName), localKeyId];
}

function textAttribute(oid: string, value: string): Buffer {
  const bytes = Buffer.from(value, 'utf16le').swap16();
  return der.sequence(der.oid(oid), der.setOf([der.write(der.tag.bmp, bytes)]));
}

/**
 * Certificates only, as PKCS#7 SignedData (RFC 2315 §9.1) in BER with indefinite lengths and in the order given, as recorded
 * on 25.4 (starts 30 80).
 */
export function pkcs7Chain(chain: Uint8Array[]): Uint8Array {
  const content = open(0x30, der.oid(data));
  const certificates = open(0xa0, ...chain);
  const body = open(0x30, der.integer(1), der.setOf([]), content, certificates, der.setOf([]));
  return open(0x30, der.oid(signedData), open(0xa0, body));
}

/** One element of indefinite length (X.690 §8.1.3.6). */
function open(tagByte: number, ...parts: Uint8Array[]): Buffer {
  return Buffer.concat([Buffer.from([tagByte, 0x80]), ...parts, Buffer.from([0, 0])]);
}
