import type { Authority } from '../../../api/authorities.ts';
import type { LintFinding, LintInput } from './lintInput.ts';

const pfxBit = 1;
const csrBit = 2;
const list = (names: readonly string[]) => (names.length > 3 ? [...names.slice(0, 3), '…'] : names).join(', ');
const named = (authorities: readonly Authority[]) => list(authorities.map((authority) => authority.logicalName));

/** The enrollments that the document allows, as bits. */
const wanted = ({ values }: LintInput) =>
  (values.enrollTypes?.pfx === true ? pfxBit : 0) | (values.enrollTypes?.csr === true ? csrBit : 0);

/** The CAs of the template's tenant that take part in enrollment; null where that is not known. */
function offering({ template, authorities }: LintInput): Authority[] | null {
  if (!template || template.tenant === '' || authorities === null) return null;
  const tenant = template.tenant.toLowerCase();
  return authorities.filter(
    (authority) =>
      !authority.standalone && authority.useForEnrollment !== false && authority.tenant.toLowerCase() === tenant,
  );
}

/** Whether a CA takes the enrollment: up to 24 its own types decide, too; later those of standalone CAs only (CA settings). */
const takes = ({ enrollmentPatterns }: LintInput, authority: Authority, types: number) =>
  enrollmentPatterns || (authority.enrollmentTypes & types) !== 0;

function requesterFindings(input: LintInput): LintFinding[] {
  const { requesters, access } = input.values;
  const path = requesters ? 'requesters.roles' : 'access.roles';
  const nobody: LintFinding = {
    id: 'nobody may enroll',
    severity: 'warning',
    text: 'Only listed security roles may enroll, and none is listed.',
    section: 'who',
    path,
  };
  if (access) return !access.useAd && access.roles.length === 0 ? [nobody] : [];
  if (!requesters?.restrict) return [];
  if (requesters.roles.length === 0) return [nobody];
  const here = new Set(requesters.roles.map((role) => role.toLowerCase()));
  const authorities = (offering(input) ?? []).filter((authority) => takes(input, authority, wanted(input)));
  const open = authorities.filter((authority) => !authority.restrictsRequesters);
  const apart = authorities.filter(
    (authority) => authority.restrictsRequesters && !authority.requesters.some((role) => here.has(role.toLowerCase())),
  );
  const at = { section: 'who', path } as const;
  return [
    ...(open.length > 0
      ? [
          {
            id: 'requesters restricted here only',
            severity: 'advice' as const,
            text: `Requesters are restricted here, but not by every CA that offers the template: ${named(open)}.`,
            ...at,
          },
        ]
      : []),
    ...(apart.length > 0
      ? [
          {
            id: 'no requester in common',
            severity: 'warning' as const,
            text: `No role listed here is listed by the CA, too, so that nobody may enroll with it: ${named(apart)}.`,
            ...at,
          },
        ]
      : []),
  ];
}

function authorityFindings(input: LintInput): LintFinding[] {
  const offered = offering(input);
  if (offered === null || wanted(input) === 0) return [];
  const { restrict, ids } = input.values.authorities ?? { restrict: false, ids: [] };
  // A chosen CA that the list does not have may be one the caller is not shown.
  const all = input.authorities ?? [];
  if (restrict && ids.some((id) => !all.some((authority) => authority.id === id))) return [];
  const usable = restrict ? offered.filter((authority) => ids.includes(authority.id)) : offered;
  const missing = [
    { bit: pfxBit, label: 'PFX enrollment' },
    { bit: csrBit, label: 'CSR enrollment' },
  ].filter(({ bit }) => (wanted(input) & bit) !== 0 && !usable.some((authority) => takes(input, authority, bit)));
  if (missing.length === 0) return [];
  const what = missing.map(({ label }) => label).join(' and ');
  const where = restrict ? 'chosen here' : `of the tenant ${input.template?.tenant ?? ''}`;
  return [
    {
      id: 'no certificate authority',
      severity: 'warning',
      text: `${what} ${missing.length > 1 ? 'are' : 'is'} allowed, but no certificate authority ${where} takes ${missing.length > 1 ? 'them' : 'it'}.`,
      ...(restrict
        ? { section: 'authorities', path: 'authorities.ids' }
        : { section: 'enrollment-types', path: 'enrollTypes.pfx' }),
    },
  ];
}

function approvalFindings(input: LintInput): LintFinding[] {
  const { template, values } = input;
  const retention = values.retention?.policy ?? template?.retention ?? null;
  if (template?.requiresApproval !== true || retention !== 'None' || wanted(input) === 0) return [];
  // What approval demands is written of Microsoft templates (vendor documentation, PUT Templates, KeyRetention).
  const kinds = (offering(input) ?? []).map((authority) => authority.kind);
  if (kinds.length > 0 && kinds.every((kind) => kind === 'https')) return [];
  return [
    {
      id: 'approval without key retention',
      severity: 'warning',
      text: 'The CA asks for approval and keys are not kept: a Microsoft template like this cannot be enrolled against.',
      ...(values.retention
        ? { section: 'keys', path: 'retention.policy' }
        : { section: 'enrollment-types', path: 'enrollTypes.pfx' }),
    },
  ];
}

function patternFindings(input: LintInput): LintFinding[] {
  if (input.kind !== 'template' || !input.enrollmentPatterns) return [];
  if (input.patternCount !== 0 || wanted(input) === 0) return [];
  return [
    {
      id: 'no enrollment pattern',
      severity: 'warning',
      text: 'Enrollment is allowed, but the template has no enrollment pattern, so that nobody can enroll with it.',
      section: 'overview',
    },
  ];
}

/** Who may enroll, with which CA, and whether it can work at all. */
export function accessFindings(input: LintInput): LintFinding[] {
  if (input.kind === 'settings') return [];
  // Where patterns exist, they say who may enroll with which CA; the template keeps only how keys are kept.
  const elsewhere = input.kind === 'template' && input.enrollmentPatterns;
  return [
    ...(elsewhere ? [] : [...requesterFindings(input), ...authorityFindings(input)]),
    ...approvalFindings(input),
    ...patternFindings(input),
  ];
}
