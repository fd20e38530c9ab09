import { isDocument, type WireDocument } from '../../api/wireDocument.ts';
import type { Json } from '../../domain/merge.ts';
import { templateTitle } from './templateFacts.ts';

/** Id of the template that an enrollment pattern belongs to. */
export function templateIdOf(pattern: WireDocument): number | null {
  const template = pattern['Template'];
  const id = isDocument(template) ? template['Id'] : null;
  return typeof id === 'number' ? id : null;
}

/** Name of the template that an enrollment pattern belongs to. */
export function templateNameOf(pattern: WireDocument): string {
  const template = pattern['Template'];
  return isDocument(template) ? templateTitle(template) : '';
}

/** What a policy in which nothing is set says about a member of the system-wide one. */
function unset(name: string, value: Json): Json {
  if (name === 'DefaultCertificateOwnerOverride') return false;
  if (Array.isArray(value)) return [];
  if (isDocument(value)) return Object.fromEntries(Object.keys(value).map((key) => [key, null]));
  return null;
}

/**
 * An enrollment pattern in which nothing is set, for a template. Its policy has the members of the system-wide one, since
 * they differ between releases of 25. Lists and flags stand as a server gives them for a pattern made with nothing but a
 * name (recorded on 25.5). The first pattern of a template becomes its default whatever is asked.
 */
export function blankPattern(template: WireDocument, settings: WireDocument, first: boolean): WireDocument {
  const systemWide = settings['Policies'];
  const members = Object.entries(isDocument(systemWide) ? systemWide : {}).filter(([name]) => name !== 'Id');
  const policy = Object.fromEntries(members.map(([name, value]) => [name, unset(name, value)]));
  return {
    Name: '',
    Description: null,
    Template: Object.fromEntries(
      ['Id', 'TemplateName', 'CommonName', 'ConfigurationTenant', 'RequiresApproval', 'FriendlyName'].map((name) => [
        name,
        template[name] ?? null,
      ]),
    ),
    TemplateDefault: first,
    UseADPermissions: false,
    AssociatedRoles: [],
    CertificateAuthorities: [],
    AllowedEnrollmentTypes: 0,
    Regexes: [],
    MetadataFields: [],
    RestrictCAs: false,
    Policies: 'PrimaryKeyAlgorithms' in policy ? { ...policy, DefaultCertificateOwnerOverride: false } : policy,
    Defaults: [],
    EnrollmentFields: [],
  };
}
