import type { AuthorityRow } from './companyRows.ts';
import { patternsOf } from './effective.ts';
import { rolesOf } from './permissions.ts';
import type { EnrollmentRules, PatternRow, TemplateRow } from './templateRows.ts';
import type { User } from './users.ts';
import type { World } from './world.ts';

/** AllowedEnrollmentTypes bits. */
export const enrollBits = { pfx: 1, csr: 2, csrGeneration: 4 } as const;

/** May this person enroll under these rules? With AD permissions: anybody who has a security role (a guess). */
export function permitted(world: World, user: User, rules: EnrollmentRules): boolean {
  const roles = rolesOf(world, user);
  return rules.useAd ? roles.length > 0 : roles.some((role) => rules.roleIds.includes(role.Id));
}

/** The patterns of a template that this person may use for this kind of enrollment; none up to 24.x. */
export function usablePatterns(world: World, user: User, template: TemplateRow, bit: number): PatternRow[] {
  return patternsOf(world, template.Id).filter(
    (p) => (p.rules.allowedEnrollmentTypes & bit) !== 0 && permitted(world, user, p.rules),
  );
}

/**
 * A Microsoft template whose requests a CA manager must approve cannot be used while no key is retained
 * (vendor documentation, PUT Templates).
 */
export function blockedByApproval(template: TemplateRow): boolean {
  return template.RequiresApproval && template.KeyRetention === 'None';
}

/** May this person enroll with this template at all, by some pattern (25.x) or by its own rules (up to 24.x)? */
export function mayUseTemplate(world: World, user: User, template: TemplateRow, bit: number): boolean {
  if (blockedByApproval(template)) return false;
  if (world.profile.patterns) return usablePatterns(world, user, template, bit).length > 0;
  return (template.rules.allowedEnrollmentTypes & bit) !== 0 && permitted(world, user, template.rules);
}

/** May this person deal with the CA, by its own list of requesters? */
export function mayUseAuthority(world: World, user: User, authority: AuthorityRow): boolean {
  if (!authority.UseAllowedRequesters) return true;
  return rolesOf(world, user).some((role) => authority.AllowedRequesters.includes(role.Name));
}

/**
 * The CAs that can issue this template for this person: same configuration tenant, enabled for enrollment, and within
 * the pattern's list where the pattern restricts CAs. Up to 24.x the CA's own enrollment types and requesters count too.
 */
export function eligibleAuthorities(
  world: World,
  user: User,
  template: TemplateRow,
  pattern: PatternRow | null,
  bit: number,
): AuthorityRow[] {
  return world.authorities.all().filter((ca) => {
    if (ca.Standalone || ca.ConfigurationTenant !== template.ConfigurationTenant) return false;
    if (pattern?.restrictCas === true && !pattern.authorityIds.includes(ca.Id)) return false;
    if (world.profile.patterns) return ca.UseForEnrollment;
    return (ca.AllowedEnrollmentTypes & bit) !== 0 && mayUseAuthority(world, user, ca);
  });
}

/** The standalone CAs (no templates) that this person may use for this kind of enrollment. */
export function standaloneAuthorities(world: World, user: User, bit: number): AuthorityRow[] {
  return world.authorities
    .all()
    .filter((ca) => ca.Standalone && (ca.AllowedEnrollmentTypes & bit) !== 0 && mayUseAuthority(world, user, ca));
}
