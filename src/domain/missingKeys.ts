import type { KeyLayer, Origin } from './keysInForce.ts';
import { keyChoices } from './policy.ts';

/** A usual key that cannot be asked for, and the layers that keep it away. */
export interface MissingKey {
  label: string;
  origins: readonly Origin[];
}

/**
 * The keys that Keyfactor offers by itself and that these layers do not leave (vendor documentation, POST Enrollment PFX:
 * system-wide policy, pattern or template, and CA count together), each with the layers that lack it.
 */
export function missingKeys(layers: readonly KeyLayer[]): MissingKey[] {
  const labels = (lists: readonly KeyLayer['algorithms'][]) => new Set(keyChoices(lists).map((key) => key.label));
  const left = labels(layers.map(({ algorithms }) => algorithms));
  const byLayer = layers.map(({ origin, algorithms }) => ({ origin, takes: labels([algorithms]) }));
  return [...labels([])]
    .filter((label) => !left.has(label))
    .map((label) => ({
      label,
      origins: [...new Set(byLayer.filter(({ takes }) => !takes.has(label)).map(({ origin }) => origin))],
    }));
}
