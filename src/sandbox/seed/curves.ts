import type { AlgorithmRow } from '../templateRows.ts';

export const p256 = '1.2.840.10045.3.1.7';
export const p384 = '1.3.132.0.34';
export const p521 = '1.3.132.0.35';

/** Curves an EJBCA profile may offer: OID, bits, names. */
const curves: readonly (readonly [string, number, string])[] = [
  [p256, 256, 'P-256/prime256v1/secp256r1'],
  [p384, 384, 'P-384/secp384r1'],
  [p521, 521, 'P-521/secp521r1'],
  ['1.2.840.10045.3.1.1', 192, 'P-192/prime192v1/secp192r1'],
  ['1.3.132.0.33', 224, 'P-224/secp224r1'],
  ['1.2.840.10045.3.1.2', 192, 'prime192v2'],
  ['1.2.840.10045.3.1.3', 192, 'prime192v3'],
  ['1.2.840.10045.3.1.4', 239, 'prime239v1'],
  ['1.2.840.10045.3.1.5', 239, 'prime239v2'],
  ['1.2.840.10045.3.1.6', 239, 'prime239v3'],
  ['1.3.132.0.6', 112, 'secp112r1'],
  ['1.3.132.0.7', 112, 'secp112r2'],
  ['1.3.132.0.28', 128, 'secp128r1'],
  ['1.3.132.0.29', 128, 'secp128r2'],
  ['1.3.132.0.9', 160, 'secp160k1'],
  ['1.3.132.0.8', 160, 'secp160r1'],
  ['1.3.132.0.30', 160, 'secp160r2'],
  ['1.3.132.0.31', 192, 'secp192k1'],
  ['1.3.132.0.32', 224, 'secp224k1'],
  ['1.3.132.0.10', 256, 'secp256k1'],
  ['1.3.132.0.4', 113, 'sect113r1'],
  ['1.3.132.0.5', 113, 'sect113r2'],
  ['1.3.132.0.22', 131, 'sect131r1'],
  ['1.3.132.0.23', 131, 'sect131r2'],
  ['1.3.132.0.1', 163, 'K-163/sect163k1'],
  ['1.3.132.0.2', 163, 'sect163r1'],
  ['1.3.132.0.15', 163, 'B-163/sect163r2'],
  ['1.3.132.0.24', 193, 'sect193r1'],
  ['1.3.132.0.25', 193, 'sect193r2'],
  ['1.3.132.0.26', 233, 'K-233/sect233k1'],
  ['1.3.132.0.27', 233, 'B-233/sect233r1'],
  ['1.3.132.0.3', 239, 'sect239k1'],
  ['1.3.132.0.16', 283, 'K-283/sect283k1'],
  ['1.3.132.0.17', 283, 'B-283/sect283r1'],
  ['1.3.132.0.36', 409, 'K-409/sect409k1'],
  ['1.3.132.0.37', 409, 'B-409/sect409r1'],
  ['1.3.132.0.38', 571, 'K-571/sect571k1'],
  ['1.3.132.0.39', 571, 'B-571/sect571r1'],
  ['1.3.36.3.3.2.8.1.1.1', 160, 'brainpoolP160r1'],
  ['1.3.36.3.3.2.8.1.1.2', 160, 'brainpoolP160t1'],
  ['1.3.36.3.3.2.8.1.1.3', 192, 'brainpoolP192r1'],
  ['1.3.36.3.3.2.8.1.1.4', 192, 'brainpoolP192t1'],
  ['1.3.36.3.3.2.8.1.1.5', 224, 'brainpoolP224r1'],
  ['1.3.36.3.3.2.8.1.1.6', 224, 'brainpoolP224t1'],
  ['1.3.36.3.3.2.8.1.1.7', 256, 'brainpoolP256r1'],
  ['1.3.36.3.3.2.8.1.1.8', 256, 'brainpoolP256t1'],
  ['1.3.36.3.3.2.8.1.1.9', 320, 'brainpoolP320r1'],
  ['1.3.36.3.3.2.8.1.1.10', 320, 'brainpoolP320t1'],
  ['1.3.36.3.3.2.8.1.1.11', 384, 'brainpoolP384r1'],
  ['1.3.36.3.3.2.8.1.1.12', 384, 'brainpoolP384t1'],
  ['1.3.36.3.3.2.8.1.1.13', 512, 'brainpoolP512r1'],
  ['1.3.36.3.3.2.8.1.1.14', 512, 'brainpoolP512t1'],
  ['1.2.840.10045.3.0.1', 163, 'c2pnb163v1'],
  ['1.2.840.10045.3.0.2', 163, 'c2pnb163v2'],
  ['1.2.840.10045.3.0.3', 163, 'c2pnb163v3'],
  ['1.2.840.10045.3.0.4', 176, 'c2pnb176w1'],
  ['1.2.840.10045.3.0.5', 191, 'c2tnb191v1'],
  ['1.2.840.10045.3.0.6', 191, 'c2tnb191v2'],
  ['1.2.840.10045.3.0.7', 191, 'c2tnb191v3'],
  ['1.2.840.10045.3.0.10', 208, 'c2pnb208w1'],
  ['1.2.840.10045.3.0.11', 239, 'c2tnb239v1'],
  ['1.2.840.10045.3.0.12', 239, 'c2tnb239v2'],
  ['1.2.840.10045.3.0.13', 239, 'c2tnb239v3'],
  ['1.2.840.10045.3.0.16', 272, 'c2pnb272w1'],
  ['1.2.840.10045.3.0.17', 304, 'c2pnb304w1'],
  ['1.2.840.10045.3.0.18', 359, 'c2tnb359v1'],
  ['1.2.840.10045.3.0.19', 368, 'c2pnb368w1'],
  ['1.2.840.10045.3.0.20', 431, 'c2tnb431r1'],
  ['1.2.250.1.223.101.256.1', 256, 'FRP256v1'],
  ['1.2.643.2.2.35.1', 256, 'GostR3410-2001-CryptoPro-A'],
  ['1.2.643.2.2.35.2', 256, 'GostR3410-2001-CryptoPro-B'],
];

