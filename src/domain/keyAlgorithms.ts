import { curves } from './oids.ts';

/** One entry of a key policy. `bitLengths` and `curves` are two lists, not pairs: they can differ in length. */
export interface KeyAlgorithm {
  name: string;
  bitLengths: readonly number[];
  curves: readonly string[];
}

/** The curves that nearly everybody means, in the order they are shown: P-256, P-384, P-521. */
export const commonCurves: readonly string[] = ['1.2.840.10045.3.1.7', '1.3.132.0.34', '1.3.132.0.35'];

/** How the keys of an algorithm are chosen: by size in bits, by curve, or the algorithm as a whole. */
export type KeyShape = 'sizes' | 'curves' | 'whole';

/** Algorithms that are shown together. */
export type KeyFamily = 'RSA' | 'ECDSA' | 'Edwards curves' | 'ML-DSA' | 'SLH-DSA' | 'Not known here';

export interface AlgorithmFacts {
  /** As key policies of Command spell it; an unknown name stays as it came. */
  name: string;
  family: KeyFamily;
  shape: KeyShape;
  /** Bits of an algorithm that has one size only; empty where sizes are chosen or mean nothing. */
  bits: readonly number[];
}

/** The families in the order they are shown, with a few words for people and whether they withstand quantum computers. */
export const families: readonly { family: KeyFamily; meaning: string; postQuantum: boolean | null }[] = [
  { family: 'RSA', meaning: 'The size of the modulus in bits', postQuantum: false },
  { family: 'ECDSA', meaning: 'By curve; enrollment requests call the key type ECC', postQuantum: false },
  { family: 'Edwards curves', meaning: 'EdDSA', postQuantum: false },
  { family: 'ML-DSA', meaning: 'Post-quantum, on lattices: a larger number is stronger', postQuantum: true },
  {
    family: 'SLH-DSA',
    meaning: 'Post-quantum, on hashes: S has smaller signatures, F signs faster',
    postQuantum: true,
  },
  { family: 'Not known here', meaning: 'Names that came from the server', postQuantum: null },
];

const hashBased = ['SHA2', 'SHAKE'].flatMap((hash) =>
  ['128', '192', '256'].flatMap((bits) => ['S', 'F'].map((speed) => `SLH-DSA-${hash}-${bits}${speed}`)),
);
const whole =
  (family: KeyFamily) =>
  (name: string): AlgorithmFacts => ({ name, family, shape: 'whole', bits: [] });

/**
 * The algorithms that key policies of Command are known to name (recorded on 25.4), the usual ones first. What the letters
 * and numbers of the post-quantum ones mean: FIPS 204 §4, FIPS 205 §11.
 */
export const knownAlgorithms: readonly AlgorithmFacts[] = [
  { name: 'RSA', family: 'RSA', shape: 'sizes', bits: [] },
  { name: 'ECDSA', family: 'ECDSA', shape: 'curves', bits: [] },
  { name: 'Ed25519', family: 'Edwards curves', shape: 'whole', bits: [255] },
  { name: 'Ed448', family: 'Edwards curves', shape: 'whole', bits: [448] },
  ...['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'].map(whole('ML-DSA')),
  ...hashBased.map(whole('SLH-DSA')),
];

/** Sizes of RSA keys to offer where no certificate authority says what it takes: those recorded on CAs of 25.4. */
export const rsaSizes: readonly number[] = [1024, 2048, 3072, 4096, 6144, 8192, 16384];

const keyOf = (name: string) => {
  const key = name.toUpperCase().replaceAll('-', '');
  return key === 'ECC' || key === 'EC' ? 'ECDSA' : key;
};

/** Whether two names mean the same algorithm: `MLDSA44` is ML-DSA-44, and ECC is what requests call ECDSA. */
export function sameAlgorithm(one: string, other: string): boolean {
  return keyOf(one) === keyOf(other);
}

/** What is known of an algorithm by any of its spellings; of an unknown one only its name, taken as a whole. */
export function algorithmFacts(name: string): AlgorithmFacts {
  return knownAlgorithms.find((known) => sameAlgorithm(known.name, name)) ?? whole('Not known here')(name);
}

/** Whether an algorithm withstands quantum computers as far as is known; null for a name that is not known here. */
export function isPostQuantum(name: string): boolean | null {
  const { family } = algorithmFacts(name);
  return families.find((each) => each.family === family)?.postQuantum ?? null;
}

/** The place of an algorithm in a list for people, from 0; unknown ones come last. */
export function algorithmRank(name: string): number {
  const at = knownAlgorithms.findIndex((known) => sameAlgorithm(known.name, name));
  return at === -1 ? knownAlgorithms.length : at;
}

/** What people call a curve; an OID without a name here stays the OID. */
export function curveName(oid: string): string {
  return curves.get(oid)?.name ?? oid;
}

/** Whether a curve fits what was typed into a search: part of its OID or of any of its names, letter case ignored. */
export function curveFits(oid: string, typed: string): boolean {
  const { name = '', also = '' } = curves.get(oid) ?? {};
  return `${name} ${also} ${oid}`.toLowerCase().includes(typed.trim().toLowerCase());
}

/** Curves in two groups, each once: the common ones in their usual order, and the others as they came. */
export function foldCurves(oids: readonly string[]): { common: string[]; others: string[] } {
  const all = new Set(oids);
  return {
    common: commonCurves.filter((oid) => all.has(oid)),
    others: [...all].filter((oid) => !commonCurves.includes(oid)),
  };
}

/** An entry of a key policy in words, sizes and curves as separate texts: `{name: 'RSA', parts: ['2048', '4096']}`. */
function algorithmParts({ name, bitLengths, curves: oids }: KeyAlgorithm): { name: string; parts: string[] } {
  const known = algorithmFacts(name);
  if (oids.length > 0) {
    const { common, others } = foldCurves(oids);
    return { name: known.name, parts: [...common, ...others].map(curveName) };
  }
  return { name: known.name, parts: known.bits.length > 0 ? [] : [...new Set(bitLengths)].map(String) };
}

const partsAtMost = 6;

/** A key policy in one line, long lists cut and counted: "RSA 2048, 4096; ECDSA P-256, P-384; Ed448". */
export function algorithmsText(algorithms: readonly KeyAlgorithm[]): string {
  return algorithms
    .map(algorithmParts)
    .map(({ name, parts }) => {
      const more = parts.length - partsAtMost;
      const shown = more > 1 ? [...parts.slice(0, partsAtMost), `and ${more} more`] : parts;
      return shown.length === 0 ? name : `${name} ${shown.join(', ')}`;
    })
    .join('; ');
}
