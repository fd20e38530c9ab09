import type { KeyAlgorithm } from './keyAlgorithms.ts';
import type { SubjectRule } from './policy.ts';
import { keysInForce, type KeysInForce, type Origin } from './keysInForce.ts';

/** What one document sets; null: not set there. */
export interface RuleLayer {
  subjectRules: readonly SubjectRule[];
  defaults: readonly { part: string; value: string }[];
  algorithms: readonly KeyAlgorithm[] | null;
  alternative: readonly KeyAlgorithm[] | null;
  allowKeyReuse: boolean | null;
  allowWildcards: boolean | null;
  rfcEnforcement: boolean | null;
  ownerRole: number | null;
  defaultOwnerRoleId: number | null;
  defaultOwner: string;
}

/** The layers that decide together. */
export interface RuleLayers {
  /** Null where the system-wide rules could not be read. */
  system: RuleLayer | null;
  own: RuleLayer;
  /** What the own rules are called. */
  ownOrigin: 'template' | 'pattern';
  /**
   * The switch of a pattern that decides whether its default owner, even none, replaces the system-wide one (Enrollment
   * Patterns, DefaultCertificateOwnerOverride). Null where there is no such switch: an own owner then counts by itself.
   */
  ownerOverride: boolean | null;
  /** What the CA supports; null where nothing is told. */
  ca: { algorithms: readonly KeyAlgorithm[] | null; alternative: readonly KeyAlgorithm[] | null } | null;
}

/** A value in force and where it comes from. */
export interface Sourced<T> {
  value: T;
  origin: Origin;
}

export interface RulesInForce {
  regexes: readonly (SubjectRule & { origin: Origin })[];
  defaults: readonly { part: string; value: string; origin: Origin }[];
  allowKeyReuse: Sourced<boolean | null>;
  allowWildcards: Sourced<boolean | null>;
  rfcEnforcement: Sourced<boolean | null>;
  ownerRole: Sourced<number | null>;
  /** The id of a role and its name as far as the server tells it. */
  defaultOwner: Sourced<{ id: number; name: string } | null>;
  keys: KeysInForce;
  alternative: KeysInForce;
}

const samePart = (a: { part: string }, b: { part: string }) => a.part.toUpperCase() === b.part.toUpperCase();

/** Own rows and the system-wide rows of the parts that no own row names. */
function overlay<Row extends { part: string }>(
  own: readonly Row[],
  system: readonly Row[],
  ownOrigin: Origin,
): (Row & { origin: Origin })[] {
  const rest = system.filter((row) => !own.some((mine) => samePart(mine, row)));
  return [
    ...own.map((row) => ({ ...row, origin: ownOrigin })),
    ...rest.map((row): Row & { origin: Origin } => ({ ...row, origin: 'system-wide' })),
  ];
}

const ruling = (layer: RuleLayer | null) => (layer?.subjectRules ?? []).filter((rule) => rule.regex !== '');
const prefilled = (layer: RuleLayer | null) => (layer?.defaults ?? []).filter((row) => row.value !== '');

/**
 * What is in force for each rule and which layer sets it: the own value where there is one, else the system-wide one
 * (vendor documentation, GET Enrollment Settings and GET Enrollment Patterns ID Settings); keys are what all layers
 * allow. A row with an empty regex or default counts as no rule, so that the system-wide one applies: UNCONFIRMED, the
 * vendor does not say.
 */
export function rulesInForce({ system, own, ownOrigin, ownerOverride, ca }: RuleLayers): RulesInForce {
  const pick = <T>(read: (layer: RuleLayer) => T | null): Sourced<T | null> => {
    const mine = read(own);
    if (mine !== null) return { value: mine, origin: ownOrigin };
    if (system === null) return { value: null, origin: 'not known' };
    const below = read(system);
    return { value: below, origin: below === null ? 'nothing' : 'system-wide' };
  };
  const owner = (layer: RuleLayer) =>
    layer.defaultOwnerRoleId === null ? null : { id: layer.defaultOwnerRoleId, name: layer.defaultOwner };
  const keys = (member: 'algorithms' | 'alternative'): KeysInForce => {
    const found = keysInForce([
      { origin: 'system-wide', algorithms: system?.[member] ?? null },
      { origin: ownOrigin, algorithms: own[member] },
      { origin: 'CA', algorithms: ca?.[member] ?? null },
    ]);
    return system === null ? { ...found, origins: [...found.origins, 'not known'] } : found;
  };
  return {
    regexes: overlay(ruling(own), ruling(system), ownOrigin),
    defaults: overlay(prefilled(own), prefilled(system), ownOrigin),
    allowKeyReuse: pick((layer) => layer.allowKeyReuse),
    allowWildcards: pick((layer) => layer.allowWildcards),
    rfcEnforcement: pick((layer) => layer.rfcEnforcement),
    ownerRole: pick((layer) => layer.ownerRole),
    defaultOwner:
      ownerOverride === true
        ? { value: owner(own), origin: ownOrigin }
        : pick((layer) => (layer === own && ownerOverride === false ? null : owner(layer))),
    keys: keys('algorithms'),
    // An own list that is empty means none: unlike the first key, the alternative one is not inherited (Enrollment Patterns).
    alternative: (own.alternative ?? []).length === 0 ? { keys: null, origins: [] } : keys('alternative'),
  };
}

/**
 * The rules as a server's resolved settings would show them: of each rule the own value, else the system-wide one; key
 * lists, too, are one or the other there, not what both allow (vendor documentation, GET Enrollment Patterns ID Settings).
 * Alternative keys are the own ones only.
 */
export function resolvedRules(layers: RuleLayers & { system: RuleLayer }): RuleLayer {
  const { system, own } = layers;
  const found = rulesInForce(layers);
  return {
    subjectRules: found.regexes,
    defaults: found.defaults,
    algorithms: own.algorithms ?? system.algorithms,
    alternative: own.alternative,
    allowKeyReuse: found.allowKeyReuse.value,
    allowWildcards: found.allowWildcards.value,
    rfcEnforcement: found.rfcEnforcement.value,
    ownerRole: found.ownerRole.value,
    defaultOwnerRoleId: found.defaultOwner.value?.id ?? null,
    defaultOwner: found.defaultOwner.value?.name ?? '',
  };
}
