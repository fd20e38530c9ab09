import type { QueryClient } from '@tanstack/react-query';
import { ApiError } from './errors.ts';
import { meQuery, type Me } from './server.ts';

/** A right by its path since 11, and as version 10 names it (vendor documentation, security permissions). */
export interface Right {
  path: string;
  /** Empty where version 10 has no such right: then names tell nothing about it. */
  v10: string;
  /** Where the spelling of the path is UNCONFIRMED: whatever is held below or above this counts. */
  below?: string;
  /** The first part of the paths that the right lets one write to, for servers that tell no name for it. */
  writes?: string;
}

const rights = {
  /** Templates, their import, and before 25.1 the system-wide rules. */
  templates: { path: '/certificate_templates/modify/', v10: 'PkiManagement: Modify' },
  /** Enrollment patterns, and since 25.1 the system-wide rules. */
  patterns: { path: '/enrollment_pattern/modify/', v10: '', writes: 'EnrollmentPatterns' },
  enrollPfx: { path: '/certificates/enrollment/pfx/', v10: 'CertificateEnrollment: EnrollPFX' },
  enrollCsr: { path: '/certificates/enrollment/csr/', v10: 'CertificateEnrollment: EnrollCSR' },
  /** The path as documentation of 12.x spells it. */
  csrGeneration: {
    path: '/certificates/enrollment/csr/generation/',
    v10: 'CertificateEnrollment: CsrGeneration',
    below: '/certificates/enrollment/csr',
  },
  /** To see, fetch and delete the requests that Command made. */
  pendingCsrs: { path: '/certificates/requests/manage/', v10: 'CertificateEnrollment: PendingCsr' },
  /** To approve and deny what waits at a CA; steps of workflows ask for a role instead. */
  decideAtCa: { path: '/certificates/requests/manage/', v10: 'WorkflowManagement: Participate' },
} as const satisfies Record<string, Right>;

/** What one right lets people do. */
export type Act = keyof typeof rights;

/** Whether rights are told as paths. Names of version 10 are told by `Security/My` of all versions. */
export const toldAsPaths = (permissions: readonly string[]): boolean =>
  permissions.some((held) => held.startsWith('/'));

/** A held path as far as it can be compared: with its slash at the end. */
export const heldPath = (held: string): string => (held.endsWith('/') ? held : `${held}/`);

/**
 * Whether the endpoints that the server lists for the caller hold none that writes below this path. The format of the list
 * is UNCONFIRMED, so one without methods proves nothing.
 */
function listsNoWrite(endpoints: readonly string[] | null | undefined, part: string): boolean {
  if (!endpoints?.some((each) => /\bGET\b/i.test(each))) return false;
  const inAnyCase = part.toLowerCase();
  return !endpoints.some((each) => each.toLowerCase().includes(inAnyCase) && /\b(?:POST|PUT|DELETE)\b/i.test(each));
}

/** Whether it is certain that a right is not held, by all that the server tells about the caller. */
function isLacked({ permissions, endpoints }: Me, { path, v10, below = path, writes }: Right): boolean {
  if (!permissions) return false;
  if (toldAsPaths(permissions)) {
    return !permissions.some((held) => below.startsWith(heldPath(held)) || heldPath(held).startsWith(below));
  }
  if (v10 !== '') return !permissions.includes(v10);
  return writes !== undefined && listsNoWrite(endpoints, writes);
}

/**
 * The permission that the caller lacks for an act, as the server spells it: one that it named when it refused the act, or
 * one that is missing in what it tells. Undefined where it is held or nothing is certain.
 */
export function lackedRight(me: Me | undefined, act: Act): string | undefined {
  if (!me) return undefined;
  const right: Right = rights[act];
  const named = me.refused?.[act]?.permission;
  if (named) return named;
  if (!isLacked(me, right)) return undefined;
  return toldAsPaths(me.permissions ?? []) ? right.path : right.v10 || right.path;
}

/** Why the caller may not act, as a disabled button says it; undefined where nothing is certain. */
export function whyNot(me: Me | undefined, act: Act): string | undefined {
  const lacked = lackedRight(me, act);
  if (lacked !== undefined) return `You lack the permission ${lacked}`;
  const refused = me?.refused?.[act];
  return refused && `The server refused this${refused.words === null ? '' : `: ${refused.words}`}`;
}

/** The `meta` of a mutation that takes the right for this act: what the server makes of it corrects what was guessed. */
export const takes = (act: Act): { act: Act } => ({ act });

/**
 * Has what is known of the caller follow the server's answer to an act (`meta` of a mutation): a 403 turns the act off
 * until the rights are read again, any success turns it on.
 */
export function followAnswer(client: QueryClient, act: unknown, error: unknown): void {
  const { queryKey } = meQuery();
  const me = client.getQueryData(queryKey);
  if (typeof act !== 'string' || !me) return;
  const { [act]: before, ...others } = me.refused ?? {};
  if (error instanceof ApiError && error.status === 403) {
    const refusal = { permission: error.missingPermission, words: error.serverWords };
    client.setQueryData(queryKey, { ...me, refused: { ...others, [act]: refusal } });
  } else if (error === null && before !== undefined) client.setQueryData(queryKey, { ...me, refused: others });
}
