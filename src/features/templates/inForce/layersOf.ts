import type { OwnRules } from '../../../api/resolvedSettings.ts';
import type { RuleSet } from '../../../api/ruleSet.ts';
import type { RuleLayer, RuleLayers } from '../../../domain/inForce.ts';
import type { RuleKind } from '../rules/ruleMembers.ts';

const nothing: RuleLayer = {
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

/** The layers that decide for a document with these own rules; the system-wide rules are a layer with nothing above. */
export function layersOf(kind: RuleKind, own: OwnRules, system: RuleSet | null, ca: RuleLayers['ca']): RuleLayers {
  return kind === 'settings'
    ? { system: own, own: nothing, ownOrigin: 'template', ownerOverride: null, ca: null }
    : { system, own, ownOrigin: kind, ownerOverride: own.ownerOverride, ca };
}
