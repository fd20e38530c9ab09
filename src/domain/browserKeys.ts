import type { Bytes } from './derWriter.ts';
import { commonCurves, curveName } from './keyAlgorithms.ts';
import { curves } from './oids.ts';
import type { KeyChoice } from './policy.ts';

// Keys that WebCrypto makes (W3C Web Cryptography API, Secure Curves in the Web Cryptography API).

const rsa = (bits: number): KeyChoice => ({ keyType: 'RSA', bits, label: `RSA ${bits}` });
const ecc = (curve: string): KeyChoice => ({
  keyType: 'ECC',
  bits: curves.get(curve)?.bits ?? 0,
  curve,
  label: `ECC ${curveName(curve)}`,
});

/** The keys that can be made in a browser, as far as it has them: RSA, the three NIST curves, Ed25519. */
export const browserKeys: readonly KeyChoice[] = [
  ...[2048, 3072, 4096].map(rsa),
  ...commonCurves.map(ecc),
  { keyType: 'Ed25519', bits: 255, label: 'Ed25519' },
];

/** Why this page can neither make nor open keys, in a sentence, or undefined. Plain http has no WebCrypto. */
export function cryptoProblem(): string | undefined {
  const { subtle } = globalThis.crypto as { subtle?: SubtleCrypto };
  if (subtle) return undefined;
  return 'The browser works with keys only on pages that came over https or from this computer. This page did not.';
}

function webCryptoName(key: KeyChoice): RsaHashedKeyGenParams | EcKeyGenParams | Algorithm {
  if (key.keyType === 'RSA') {
    const publicExponent = Uint8Array.of(1, 0, 1);
    return { name: 'RSASSA-PKCS1-v1_5', modulusLength: key.bits, publicExponent, hash: 'SHA-256' };
  }
  return key.keyType === 'ECC' ? { name: 'ECDSA', namedCurve: curveName(key.curve ?? '') } : { name: key.keyType };
}

/**
 * A new key pair whose private half can be exported. Rejects when the browser lacks this kind; RSA 4096 takes up to a few
 * seconds.
 */
export async function generateKeyPair(choice: KeyChoice): Promise<CryptoKeyPair> {
  const made = await crypto.subtle.generateKey(webCryptoName(choice), true, ['sign', 'verify']);
  if (!('privateKey' in made)) throw new TypeError('not a key pair');
  return made;
}

async function canMake(key: KeyChoice): Promise<boolean> {
  if (key.keyType === 'RSA') return true;
  try {
    await generateKeyPair(key);
    return true;
  } catch {
    return false;
  }
}

/**
 * Those of `browserKeys` that this browser really makes, found by making one of each; RSA is slow to make and has been in
 * every WebCrypto, so it is not tried. Empty where there is no WebCrypto. Never rejects.
 */
export async function supportedKeys(): Promise<KeyChoice[]> {
  if (cryptoProblem() !== undefined) return [];
  const works = await Promise.all(browserKeys.map(canMake));
  return browserKeys.filter((_, at) => works[at]);
}

/** The private half as plain PKCS #8 DER (RFC 5208). */
export async function exportPkcs8(key: CryptoKeyPair): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey('pkcs8', key.privateKey));
}
