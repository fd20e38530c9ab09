import { rulesOfTemplate } from './effective.ts';
import { algorithmsJson, roleName, templatePolicyJson } from './policyWire.ts';
import type { EnrollmentRules, MetadataOverrideRow, RegexRow, TemplateRow } from './templateRows.ts';
import type { World } from './world.ts';

type Json = Record<string, unknown>;

/** FriendlyName once that is set, else TemplateName. */
export function displayName(row: TemplateRow): string {
  return row.FriendlyName || row.TemplateName;
}

function regexJson(world: World, templateId: number, row: RegexRow): Json {
  const { CaseSensitive, ...rest } = row;
  return { TemplateId: templateId, ...rest, ...(world.profile.caseSensitive ? { CaseSensitive } : {}) };
}

/** A metadata override as a template shows it. */
export function templateMetadataJson(world: World, templateId: number, row: MetadataOverrideRow): Json {
  const { Id, CaseSensitive, Options, ...rest } = row;
  if (world.profile.patterns) return { Id, TemplateId: templateId, ...rest, CaseSensitive };
  const choices = Options === null ? {} : { Options };
  return { Id, ...rest, ...choices, ...(world.profile.caseSensitive ? { CaseSensitive } : {}) };
}

function roleNames(world: World, rules: EnrollmentRules | null): string[] {
  return (rules?.roleIds ?? []).map((id) => roleName(world, id)).filter((name) => name !== null);
}

function fieldsJson(rules: EnrollmentRules | null): Json[] {
  return (rules?.fields ?? []).map(({ Id, Name, Options, DataType }) => ({ Id, Name, Options, DataType }));
}

/** Element of GET /Templates: 24 keys on 25.4, 23 on 24.4, 21 on 10.5, in the recorded order. */
export function lightTemplate(world: World, row: TemplateRow): Json {
  const rules = rulesOfTemplate(world, row);
  const { major } = world.profile;
  return {
    ...identity(row),
    EnrollmentFields: fieldsJson(rules),
    AllowedEnrollmentTypes: rules?.allowedEnrollmentTypes ?? 0,
    TemplateRegexes: (rules?.regexes ?? []).map((r) => regexJson(world, row.Id, r)),
    UseAllowedRequesters: rules === null ? false : !rules.useAd,
    AllowedRequesters: roleNames(world, rules),
    DisplayName: displayName(row),
    RequiresApproval: row.RequiresApproval,
    KeyUsage: row.KeyUsage,
    ExtendedKeyUsages: row.ExtendedKeyUsages,
    ...(major >= 24 ? { AllowOneClickRenewals: row.AllowOneClickRenewals, KeyTypes: row.KeyTypes } : {}),
    ...(major >= 25 ? { Manageability: row.Manageability } : {}),
  };
}

function identity(row: TemplateRow): Json {
  return {
    Id: row.Id,
    CommonName: row.CommonName,
    TemplateName: row.TemplateName,
    Oid: row.Oid,
    KeySize: row.KeySize,
    KeyType: row.KeyType,
    ForestRoot: row.ConfigurationTenant,
    ConfigurationTenant: row.ConfigurationTenant,
    FriendlyName: row.FriendlyName,
    KeyRetention: row.KeyRetention,
    KeyRetentionDays: row.KeyRetentionDays,
    KeyArchival: row.KeyArchival,
  };
}

/** GET /Templates/{id} and the answer of PUT: 34 keys on 25.4, 29 on 24.4, 26 on 10.5, in the recorded order. */
export function fullTemplate(world: World, row: TemplateRow): Json {
  const rules = rulesOfTemplate(world, row);
  const { major } = world.profile;
  const light = lightTemplate(world, row);
  const policy = rules === null ? null : templatePolicyJson(world, row.Id, rules.policy);
  const keyAlgorithms = {
    TemplateId: row.Id,
    ...algorithmsJson(world, { primary: row.algorithms, alternative: row.alternativeAlgorithms }),
  };
  return {
    ...identity(row),
    EnrollmentFields: light.EnrollmentFields,
    MetadataFields: (rules?.metadata ?? []).map((m) => templateMetadataJson(world, row.Id, m)),
    AllowedEnrollmentTypes: light.AllowedEnrollmentTypes,
    TemplateRegexes: light.TemplateRegexes,
    TemplateDefaults: rules?.defaults ?? [],
    TemplatePolicy: policy,
    ...(major >= 24 ? { KeyAlgorithms: keyAlgorithms } : {}),
    UseAllowedRequesters: light.UseAllowedRequesters,
    AllowedRequesters: light.AllowedRequesters,
    DisplayName: light.DisplayName,
    // Always false on 25.4: the live setting is the one in the policy (recorded).
    RFCEnforcement: major >= 25 ? false : rules?.policy.RFCEnforcement === true,
    RequiresApproval: row.RequiresApproval,
    KeyUsage: row.KeyUsage,
    ExtendedKeyUsages: row.ExtendedKeyUsages,
    Curve: row.Curve,
    ...(major >= 24 ? { AllowOneClickRenewals: row.AllowOneClickRenewals, KeyTypes: row.KeyTypes } : {}),
    ...(major >= 25 ? modernTail(row) : {}),
  };
}

function modernTail(row: TemplateRow): Json {
  return {
    CertificateCleanupEnabled: row.CertificateCleanupEnabled,
    TimeAfterExpiration: row.TimeAfterExpiration,
    TimeAfterExpirationUnits: row.TimeAfterExpirationUnits,
    DeleteWithArchivedKey: row.DeleteWithArchivedKey,
    Manageability: row.Manageability,
  };
}
