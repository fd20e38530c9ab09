import type {
  AlgorithmRow,
  DefaultRow,
  EnrollmentRules,
  MetadataOverrideRow,
  PatternRow,
  PolicyRow,
  RegexRow,
  TemplateRow,
} from './templateRows.ts';
import type { World } from './world.ts';

const indexes = new WeakMap<World, { version: number; byTemplate: Map<number, PatternRow[]> }>();

/** All patterns of a template, oldest first; none up to 24.x. */
export function patternsOf(world: World, templateId: number): readonly PatternRow[] {
  if (!world.profile.patterns) return [];
  let index = indexes.get(world);
  if (index === undefined || index.version !== world.patterns.version) {
    const byTemplate = new Map<number, PatternRow[]>();
    for (const pattern of world.patterns.all()) {
      const list = byTemplate.get(pattern.templateId);
      if (list === undefined) byTemplate.set(pattern.templateId, [pattern]);
      else list.push(pattern);
    }
    index = { version: world.patterns.version, byTemplate };
    indexes.set(world, index);
  }
  return index.byTemplate.get(templateId) ?? [];
}

/** The pattern whose settings a template of 25.x shows as its own. */
export function defaultPattern(world: World, templateId: number): PatternRow | undefined {
  return patternsOf(world, templateId).find((p) => p.templateDefault);
}

/**
 * The enrollment settings that a template shows: its own up to 24.x, those of its default pattern on 25.x, null on 25.x
 * without a pattern (then nobody can enroll with it).
 */
export function rulesOfTemplate(world: World, template: TemplateRow): EnrollmentRules | null {
  if (!world.profile.patterns) return template.rules;
  return defaultPattern(world, template.Id)?.rules ?? null;
}

/** System-wide rules with those of a template or pattern laid over them. */
export interface EffectiveRules {
  regexes: RegexRow[];
  defaults: DefaultRow[];
  AllowKeyReuse: boolean;
  AllowWildcards: boolean;
  RFCEnforcement: boolean;
  CertificateOwnerRole: number;
  DefaultCertificateOwnerRoleId: number | null;
  primary: AlgorithmRow[];
  alternative: AlgorithmRow[];
}

function overlay<T extends { SubjectPart: string }>(own: readonly T[], system: readonly T[]): T[] {
  const named = new Set(own.map((row) => row.SubjectPart.toUpperCase()));
  return [...own, ...system.filter((row) => !named.has(row.SubjectPart.toUpperCase()))];
}

/** The algorithms a policy allows, on 10.x out of its sizes and curves; empty means not restricted here. */
function algorithmsOf(world: World, policy: PolicyRow): AlgorithmRow[] {
  if (world.profile.policyShape !== 'sizes') return policy.primary;
  if (policy.rsaSizes === null && policy.eccCurves === null) return [];
  const system = world.settings;
  const systemOf = (name: string) => system.primary.find((a) => a.name === name);
  const rsa = policy.rsaSizes ?? systemOf('RSA')?.bit_lengths ?? [];
  const curves = policy.eccCurves ?? systemOf('ECDSA')?.curves ?? [];
  return [
    { name: 'RSA', bit_lengths: rsa, curves: [] },
    { name: 'ECDSA', bit_lengths: curves.map(bitsOfCurve), curves },
  ];
}

/** Bits of the curves that 10.x policies can name. */
export function bitsOfCurve(oid: string): number {
  if (oid === '1.3.132.0.34') return 384;
  if (oid === '1.3.132.0.35') return 521;
  return 256;
}

/**
 * What counts for an enrollment under `rules` (null: nothing set, as for a standalone CA). A row with an empty regex
 * is no rule, so the system-wide one for that part stays (a guess).
 */
export function effectiveRules(world: World, rules: EnrollmentRules | null): EffectiveRules {
  const system = world.settings;
  const policy = rules?.policy;
  const primary = policy === undefined ? [] : algorithmsOf(world, policy);
  const ownRegexes = (rules?.regexes ?? []).filter((row) => row.Regex !== '');
  // A template of 24.4 has no word for the override: an owner that is set there counts (a guess).
  const ownerOverride = world.profile.patterns
    ? policy?.DefaultCertificateOwnerOverride === true
    : world.profile.ownerRole && policy !== undefined && policy.DefaultCertificateOwnerRoleId !== null;
  return {
    regexes: overlay(ownRegexes, system.regexes),
    defaults: overlay(rules?.defaults ?? [], system.defaults),
    AllowKeyReuse: policy?.AllowKeyReuse ?? system.AllowKeyReuse,
    AllowWildcards: policy?.AllowWildcards ?? system.AllowWildcards,
    RFCEnforcement: policy?.RFCEnforcement ?? system.RFCEnforcement,
    CertificateOwnerRole: policy?.CertificateOwnerRole ?? system.CertificateOwnerRole,
    DefaultCertificateOwnerRoleId: ownerOverride
      ? (policy?.DefaultCertificateOwnerRoleId ?? null)
      : system.DefaultCertificateOwnerRoleId,
    primary: primary.length > 0 ? primary : system.primary,
    // Empty means none: the system-wide list is for enrollments without a policy of their own (a guess).
    alternative: policy?.alternative ?? system.alternative,
  };
}

/** Every metadata type as an enrollment under `rules` sees it: the override where there is one, else the type itself. */
export function effectiveMetadata(world: World, rules: EnrollmentRules | null): Omit<MetadataOverrideRow, 'Id'>[] {
  const overrides = new Map((rules?.metadata ?? []).map((row) => [row.MetadataId, row]));
  return world.metadataFields.all().map((field) => {
    const own = overrides.get(field.Id);
    return {
      MetadataId: field.Id,
      DefaultValue: own?.DefaultValue ?? field.DefaultValue,
      Validation: own?.Validation ?? field.Validation,
      Enrollment: own?.Enrollment ?? field.Enrollment,
      Message: own?.Message ?? field.Message,
      CaseSensitive: own?.CaseSensitive ?? field.CaseSensitive,
      Options: own?.Options ?? field.Options,
    };
  });
}
