import { encryptCbc, pbkdf2Sha256, privateKeyToPkcs8, randomOctets, sha1 } from './crypto.ts';
import type { PrivateKey } from './crypto.ts';
import * as der from './der.ts';
import { encryptRc2 } from './rc2.ts';

/** Rounds of every key derivation, as recorded on 25.4. */
export const rounds = 1024;

/** Bytes together with the AlgorithmIdentifier that says how to open them. */
export interface Sealed {
  algorithm: Buffer;
  content: Buffer;
}

/** Encrypts with PBES2: PBKDF2 with HMAC-SHA-256, AES-256-CBC (RFC 8018 §6.2 and appendix A). */
function sealPbes2(data: Uint8Array, password: string): Sealed {
  const salt = randomOctets(16);
  const iv = randomOctets(16);
  const derivation = der.sequence(
    der.oid('1.2.840.113549.1.5.12'),
    der.sequence(
      der.octetString(salt),
      der.integer(rounds),
      der.sequence(der.oid('1.2.840.113549.2.9'), der.nothing()),
    ),
  );
  const cipher = der.sequence(der.oid('2.16.840.1.101.3.4.1.42'), der.octetString(iv));
  return {
    algorithm: der.sequence(der.oid('1.2.840.113549.1.5.13'), der.sequence(derivation, cipher)),
    content: encryptCbc('aes-256-cbc', pbkdf2Sha256(password, salt, rounds, 32), iv, data),
  };
}

/** Encrypts with pbeWithSHAAnd3-KeyTripleDES-CBC or pbewithSHAAnd40BitRC2-CBC (RFC 7292 appendix C). */
export function sealPkcs12(data: Uint8Array, password: string, cipher: '3DES' | 'RC2-40'): Sealed {
  const salt = randomOctets(8);
  const strong = cipher === '3DES';
  const key = pkcs12Key(password, salt, 1, strong ? 24 : 5);
  const iv = pkcs12Key(password, salt, 2, 8);
  return {
    algorithm: der.sequence(
      der.oid(`1.2.840.113549.1.12.1.${strong ? 3 : 6}`),
      der.sequence(der.octetString(salt), der.integer(rounds)),
    ),
    content: strong ? encryptCbc('des-ede3-cbc', key, iv, data) : encryptRc2(key, iv, data),
  };
}

/**
 * Key material from a password with SHA-1 (RFC 7292 appendix B). `purpose` is 1 for a key, 2 for an initial vector, 3 for a
 * MAC key.
 */
export function pkcs12Key(password: string, salt: Uint8Array, purpose: 1 | 2 | 3, length: number): Buffer {
  const block = 64;
  const passwordBytes = Buffer.from(`${password}\0`, 'utf16le').swap16();
  const input = Buffer.concat([repeated(salt, block), repeated(passwordBytes, block)]);
  const diversifier = Buffer.alloc(block, purpose);
  const out: Buffer[] = [];
  for (let made = 0; made < length; made += 20) {
    let digest = sha1(Buffer.concat([diversifier, input]));
    for (let round = 1; round < rounds; round += 1) digest = sha1(digest);
    out.push(digest);
    const step = repeated(digest, block);
    for (let at = 0; at < input.length; at += block) addPlusOne(input.subarray(at, at + block), step);
  }
  return Buffer.concat(out).subarray(0, length);
}

/** The bytes over and over until a multiple of `block` is full. */
function repeated(bytes: Uint8Array, block: number): Buffer {
  const length = Math.ceil(bytes.length / block) * block;
  return Buffer.alloc(length, bytes);
}

function addPlusOne(target: Buffer, step: Buffer): void {
  let carry = 1;
  for (let at = target.length - 1; at >= 0; at -= 1) {
    carry += (target[at] ?? 0) + (step[at] ?? 0);
    target[at] = carry & 0xff;
    carry >>= 8;
  }
}

/** A key as EncryptedPrivateKeyInfo DER (RFC 5958 §3). */
export function encryptedKey(key: PrivateKey, password: string, legacy: boolean): Buffer {
  const plain = privateKeyToPkcs8(key);
  const sealed = legacy ? sealPkcs12(plain, password, '3DES') : sealPbes2(plain, password);
  return der.sequence(sealed.algorithm, der.octetString(sealed.content));
}
