import { authorityName, type AuthorityRow } from '../companyRows.ts';
import { effectiveRules, rulesOfTemplate } from '../effective.ts';
import {
  eligibleAuthorities,
  enrollBits,
  mayUseTemplate,
  standaloneAuthorities,
  usablePatterns,
} from '../eligibility.ts';
import type { Call, Reply, Route } from '../http.ts';
import { permissions } from '../permissions.ts';
import type { TemplateRow } from '../templateRows.ts';
import { displayName, templateMetadataJson } from '../templateWire.ts';
import type { World } from '../world.ts';

type Json = Record<string, unknown>;

function authorityJson(world: World, row: AuthorityRow): Json {
  const name = authorityName(row);
  if (world.profile.major < 25) {
    return { Name: name, RFCEnforcement: row.RFCEnforcement, SubscriberTerms: row.SubscriberTerms };
  }
  return {
    Id: row.Id,
    Name: name,
    DisplayName: row.LogicalName,
    RFCEnforcement: row.RFCEnforcement,
    SubscriberTerms: row.SubscriberTerms,
  };
}

/** The CAs that some pattern of this person can reach, or up to 24.x those of the template. */
function authorities(call: Call, template: TemplateRow, bit: number): AuthorityRow[] {
  const { world, user } = call;
  if (!world.profile.patterns) return eligibleAuthorities(world, user, template, null, bit);
  const found = usablePatterns(world, user, template, bit).flatMap((pattern) =>
    eligibleAuthorities(world, user, template, pattern, bit),
  );
  return [...new Set(found)];
}

function templateJson(call: Call, row: TemplateRow, cas: AuthorityRow[]): Json {
  const { world } = call;
  const modern = world.profile.major >= 25;
  const rules = rulesOfTemplate(world, row);
  const effective = effectiveRules(world, rules);
  const policy = {
    PrimaryKeyAlgorithms: effective.primary,
    AlternativeKeyAlgorithms: effective.alternative,
    AllowKeyReuse: effective.AllowKeyReuse,
    AllowWildcards: effective.AllowWildcards,
    RFCEnforcement: effective.RFCEnforcement,
    CertificateOwnerRole: effective.CertificateOwnerRole,
  };
  return {
    Id: row.Id,
    Name: row.CommonName,
    DisplayName: displayName(row),
    Forest: row.ConfigurationTenant,
    KeySize: row.KeySize,
    KeyType: row.KeyType,
    Curve: row.Curve,
    RequiresApproval: row.RequiresApproval,
    RFCEnforcement: effective.RFCEnforcement,
    CAs: cas.map((ca) => authorityJson(world, ca)),
    EnrollmentFields: (rules?.fields ?? []).map(({ Id, Name, Options, DataType }) => ({
      Id,
      Name,
      Options,
      DataType,
      ...(modern ? { TemplateId: row.Id } : {}),
    })),
    MetadataFields: (rules?.metadata ?? []).map((m) => templateMetadataJson(world, row.Id, m)),
    Regexes: effective.regexes.map(({ CaseSensitive, ...rest }) => ({
      TemplateId: row.Id,
      ...rest,
      ...(world.profile.caseSensitive ? { CaseSensitive } : {}),
    })),
    ExtendedKeyUsages: row.ExtendedKeyUsages,
    ...(modern ? { EnrollmentTemplatePolicy: policy } : {}),
  };
}

/** What the caller may enroll: templates with at least one CA for them, and standalone CAs. */
function context(bit: number): (call: Call) => Reply {
  return (call) => {
    const { world, user } = call;
    const templates = world.templates.all().flatMap((row) => {
      if (!mayUseTemplate(world, user, row, bit)) return [];
      const cas = authorities(call, row, bit);
      return cas.length === 0 ? [] : [templateJson(call, row, cas)];
    });
    const standalone = standaloneAuthorities(world, user, bit).map((ca) => authorityJson(world, ca));
    return { body: { Templates: templates, StandaloneCAs: standalone } };
  };
}

export const contextRoutes: Route[] = [
  {
    method: 'GET',
    path: '/Enrollment/PFX/Context/My',
    versions: '1.0',
    permission: permissions.enrollPfx,
    handle: context(enrollBits.pfx),
  },
  {
    method: 'GET',
    path: '/Enrollment/CSR/Context/My',
    versions: '1.0',
    permission: permissions.enrollCsr,
    handle: context(enrollBits.csr),
  },
];
