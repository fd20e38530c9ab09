import type { EnrollTarget } from './enrollTarget.ts';
import type { CommonRequest } from './enrollRequest.ts';
import { invalid } from './http.ts';
import type { OrderedSan } from './issuing.ts';
import { accepts } from './netRegex.ts';
import { rolesOf } from './permissions.ts';
import type { Rdn } from './pki/names.ts';
import type { RegexRow } from './templateRows.ts';
import type { User } from './users.ts';
import type { World } from './world.ts';

/*
 * The sandbox's own judgement of a request. It shares nothing with the rules of the application on purpose: two
 * opinions that agree by construction would prove nothing.
 */

interface Part {
  label: string;
  oids: readonly string[];
  sanKinds: readonly string[];
}

const parts: Record<string, Part> = {
  CN: { label: 'Common Name', oids: ['2.5.4.3'], sanKinds: [] },
  O: { label: 'Organization', oids: ['2.5.4.10'], sanKinds: [] },
  OU: { label: 'Organization Unit', oids: ['2.5.4.11'], sanKinds: [] },
  L: { label: 'City/Locality', oids: ['2.5.4.7'], sanKinds: [] },
  ST: { label: 'State/Province', oids: ['2.5.4.8'], sanKinds: [] },
  C: { label: 'Country/Region', oids: ['2.5.4.6'], sanKinds: [] },
  E: { label: 'Email Address', oids: ['1.2.840.113549.1.9.1'], sanKinds: [] },
  DNS: { label: 'Subject Alternative Name: DNS', oids: [], sanKinds: ['dns'] },
  IP4: { label: 'Subject Alternative Name: IPv4', oids: [], sanKinds: ['ip4'] },
  IP6: { label: 'Subject Alternative Name: IPv6', oids: [], sanKinds: ['ip6'] },
  MAIL: { label: 'Subject Alternative Name: Email', oids: [], sanKinds: ['rfc822'] },
  UPN: { label: 'Subject Alternative Name: UPN', oids: [], sanKinds: ['ms_ntprincipalname'] },
};

/** Values a rule is asked about. A subject part that is not there is asked as ''; SAN parts only where there are some. */
function valuesOf(part: Part, subject: readonly Rdn[], sans: readonly OrderedSan[]): string[] {
  if (part.sanKinds.length > 0) return sans.filter((san) => part.sanKinds.includes(san.kind)).map((san) => san.value);
  const values = subject.flat().flatMap((attribute) => (part.oids.includes(attribute.oid) ? [attribute.value] : []));
  return values.length > 0 ? values : [''];
}

/** Refuses a subject or SAN that a regex does not match: "Common Name: " and then the rule's own words. */
export function checkRegexes(regexes: readonly RegexRow[], subject: readonly Rdn[], sans: readonly OrderedSan[]): void {
  for (const rule of regexes) {
    const part = parts[rule.SubjectPart.toUpperCase()];
    if (part === undefined || rule.Regex === '') continue;
    const refused = valuesOf(part, subject, sans).find((value) => !accepts(rule.Regex, value, rule.CaseSensitive));
    if (refused === undefined) continue;
    const words = rule.Error === '' ? `'${refused}' does not match the required format.` : rule.Error;
    throw invalid(`${part.label}: ${words}`);
  }
}

/** Refuses a wildcard in the common name or a DNS name where policy forbids it. */
export function checkWildcards(
  target: Pick<EnrollTarget, 'effective'>,
  commonName: string,
  sans: readonly OrderedSan[],
): void {
  if (target.effective.AllowWildcards) return;
  const names = [commonName, ...sans.filter((san) => san.kind === 'dns').map((san) => san.value)];
  const wildcard = names.find((name) => name.includes('*'));
  if (wildcard !== undefined) throw invalid(`Wildcards are not allowed by the template policy: '${wildcard}'.`);
}

/** RFC 2818: at least one DNS name; the server adds the common name as one where none matches it. */
export function withRfcName(
  target: Pick<EnrollTarget, 'effective'>,
  commonName: string,
  sans: readonly OrderedSan[],
): OrderedSan[] {
  if (!target.effective.RFCEnforcement) return [...sans];
  const dns = sans.filter((san) => san.kind === 'dns');
  if (commonName === '') {
    if (dns.length === 0) throw invalid('At least one DNS SAN must be provided to comply with RFC 2818.');
    return [...sans];
  }
  if (dns.some((san) => san.value.toLowerCase() === commonName.toLowerCase())) return [...sans];
  return [{ kind: 'dns', value: commonName, raw: null }, ...sans];
}

/** Enrollment fields are mandatory, every one of them; a choice must be one of its options. */
export function checkFields(target: EnrollTarget, given: Record<string, string>): void {
  for (const field of target.rules?.fields ?? []) {
    const entry = Object.entries(given).find(([name]) => name.toLowerCase() === field.Name.toLowerCase());
    const value = entry?.[1] ?? '';
    if (value === '') throw invalid(`The enrollment field '${field.Name}' is required.`);
    if (field.DataType === 2 && !field.Options.includes(value)) {
      throw invalid(`'${value}' is not a valid option for the enrollment field '${field.Name}'.`);
    }
  }
}

/** The owner role of the new certificate: one of id and name, a role of the caller, present where policy wants one. */
export function ownerOf(
  world: World,
  user: User,
  target: EnrollTarget,
  request: CommonRequest,
): { id: number | null; name: string | null } {
  if (!world.profile.ownerRole) return { id: null, name: null };
  const { ownerRoleId, ownerRoleName } = request;
  const byName = ownerRoleName !== null && ownerRoleName !== '';
  if (ownerRoleId !== null && byName) throw invalid('Only one of OwnerRoleId and OwnerRoleName may be provided.');
  if (ownerRoleId === null && !byName) {
    // 1 is "required" by analogy with metadata fields; the vendor does not print the labels.
    if (target.effective.CertificateOwnerRole === 1) throw invalid('A certificate owner role is required.');
    const fallback = target.effective.DefaultCertificateOwnerRoleId;
    const role = fallback === null ? undefined : world.roles.get(fallback);
    return { id: role?.Id ?? null, name: role?.Name ?? null };
  }
  const role = world.roles.all().find((row) => (byName ? row.Name === ownerRoleName : row.Id === ownerRoleId));
  const what = byName ? ownerRoleName : String(ownerRoleId);
  if (role === undefined) throw invalid(`Security role '${what}' does not exist.`);
  if (!rolesOf(world, user).includes(role)) throw invalid(`You do not hold the security role '${role.Name}'.`);
  return { id: role.Id, name: role.Name };
}
