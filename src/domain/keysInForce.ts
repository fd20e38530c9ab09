import { algorithmFacts, type KeyAlgorithm } from './keyAlgorithms.ts';
import { keyChoices } from './policy.ts';

/** Where a value in force comes from. 'not known': a layer that decides could not be read. */
export type Origin = 'system-wide' | 'pattern' | 'template' | 'CA' | 'nothing' | 'not known';

/** What one layer says about keys; null or empty restricts nothing. */
export interface KeyLayer {
  origin: Origin;
  algorithms: readonly KeyAlgorithm[] | null;
}

/** The keys that may be chosen, as people call them, and the layers that restrict; null: no layer restricts. */
export interface KeysInForce {
  keys: readonly string[] | null;
  origins: readonly Origin[];
}

// Keys that an enrollment names with a size or a curve, or that `keyChoices` knows. The rest is chosen by name alone.
const sized = ['RSA', 'ECDSA', 'Ed25519', 'Ed448'];
const byName = (layer: readonly KeyAlgorithm[]) =>
  layer.map(({ name }) => algorithmFacts(name).name).filter((name) => !sized.includes(name));

/**
 * The keys that every layer allows (vendor documentation, POST Enrollment PFX v25: system-wide policy, then pattern or
 * template, then what the CA supports). An empty list restricts nothing (Enrollment Patterns, PrimaryKeyAlgorithms).
 */
export function keysInForce(layers: readonly KeyLayer[]): KeysInForce {
  const restricting = layers.flatMap(({ origin, algorithms }) =>
    algorithms !== null && algorithms.length > 0 ? [{ origin, algorithms }] : [],
  );
  const [first, ...rest] = restricting.map((layer) => layer.algorithms);
  if (first === undefined) return { keys: null, origins: [] };
  const allowed = rest.map((layer) => new Set(byName(layer)));
  const others = byName(first).filter((name) => allowed.every((names) => names.has(name)));
  const labels = [...keyChoices([first, ...rest]).map((key) => key.label), ...others];
  return { keys: [...new Set(labels)], origins: [...new Set(restricting.map((layer) => layer.origin))] };
}
