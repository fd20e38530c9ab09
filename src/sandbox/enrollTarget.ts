import { authorityName, type AuthorityRow } from './companyRows.ts';
import { effectiveRules, patternsOf, type EffectiveRules } from './effective.ts';
import { blockedByApproval, eligibleAuthorities, permitted, standaloneAuthorities } from './eligibility.ts';
import type { CommonRequest } from './enrollRequest.ts';
import { invalid } from './http.ts';
import type { EnrollmentRules, PatternRow, TemplateRow } from './templateRows.ts';
import type { User } from './users.ts';
import type { World } from './world.ts';

/** What a request is judged against and who will issue it. */
export interface EnrollTarget {
  template: TemplateRow | null;
  pattern: PatternRow | null;
  /** Null for a standalone CA: system-wide rules only. */
  rules: EnrollmentRules | null;
  effective: EffectiveRules;
  authority: AuthorityRow;
}

type Selector = Pick<CommonRequest, 'template' | 'patternId'>;

/** A CA by "host\logical" or by logical name alone, whatever the letter case. */
function named(authorities: readonly AuthorityRow[], name: string): AuthorityRow | undefined {
  const wanted = name.toLowerCase();
  return (
    authorities.find((ca) => authorityName(ca).toLowerCase() === wanted) ??
    authorities.find((ca) => ca.LogicalName.toLowerCase() === wanted)
  );
}

function templateNamed(world: World, name: string): TemplateRow {
  const wanted = name.toLowerCase();
  const template = world.templates.all().find((row) => row.CommonName.toLowerCase() === wanted);
  if (template === undefined) throw invalid(`Template '${name}' does not exist.`);
  return template;
}

/** Pattern and template must belong together; a template alone means its default pattern (vendor documentation). */
function patternFor(world: World, request: Selector): { template: TemplateRow; pattern: PatternRow } {
  if (request.patternId !== null) {
    const pattern = world.patterns.get(request.patternId);
    const template = pattern === undefined ? undefined : world.templates.get(pattern.templateId);
    if (pattern === undefined || template === undefined) {
      throw invalid(`Enrollment pattern with id '${request.patternId}' does not exist.`);
    }
    if (request.template !== '' && request.template.toLowerCase() !== template.CommonName.toLowerCase()) {
      throw invalid(
        `Template '${request.template}' does not match the template of enrollment pattern '${pattern.Name}'.`,
      );
    }
    return { template, pattern };
  }
  const template = templateNamed(world, request.template);
  const pattern = patternsOf(world, template.Id).find((row) => row.templateDefault);
  if (pattern === undefined) {
    throw invalid(
      `Template '${template.CommonName}' has no default enrollment pattern and cannot be used for enrollment.`,
    );
  }
  return { template, pattern };
}

const kindNames: Record<number, string> = { 1: 'PFX enrollment', 2: 'CSR enrollment', 4: 'CSR generation' };

function checkAllowed(world: World, user: User, what: string, rules: EnrollmentRules, bit: number): void {
  if ((rules.allowedEnrollmentTypes & bit) === 0) {
    throw invalid(`${what} is not configured for ${kindNames[bit] ?? 'this'}.`);
  }
  if (!permitted(world, user, rules)) throw invalid(`${user.login} is not allowed to enroll with ${what}.`);
}

/** The CA that was named, if it may issue this; or one of those that may, picked at random as the server does. */
function pickAuthority(world: World, eligible: readonly AuthorityRow[], name: string): AuthorityRow {
  if (name !== '') {
    if (named(world.authorities.all(), name) === undefined) {
      throw invalid(`Certificate Authority '${name}' does not exist.`);
    }
    const authority = named(eligible, name);
    if (authority === undefined) {
      throw invalid(
        `Certificate Authority '${name}' is not available for the requested template or enrollment pattern.`,
      );
    }
    return authority;
  }
  const authority = eligible[Math.floor(world.random() * eligible.length)];
  if (authority === undefined) throw invalid('No Certificate Authority is available for this request.');
  return authority;
}

function standaloneTarget(world: World, user: User, name: string, bit: number): EnrollTarget {
  const known = named(world.authorities.all(), name);
  if (known !== undefined && !known.Standalone) {
    throw invalid(
      world.profile.patterns
        ? 'Either an enrollment pattern or a template must be provided.'
        : 'A template must be provided unless the Certificate Authority is standalone.',
    );
  }
  if (name === '') throw invalid('A template and a Certificate Authority must be provided.');
  const authority = pickAuthority(world, standaloneAuthorities(world, user, bit), name);
  const effective = effectiveRules(world, null);
  effective.RFCEnforcement = authority.RFCEnforcement;
  return { template: null, pattern: null, rules: null, effective, authority };
}

/**
 * Template, pattern and rules that a request names, or a refusal where they do not take this kind of enrollment from this
 * person. Null: it names neither. `bit`: see `enrollBits`.
 */
export function namedRules(
  world: World,
  user: User,
  request: Selector,
  bit: number,
): { template: TemplateRow; pattern: PatternRow | null; rules: EnrollmentRules } | null {
  const byPattern = world.profile.patterns && request.patternId !== null;
  if (!byPattern && request.template === '') return null;
  const { template, pattern } = world.profile.patterns
    ? patternFor(world, request)
    : { template: templateNamed(world, request.template), pattern: null };
  const rules = pattern?.rules ?? template.rules;
  const what = pattern === null ? `Template '${template.CommonName}'` : `Enrollment pattern '${pattern.Name}'`;
  checkAllowed(world, user, what, rules, bit);
  return { template, pattern, rules };
}

/** Finds template, pattern, rules and CA of a request, or refuses it. `bit`: 1 PFX, 2 CSR. */
export function enrollTarget(world: World, user: User, request: CommonRequest, bit: number): EnrollTarget {
  const found = namedRules(world, user, request, bit);
  if (found === null) return standaloneTarget(world, user, request.authority, bit);
  const { template, pattern, rules } = found;
  if (blockedByApproval(template)) {
    throw invalid(`Template '${template.CommonName}' requires approval but has no private key retention configured.`);
  }
  const eligible = eligibleAuthorities(world, user, template, pattern, bit);
  const authority = pickAuthority(world, eligible, request.authority);
  return { template, pattern, rules, effective: effectiveRules(world, rules), authority };
}
