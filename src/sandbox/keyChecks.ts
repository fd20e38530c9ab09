import type { EnrollTarget } from './enrollTarget.ts';
import { invalid } from './http.ts';
import { sha256Hex, type KeyKind, type KeySpec } from './pki/crypto.ts';
import type { AlgorithmRow } from './templateRows.ts';
import type { World } from './world.ts';

/** What a policy calls the kinds of keys that requests spell differently (recorded on 25.4). */
const policyNames: Record<KeyKind, string> = { RSA: 'RSA', EC: 'ECDSA', Ed25519: 'Ed25519', Ed448: 'Ed448' };
/** What requests and certificates call them. */
const requestNames: Record<KeyKind, string> = { RSA: 'RSA', EC: 'ECC', Ed25519: 'Ed25519', Ed448: 'Ed448' };

const curves: Record<number, string> = { 256: '1.2.840.10045.3.1.7', 384: '1.3.132.0.34', 521: '1.3.132.0.35' };

export interface KeyFacts {
  kind: KeyKind | 'other';
  bits: number;
  curve?: string;
}

/** One layer's answer. A layer without any algorithm says nothing, a listed algorithm without sizes takes any size. */
function layerTakes(layer: readonly AlgorithmRow[], key: KeyFacts): boolean {
  if (layer.length === 0) return true;
  if (key.kind === 'other') return false;
  const name = policyNames[key.kind];
  const algorithm = layer.find((row) => row.name.toLowerCase() === name.toLowerCase());
  if (algorithm === undefined) return false;
  if (key.kind === 'EC' && algorithm.curves.length > 0) return algorithm.curves.includes(key.curve ?? '');
  return algorithm.bit_lengths.length === 0 || algorithm.bit_lengths.includes(key.bits);
}

/** What of a target says which keys are allowed. */
type KeyTarget = Pick<EnrollTarget, 'effective' | 'template'>;

/** system-wide ∩ pattern or template ∩ what the CA's profile can do (vendor documentation, POST Enrollment PFX). */
function layersOf(world: World, target: KeyTarget): readonly (readonly AlgorithmRow[])[] {
  return [world.settings.primary, target.effective.primary, target.template?.algorithms ?? []];
}

/** Refuses a key that one of the three layers does not take. */
export function checkKey(world: World, target: KeyTarget, key: KeyFacts): void {
  if (layersOf(world, target).every((layer) => layerTakes(layer, key))) return;
  const name = key.kind === 'other' ? 'this type' : requestNames[key.kind];
  const curve = key.kind === 'EC' ? ` (curve ${key.curve ?? 'unknown'})` : '';
  throw invalid(`The key type ${name} with a key length of ${key.bits}${curve} is not allowed by the template policy.`);
}

const preferred: readonly KeySpec[] = [
  { kind: 'RSA', bits: 2048 },
  { kind: 'RSA', bits: 3072 },
  { kind: 'RSA', bits: 4096 },
  { kind: 'EC', bits: 256, curve: curves[256] ?? '' },
  { kind: 'EC', bits: 384, curve: curves[384] ?? '' },
  { kind: 'EC', bits: 521, curve: curves[521] ?? '' },
  { kind: 'Ed25519', bits: 255 },
  { kind: 'Ed448', bits: 448 },
  { kind: 'RSA', bits: 8192 },
];

/** The key the server makes when none was asked for: RSA 2048 (recorded), else the first the policy takes. */
export function defaultKey(world: World, target: EnrollTarget): KeySpec {
  const layers = layersOf(world, target);
  const spec = preferred.find((one) => layers.every((layer) => layerTakes(layer, one)));
  if (spec === undefined) throw invalid('The template policy does not allow any supported key.');
  return spec;
}

/** KeyType, KeyLength and Curve of a request; the curve follows from 256, 384 or 521 when it is missing. */
export function requestedKey(keyType: string, keyLength: number | null, curve: string): KeySpec {
  const type = keyType.toUpperCase();
  if (type === 'RSA' || type === '') return { kind: 'RSA', bits: keyLength ?? 2048 };
  if (type === 'ED25519') return { kind: 'Ed25519', bits: keyLength ?? 255 };
  if (type === 'ED448') return { kind: 'Ed448', bits: keyLength ?? 448 };
  if (type !== 'ECC') throw invalid(`'${keyType}' is not a valid key type.`);
  const oid = curve === '' ? curves[keyLength ?? 256] : curve;
  const bits = Number(Object.entries(curves).find(([, known]) => known === oid)?.[0] ?? Number.NaN);
  if (oid === undefined) throw invalid(`A curve must be provided for an ECC key with a length of ${keyLength ?? 0}.`);
  if (Number.isNaN(bits)) throw invalid(`The curve '${oid}' is not supported.`);
  if (keyLength !== null && keyLength !== bits)
    throw invalid(`The key length ${keyLength} does not match the curve '${oid}'.`);
  return { kind: 'EC', bits, curve: oid };
}

/** Refuses a public key that a certificate already has, where policy forbids reuse. */
export function checkKeyReuse(world: World, target: EnrollTarget, spki: Uint8Array): void {
  if (target.effective.AllowKeyReuse) return;
  const spkiHash = sha256Hex(spki);
  if (world.certificates.all().some((row) => row.spkiHash === spkiHash)) {
    throw invalid(
      'The public key of this request is already in use by another certificate, which policy does not allow.',
    );
  }
}
