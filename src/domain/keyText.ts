import { bitBytes, DerError, hex, kid, readDer } from './der.ts';

/** Tells two keys apart, also RSA keys, whose first octets say how long they are; and it fits into any address. */
const mostOctets = 128;

/**
 * The beginning of a public key (`spki`: SubjectPublicKeyInfo, RFC 5280 §4.1.2.7) as upper-case hexadecimal text: at most
 * 128 octets of its bit string, which are a part of the text of the key as .NET writes it and of the whole structure's.
 * @returns null for what is no such structure
 */
export function keyText(spki: Uint8Array): string | null {
  try {
    return hex(bitBytes(kid(readDer(spki), 1)).subarray(0, mostOctets)) || null;
  } catch (error) {
    if (error instanceof DerError) return null;
    throw error;
  }
}
