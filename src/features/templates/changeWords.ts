import { isDocument, memberName, textOf, type WireDocument } from '../../api/wireDocument.ts';
import { enrollTypesText } from '../../domain/enrollTypes.ts';
import { keyUsageNames } from '../../domain/keyUsage.ts';
import type { Change, Json } from '../../domain/merge.ts';
import { rowName } from './keyedRows.ts';

/** A change as the review shows it: what, from, to. */
export interface WordedChange {
  what: string;
  before?: string;
  after?: string;
}

const memberLabels: Readonly<Record<string, string>> = {
  FriendlyName: 'Friendly name',
  Name: 'Name',
  Description: 'Description',
  KeyRetention: 'Key retention',
  KeyRetentionDays: 'Days to keep the key',
  KeyArchival: 'Key archival',
  KeyUsage: 'Key usage',
  RequiresApproval: 'Requires approval',
  AllowOneClickRenewals: 'One-click renewals',
  AllowedEnrollmentTypes: 'Enrollment types',
  UseAllowedRequesters: 'Restrict requesters',
  AllowedRequesters: 'Allowed requesters',
  AssociatedRoles: 'Associated roles',
  UseADPermissions: 'Use Active Directory permissions',
  RestrictCAs: 'Restrict certificate authorities',
  CertificateAuthorities: 'Certificate authorities',
  TemplateDefault: 'Default pattern of the template',
  CertificateCleanupEnabled: 'Clean-up of expired certificates',
  TimeAfterExpiration: 'Clean-up delay',
  TimeAfterExpirationUnits: 'Clean-up delay unit',
  DeleteWithArchivedKey: 'Clean-up of certificates with a stored key',
  TemplatePolicy: 'Policy',
  Policies: 'Policy',
  AllowKeyReuse: 'Allow key reuse',
  AllowWildcards: 'Allow wildcards',
  RFCEnforcement: 'RFC 2818 enforcement',
  CertificateOwnerRole: 'Certificate owner role',
  DefaultCertificateOwnerRoleId: 'Default owner role',
  DefaultCertificateOwnerOverride: 'Override the default owner role',
  PrimaryKeyAlgorithms: 'Key algorithms',
  AlternativeKeyAlgorithms: 'Alternative key algorithms',
  RSAValidKeySizes: 'RSA key sizes',
  ECCValidCurves: 'ECC curves',
  KeyInfo: 'Key algorithms',
  Regex: 'Regex',
  RegEx: 'Regex',
  Error: 'Error message',
  CaseSensitive: 'Case sensitive',
  SubjectPart: 'Subject part',
  Value: 'Value',
  DefaultValue: 'Default value',
  Validation: 'Validation regex',
  Message: 'Validation message',
  Enrollment: 'Required or hidden',
  Options: 'Choices',
  DataType: 'Data type',
};

const rowLabels: Readonly<Record<string, string>> = {
  TemplateRegexes: 'Regex for',
  Regexes: 'Regex for',
  TemplateDefaults: 'Default for',
  Defaults: 'Default for',
  MetadataFields: 'Metadata field',
  EnrollmentFields: 'Enrollment field',
  PrimaryKeyAlgorithms: 'Key algorithm',
  AlternativeKeyAlgorithms: 'Alternative key algorithm',
};

const regexMembers = new Set(['Regex', 'RegEx', 'Value']);

function label(member: string | number): string {
  return (Object.hasOwn(memberLabels, member) ? memberLabels[member] : undefined) ?? String(member);
}

/** Names the place of a change: "Friendly name", "Regex for CN", "Regex for CN, error message". */
export function whatOf(path: readonly (string | number)[]): string {
  const at = path.findIndex((step) => typeof step === 'string' && Object.hasOwn(rowLabels, step));
  if (at === -1 || path[at + 1] === undefined)
    return (
      path
        .filter((step) => !isPolicy(step))
        .map(label)
        .join(', ') || 'Policy'
    );
  const subject = `${rowLabels[String(path[at])] ?? ''} ${rowName(String(path[at + 1]))}`;
  const rest = path.slice(at + 2).filter((step) => !regexMembers.has(String(step)));
  return [subject, ...rest.map((step) => label(step).toLowerCase())].join(', ');
}

function isPolicy(step: string | number): boolean {
  return step === 'TemplatePolicy' || step === 'Policies';
}

function regexText(row: WireDocument): string | undefined {
  const name = memberName(row, 'Regex');
  if (name === undefined) return undefined;
  const parts = [textOf(row[name]) === '' ? 'no rule' : visible(textOf(row[name]))];
  if (textOf(row['Error']) !== '') parts.push(`message: ${textOf(row['Error'])}`);
  if (row['CaseSensitive'] === true) parts.push('case sensitive');
  return parts.join('; ');
}

/** A text whose outer or doubled spaces would be lost on a page: quoted, with spaces that do not collapse. */
function visible(text: string): string {
  return text === text.trim() && !/\s\s/.test(text) ? text : `“${text.replace(/ /g, '\u00a0')}”`;
}

/** The value of the named member in words: bit masks by their names, everything else as `valueText`. */
function memberText(name: string | number | undefined, value: Json | undefined): string | undefined {
  if (typeof value === 'number' && name === 'AllowedEnrollmentTypes') return enrollTypesText(value);
  if (typeof value === 'number' && name === 'KeyUsage') return keyUsageNames(value).join(', ') || 'none';
  return valueText(value);
}

/** A value in words; null is "not set", a missing one gives undefined. */
export function valueText(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return 'not set';
  if (value === true) return 'on';
  if (value === false) return 'off';
  if (value === '') return 'empty text';
  if (typeof value === 'string') return visible(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    return list.length === 0 ? 'empty list' : list.map((entry) => valueText(entry) ?? '').join(', ');
  }
  if (!isDocument(value)) return '';
  return regexText(value) ?? JSON.stringify(value);
}

/** Changes in plain words, in the order they came. */
export function inWords(changes: readonly Change[]): WordedChange[] {
  return changes.map((change) => {
    const before = memberText(change.path.at(-1), change.before);
    const after = memberText(change.path.at(-1), change.after);
    return {
      what: whatOf(change.path),
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    };
  });
}
