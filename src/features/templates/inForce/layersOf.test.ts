import { expect, test } from 'vitest';
import { rulesInForce } from '../../../domain/inForce.ts';
import { clean, system } from '../lint/lintForTests.ts';
import { layersOf } from './layersOf.ts';

const own = { ...system, ownerOverride: true, allowKeyReuse: true };
const ca = { algorithms: [], alternative: null };

test('the system-wide rules are in force as system-wide, with nothing over them and no CA', () => {
  const layers = layersOf('settings', own, null, ca);
  expect(layers.ca).toBeNull();
  expect(rulesInForce(layers).allowKeyReuse).toEqual({ value: true, origin: 'system-wide' });
});

test('a template or a pattern lies over the system-wide rules, with its own switch for the owner and the CA’s keys', () => {
  const layers = layersOf('pattern', own, system, ca);
  expect(layers).toMatchObject({ ownerOverride: true, ownOrigin: 'pattern', ca });
  expect(layers.system).toBe(system);
  expect(rulesInForce(layersOf('template', own, null, null)).allowWildcards.origin).toBe('template');
  expect(clean.own && layersOf('template', clean.own, null, null).system).toBeNull();
});
