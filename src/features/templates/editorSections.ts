import type { SectionNavItem } from '../../ui/SectionNav.tsx';

/** A section of an editor, as the contents beside it list it. */
export interface EditorSection extends SectionNavItem {
  /** Members of the document whose change marks it. */
  members?: readonly string[];
  /** Values of the form that it edits: an error in one of them marks it. */
  values?: readonly string[];
  /** The list of the form that is counted. */
  list?: string;
}

/** Every section that an editor can have, by its id. */
export const editorSections = {
  overview: { id: 'overview', label: 'Overview' },
  naming: {
    id: 'naming',
    label: 'Naming',
    members: ['FriendlyName', 'Name', 'Description', 'TemplateDefault'],
    values: ['friendlyName', 'name', 'description', 'isDefault'],
  },
  enrollmentTypes: {
    id: 'enrollment-types',
    label: 'Enrollment types',
    members: ['AllowedEnrollmentTypes'],
    values: ['enrollTypes'],
  },
  who: {
    id: 'who',
    label: 'Who may enroll',
    members: ['UseAllowedRequesters', 'AllowedRequesters', 'UseADPermissions', 'AssociatedRoles'],
    values: ['requesters', 'access'],
  },
  authorities: {
    id: 'authorities',
    label: 'Certificate authorities',
    members: ['RestrictCAs', 'CertificateAuthorities'],
    values: ['authorities'],
  },
  metadata: { id: 'metadata', label: 'Metadata', members: ['MetadataFields'], values: ['metadata'], list: 'metadata' },
  fields: {
    id: 'fields',
    label: 'Enrollment fields',
    members: ['EnrollmentFields'],
    values: ['fields'],
    list: 'fields',
  },
  regexes: {
    id: 'regexes',
    label: 'Regexes',
    members: ['TemplateRegexes', 'Regexes'],
    values: ['regexes'],
    list: 'regexes',
  },
  defaults: {
    id: 'defaults',
    label: 'Defaults',
    members: ['TemplateDefaults', 'Defaults'],
    values: ['defaults'],
    list: 'defaults',
  },
  policy: { id: 'policy', label: 'Policy', members: ['TemplatePolicy', 'Policies'], values: ['policy'] },
  keys: {
    id: 'keys',
    label: 'Keys and retention',
    members: ['KeyRetention', 'KeyRetentionDays', 'AllowOneClickRenewals'],
    values: ['retention', 'renewals'],
  },
  cleanUp: {
    id: 'clean-up',
    label: 'Clean-up',
    members: ['CertificateCleanupEnabled', 'TimeAfterExpiration', 'TimeAfterExpirationUnits', 'DeleteWithArchivedKey'],
    values: ['cleanUp'],
  },
  patterns: { id: 'patterns', label: 'Enrollment patterns' },
  inForce: { id: 'in-force', label: 'In force' },
  raw: { id: 'raw', label: 'Raw JSON' },
} as const satisfies Record<string, EditorSection>;
