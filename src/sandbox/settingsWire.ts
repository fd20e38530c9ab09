import { bool, int, object, oneOf, required } from './bodyReaders.ts';
import type { EffectiveRules } from './effective.ts';
import {
  algorithmsJson,
  algorithmsOfSizes,
  readAlgorithms,
  readKeyInfo,
  readOwnerRole,
  readSizes,
  keyInfo,
  roleName,
} from './policyWire.ts';
import { readDefaults, readRegexes } from './rulesInput.ts';
import type { AlgorithmRow, DefaultRow, RegexRow, SystemRules } from './templateRows.ts';
import type { World } from './world.ts';

type Json = Record<string, unknown>;

function regexesJson(world: World, rows: readonly RegexRow[]): Json[] {
  return rows.map(({ CaseSensitive, ...rest }) => ({
    ...rest,
    ...(world.profile.caseSensitive ? { CaseSensitive } : {}),
  }));
}

function scalars(rules: EffectiveRules | SystemRules): Json {
  return {
    AllowKeyReuse: rules.AllowKeyReuse,
    AllowWildcards: rules.AllowWildcards,
    RFCEnforcement: rules.RFCEnforcement,
  };
}

function owner(world: World, rules: EffectiveRules | SystemRules): Json {
  return {
    CertificateOwnerRole: rules.CertificateOwnerRole,
    DefaultCertificateOwnerRoleId: rules.DefaultCertificateOwnerRoleId,
    DefaultCertificateOwnerRoleName: roleName(world, rules.DefaultCertificateOwnerRoleId),
  };
}

/** Sizes and curves as 10.x writes them. */
function sizesJson(primary: readonly AlgorithmRow[]): { RSAValidKeySizes: number[]; ECCValidCurves: string[] } {
  return {
    RSAValidKeySizes: primary.find((a) => a.name === 'RSA')?.bit_lengths ?? [],
    ECCValidCurves: primary.find((a) => a.name === 'ECDSA')?.curves ?? [],
  };
}

/** The shape of GET /Templates/Settings and GET /Enrollment/Settings/{id}: old member names in every version. */
export function templateSettingsJson(world: World, rules: EffectiveRules | SystemRules): Json {
  const keys =
    world.profile.policyShape === 'sizes'
      ? sizesJson(rules.primary)
      : { ...owner(world, rules), KeyInfo: keyInfo(world, rules.primary) };
  return {
    TemplateRegexes: regexesJson(world, rules.regexes),
    TemplateDefaults: rules.defaults,
    TemplatePolicy: { ...scalars(rules), ...keys },
  };
}

/** The shape of GET /EnrollmentPatterns/Settings and /EnrollmentPatterns/{id}/Settings. */
export function patternSettingsJson(world: World, rules: EffectiveRules | SystemRules): Json {
  return {
    Regexes: rules.regexes,
    Defaults: rules.defaults,
    Policies: { ...scalars(rules), ...owner(world, rules), ...algorithmsJson(world, rules) },
  };
}

function requiredBool(body: object, name: string, parent: string): boolean {
  return bool(body, name, parent) ?? required(`${parent}.${name}`);
}

function readScalars(policy: object, parent: string) {
  return {
    AllowKeyReuse: requiredBool(policy, 'AllowKeyReuse', parent),
    AllowWildcards: requiredBool(policy, 'AllowWildcards', parent),
    RFCEnforcement: requiredBool(policy, 'RFCEnforcement', parent),
  };
}

function readOwner(world: World, policy: object, parent: string) {
  const role = oneOf(policy, 'CertificateOwnerRole', [0, 1, 2], parent);
  return {
    CertificateOwnerRole: role ?? required(`${parent}.CertificateOwnerRole`),
    DefaultCertificateOwnerRoleId: readOwnerRole(world, policy, parent),
  };
}

function readRows(
  world: World,
  body: object,
  names: { regexes: string; defaults: string },
): { regexes: RegexRow[]; defaults: DefaultRow[] } {
  return {
    regexes: readRegexes(world, body, names.regexes) ?? required(names.regexes),
    defaults: readDefaults(world, body, names.defaults) ?? required(names.defaults),
  };
}

/** Sizes and curves of a request, both required. */
function sizesAsAlgorithms(world: World, policy: object): AlgorithmRow[] {
  const sizes = readSizes(policy, 'TemplatePolicy');
  if (sizes.rsaSizes === null) required('TemplatePolicy.RSAValidKeySizes');
  if (sizes.eccCurves === null) required('TemplatePolicy.ECCValidCurves');
  return algorithmsOfSizes(sizes, world.settings.primary);
}

/** PUT /Templates/Settings: all three members are required and everything is replaced. */
export function readTemplateSettings(world: World, body: object): SystemRules {
  const rows = readRows(world, body, { regexes: 'TemplateRegexes', defaults: 'TemplateDefaults' });
  const policy = object(body, 'TemplatePolicy') ?? required('TemplatePolicy');
  const scalar = readScalars(policy, 'TemplatePolicy');
  if (world.profile.policyShape === 'sizes') {
    return { ...world.settings, ...rows, ...scalar, primary: sizesAsAlgorithms(world, policy) };
  }
  const info = object(policy, 'KeyInfo', 'TemplatePolicy') ?? required('TemplatePolicy.KeyInfo');
  return {
    ...rows,
    ...scalar,
    ...readOwner(world, policy, 'TemplatePolicy'),
    primary: readKeyInfo(world, info, 'TemplatePolicy.KeyInfo'),
    alternative: world.settings.alternative,
  };
}

/** PUT /EnrollmentPatterns/Settings: all three members are required and everything is replaced. */
export function readPatternSettings(world: World, body: object): SystemRules {
  const rows = readRows(world, body, { regexes: 'Regexes', defaults: 'Defaults' });
  const policy = object(body, 'Policies') ?? required('Policies');
  int(policy, 'Id', 'Policies');
  return {
    ...rows,
    ...readScalars(policy, 'Policies'),
    ...readOwner(world, policy, 'Policies'),
    ...readAlgorithms(policy, 'Policies'),
  };
}
