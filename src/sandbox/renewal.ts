import { requireReadable } from './certificateRights.ts';
import { eligibleAuthorities, enrollBits, mayUseTemplate, standaloneAuthorities } from './eligibility.ts';
import { defaultPattern } from './effective.ts';
import { invalid, type Call } from './http.ts';
import type { AuthorityRow } from './companyRows.ts';
import type { IssueOrder } from './issuing.ts';
import { settle } from './orchestrator.ts';
import { undecided } from './pending.ts';
import type { RequestRow } from './requestRows.ts';
import type { CertificateRow } from './storeRows.ts';
import type { PatternRow, TemplateRow } from './templateRows.ts';
import type { World } from './world.ts';

/** How a certificate can be renewed: AvailableRenewalType and its Message (vendor documentation, AvailableRenewal). */
export interface Renewability {
  /** 0 not at all, 1 by a PFX enrollment filled in from it, 2 also with one click. */
  type: 0 | 1 | 2;
  message: string;
}

/** What issued a certificate; null where the server does not know it (any more). */
export interface Origin {
  template: TemplateRow | null;
  pattern: PatternRow | null;
  authority: AuthorityRow | null;
}

/**
 * Template, pattern and CA of a certificate. A pattern that is gone, or of a template that moved, gives way to the default
 * pattern of the template (vendor documentation, DELETE Enrollment Patterns).
 */
export function originOf(world: World, row: CertificateRow): Origin {
  const template = row.templateId === null ? undefined : world.templates.get(row.templateId);
  const own = row.patternId === null ? undefined : world.patterns.get(row.patternId);
  const fallback = template === undefined ? undefined : defaultPattern(world, template.Id);
  const pattern = own !== undefined && own.templateId === template?.Id ? own : fallback;
  return {
    template: template ?? null,
    pattern: (world.profile.patterns ? pattern : undefined) ?? null,
    authority: world.authorities.get(row.authorityId) ?? null,
  };
}

/** Why a certificate cannot be renewed with one click, in words, or null. Since 24.4 CA and template must both allow it. */
function whyNotOneClick(call: Call, origin: Origin): string | null {
  const { world, user } = call;
  const { template, pattern, authority } = origin;
  if (template === null || authority === null) return 'The template of the certificate is not known.';
  if (world.profile.major >= 24) {
    if (!authority.AllowOneClickRenewals) {
      return `The Certificate Authority '${authority.LogicalName}' does not allow one-click renewals.`;
    }
    if (!template.AllowOneClickRenewals) {
      return `The template '${template.CommonName}' does not allow one-click renewals.`;
    }
  }
  if (!mayUseTemplate(world, user, template, enrollBits.pfx)) {
    return `${user.login} is not allowed to enroll with template '${template.CommonName}'.`;
  }
  if (!eligibleAuthorities(world, user, template, pattern, enrollBits.pfx).includes(authority)) {
    return `The Certificate Authority '${authority.LogicalName}' is not available for the template.`;
  }
  const asksFields = (pattern?.rules ?? template.rules).fields.length > 0;
  return asksFields ? 'The template asks for enrollment fields.' : null;
}

/**
 * How this person can renew a certificate. CA certificates and revoked ones cannot be (a guess); without a template the CA
 * must be a standalone one that this person may use.
 */
export function renewabilityOf(call: Call, row: CertificateRow): Renewability {
  const { world, user } = call;
  if (row.state === 0) return { type: 0, message: 'The certificate was not enrolled through this server.' };
  if (row.state === 2) return { type: 0, message: 'The certificate is revoked.' };
  const origin = originOf(world, row);
  const standalone = origin.authority !== null && standaloneAuthorities(world, user, enrollBits.pfx);
  const reason = whyNotOneClick(call, origin);
  if (reason === null) return { type: 2, message: '' };
  if (origin.template !== null || (standalone !== false && standalone.some((ca) => ca === origin.authority))) {
    return { type: 1, message: `One-click renewal is not available. ${reason}` };
  }
  return { type: 0, message: `The certificate cannot be renewed. ${reason}` };
}

/** The request that renews this certificate and waits for the approval of a workflow. */
function waitingRenewal(world: World, certificateId: number): RequestRow | undefined {
  return world.requests.all().find((request) => {
    if (request.decidedBy !== 'workflow' || request.order === null || !undecided(request)) return false;
    return (JSON.parse(request.order) as IssueOrder).renewalOf === certificateId;
  });
}

/**
 * The certificate that an enrollment wants to renew: it must exist (0 is an error), the caller must be allowed to read it
 * (vendor documentation, POST Enrollment PFX and Renew), and no earlier renewal of it may be suspended in a workflow
 * (reported by client authors; status and words are a guess).
 */
export function checkRenewal(call: Call, id: number | null): void {
  if (id === null) return;
  settle(call.world);
  const row = call.world.certificates.get(id);
  if (id <= 0 || row === undefined) throw invalid(`Certificate with id '${id}' could not be found for renewal.`);
  requireReadable(call, row);
  const waiting = waitingRenewal(call.world, id);
  const workflow = call.world.workflows.get(waiting?.workflowId ?? '');
  if (waiting !== undefined) {
    throw invalid(
      `Certificate with id '${id}' cannot be renewed: an earlier renewal is suspended in workflow ${workflow?.referenceId ?? 0}.`,
    );
  }
}
