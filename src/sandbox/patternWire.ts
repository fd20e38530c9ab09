import { patternPolicyJson, roleName } from './policyWire.ts';
import type { PatternRow } from './templateRows.ts';
import type { World } from './world.ts';

/** An enrollment pattern as GET, POST and PUT answer it: the same shape in lists (recorded on 25.4 and 25.5). */
export function patternJson(world: World, row: PatternRow): Record<string, unknown> {
  const template = world.templates.get(row.templateId);
  const { rules } = row;
  return {
    Id: row.Id,
    Name: row.Name,
    Description: row.Description,
    Template: {
      Id: row.templateId,
      TemplateName: template?.TemplateName ?? null,
      CommonName: template?.CommonName ?? null,
      ConfigurationTenant: template?.ConfigurationTenant ?? null,
      RequiresApproval: template?.RequiresApproval ?? false,
      FriendlyName: template?.FriendlyName ?? null,
    },
    TemplateDefault: row.templateDefault,
    UseADPermissions: rules.useAd,
    AssociatedRoles: rules.roleIds.map((Id) => ({ Id, Name: roleName(world, Id) })),
    CertificateAuthorities: authoritiesJson(world, row.authorityIds),
    AllowedEnrollmentTypes: rules.allowedEnrollmentTypes,
    Regexes: rules.regexes,
    MetadataFields: rules.metadata.map(({ Id: _row, Options: _options, ...rest }) => rest),
    RestrictCAs: row.restrictCas,
    Policies: patternPolicyJson(world, rules.policy),
    Defaults: rules.defaults,
    EnrollmentFields: rules.fields.map(({ Name, DataType, Options }) => ({ Name, DataType, Options })),
  };
}

function authoritiesJson(world: World, ids: readonly number[]): Record<string, unknown>[] {
  return ids.flatMap((id) => {
    const ca = world.authorities.get(id);
    if (ca === undefined) return [];
    const { Id, LogicalName, HostName, ConfigurationTenant } = ca;
    return [{ Id, LogicalName, HostName, ConfigurationTenant }];
  });
}
