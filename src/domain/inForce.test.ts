import { expect, test } from 'vitest';
import { resolvedRules, rulesInForce, type RuleLayer, type RuleLayers } from './inForce.ts';

const unset: RuleLayer = {
  subjectRules: [],
  defaults: [],
  algorithms: null,
  alternative: null,
  allowKeyReuse: null,
  allowWildcards: null,
  rfcEnforcement: null,
  ownerRole: null,
  defaultOwnerRoleId: null,
  defaultOwner: '',
};
const rule = (part: string, regex: string) => ({ part, regex, message: '', caseSensitive: undefined });
const layers = (own: Partial<RuleLayer>, system: Partial<RuleLayer> | null, rest: Partial<RuleLayers> = {}) => ({
  own: { ...unset, ...own },
  system: system === null ? null : { ...unset, ...system },
  ownOrigin: 'pattern' as const,
  ownerOverride: false,
  ca: null,
  ...rest,
});

test('an own value comes before the system-wide one, off as well as on', () => {
  const found = rulesInForce(
    layers({ allowWildcards: false }, { allowWildcards: true, allowKeyReuse: true, rfcEnforcement: false }),
  );
  expect(found.allowWildcards).toEqual({ value: false, origin: 'pattern' });
  expect(found.allowKeyReuse).toEqual({ value: true, origin: 'system-wide' });
  expect(found.rfcEnforcement).toEqual({ value: false, origin: 'system-wide' });
});

test('what nobody sets comes from nothing, and what an unread layer would decide is not known', () => {
  expect(rulesInForce(layers({}, {})).allowKeyReuse).toEqual({ value: null, origin: 'nothing' });
  expect(rulesInForce(layers({}, null)).allowKeyReuse).toEqual({ value: null, origin: 'not known' });
  expect(rulesInForce(layers({}, null)).keys).toEqual({ keys: null, origins: ['not known'] });
});

test('own regexes and defaults replace the system-wide ones of the same part, in whatever letter case', () => {
  const found = rulesInForce(
    layers(
      { subjectRules: [rule('cn', '^a$')], defaults: [{ part: 'O', value: 'Own' }] },
      {
        subjectRules: [rule('CN', '.+'), rule('OU', '^b$')],
        defaults: [
          { part: 'o', value: 'System' },
          { part: 'C', value: 'DE' },
        ],
      },
    ),
  );
  expect(found.regexes.map(({ part, regex, origin }) => [part, regex, origin])).toEqual([
    ['cn', '^a$', 'pattern'],
    ['OU', '^b$', 'system-wide'],
  ]);
  expect(found.defaults).toEqual([
    { part: 'O', value: 'Own', origin: 'pattern' },
    { part: 'C', value: 'DE', origin: 'system-wide' },
  ]);
});

test('an empty own regex or default is no rule, so that the system-wide one applies', () => {
  const found = rulesInForce(
    layers(
      { subjectRules: [rule('CN', '')], defaults: [{ part: 'C', value: '' }] },
      { subjectRules: [rule('CN', '.+')], defaults: [{ part: 'C', value: 'DE' }] },
    ),
  );
  expect(found.regexes.map(({ regex, origin }) => [regex, origin])).toEqual([['.+', 'system-wide']]);
  expect(found.defaults).toEqual([{ part: 'C', value: 'DE', origin: 'system-wide' }]);
});

test('a pattern’s default owner counts only with its override, which also takes the owner away', () => {
  const system = { defaultOwnerRoleId: 2, defaultOwner: 'InstanceOwner' };
  const own = { defaultOwnerRoleId: 7, defaultOwner: 'Ops' };
  const owner = (o: Partial<RuleLayer>, ownerOverride: boolean | null) =>
    rulesInForce(layers(o, system, { ownerOverride })).defaultOwner;
  expect(owner(own, false)).toEqual({ value: { id: 2, name: 'InstanceOwner' }, origin: 'system-wide' });
  expect(owner(own, true)).toEqual({ value: { id: 7, name: 'Ops' }, origin: 'pattern' });
  expect(owner({}, true)).toEqual({ value: null, origin: 'pattern' });
  expect(owner(own, null)).toEqual({ value: { id: 7, name: 'Ops' }, origin: 'pattern' });
  expect(owner({}, null)).toEqual({ value: { id: 2, name: 'InstanceOwner' }, origin: 'system-wide' });
});

test('keys in force are what all layers allow, while resolved settings show the own list or else the system-wide one', () => {
  const list = (...bitLengths: number[]) => [{ name: 'RSA', bitLengths, curves: [] }];
  const all = layers({ algorithms: list(4096, 8192) }, { algorithms: list(2048, 4096) });
  expect(rulesInForce(all).keys.keys).toEqual(['RSA 4096']);
  expect(rulesInForce({ ...all, ca: { algorithms: list(2048), alternative: null } }).keys.keys).toEqual([]);
  const system = { ...unset, algorithms: list(2048, 4096) };
  expect(resolvedRules({ ...all, system }).algorithms).toEqual(list(4096, 8192));
  expect(resolvedRules({ ...layers({}, {}), system }).algorithms).toEqual(list(2048, 4096));
});

test('alternative keys that only the CA or the system-wide rules name are asked for by nobody', () => {
  const list = [{ name: 'ML-DSA-44', bitLengths: [], curves: [] }];
  const ca = { algorithms: null, alternative: list };
  expect(rulesInForce(layers({}, {}, { ca })).alternative).toEqual({ keys: null, origins: [] });
  expect(rulesInForce(layers({}, { alternative: list }, { ca })).alternative).toEqual({ keys: null, origins: [] });
  expect(rulesInForce(layers({ alternative: list }, {}, { ca })).alternative.keys).toEqual(['ML-DSA-44']);
  const system = { ...unset, alternative: list };
  expect(resolvedRules({ ...layers({}, {}), system }).alternative).toBeNull();
});