/** Ed448 as policies list it: no curves. */
export const ed448: AlgorithmRow = { name: 'Ed448', bit_lengths: [448], curves: [] };
/** Ed25519 as policies list it: no curves. */
export const ed25519: AlgorithmRow = { name: 'Ed25519', bit_lengths: [255], curves: [] };

/** RSA with these modulus lengths. */
export function rsa(...bits: number[]): AlgorithmRow {
  return { name: 'RSA', bit_lengths: bits, curves: [] };
}

/** ECDSA with these curves. */
export function ecdsa(...oids: string[]): AlgorithmRow {
  const bits = oids.map((oid) => curves.find(([known]) => known === oid)?.[1] ?? 256);
  return { name: 'ECDSA', bit_lengths: bits, curves: oids };
}

/** ECDSA with every curve an EJBCA profile may offer. */
export const everyCurve: AlgorithmRow = ecdsa(...curves.map(([oid]) => oid));

const lattice = ['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'];
const hashBased = ['SHA2', 'SHAKE'].flatMap((hash) =>
  ['128', '192', '256'].flatMap((bits) => ['S', 'F'].map((speed) => `SLH-DSA-${hash}-${bits}${speed}`)),
);

/** Post-quantum algorithms come without lengths and curves (recorded). */
export const postQuantum: AlgorithmRow[] = [...lattice, ...hashBased].map((name) => ({
  name,
  bit_lengths: [],
  curves: [],
}));

/** The display text KeyTypes: classic algorithms only, 1.3 kB when every curve is in it. */
export function keyTypesText(algorithms: readonly AlgorithmRow[]): string {
  const parts = algorithms.flatMap((a) => {
    if (a.name === 'RSA') return a.bit_lengths.map((bits) => `RSA ${bits}`);
    if (a.name === 'ECDSA') return a.curves.map((oid) => `ECC ${curves.find(([known]) => known === oid)?.[2] ?? oid}`);
    return a.name.startsWith('Ed') ? [a.name] : [];
  });
  return parts.join(', ');
}
