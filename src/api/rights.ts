import type { QueryClient } from '@tanstack/react-query';
import { noScope, type Scope } from '../domain/scope.ts';
import { ApiError } from './errors.ts';
import { meQuery, type Me, type Refusal } from './server.ts';

/** A right by its path since 11, and as version 10 names it (vendor documentation, security permissions). */
interface Right {
  path: string;
  /** Empty where version 10 has no such right: then names tell nothing about it. */
  v10: string;
  /** Where the spelling of the path is UNCONFIRMED: whatever is held below or above this counts. */
  below?: string;
  /** The first part of the paths that the right lets one write to, for servers that tell no name for it. */
  writes?: string;
  /** It may be held for some collections of certificates or for some store containers only. */
  heldFor?: 'collections' | 'containers';
}

const collections = '/certificates/collections/';

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
  /** The exact path is UNCONFIRMED: anything below `private_key` counts. */
  recover: { path: `${collections}private_key/`, v10: 'Certificates: Recover', heldFor: 'collections' },
  revoke: { path: `${collections}revoke/`, v10: 'Certificates: Revoke', heldFor: 'collections' },
  metadata: { path: `${collections}metadata/modify/`, v10: 'Certificates: EditMetadata', heldFor: 'collections' },
  /** Certificates have an owner since 12 only. */
  owner: { path: `${collections}change_owner/`, v10: '', heldFor: 'collections' },
  /** The history of jobs, and their queue. */
  readJobs: { path: '/agents/management/read/', v10: 'AgentManagement: Read' },
  /** Jobs of stores. One container is enough, and which one is the store's affair. */
  deploy: { path: '/certificate_stores/schedule/', v10: 'CertificateStoreManagement: Schedule', heldFor: 'containers' },
} as const satisfies Record<string, Right>;

/** What one right lets people do. */
export type Act = keyof typeof rights;

const isAct = (act: unknown): act is Act => typeof act === 'string' && Object.hasOwn(rights, act);

/** Whether rights are told as paths. Names of version 10 are told by `Security/My` of all versions. */
const toldAsPaths = (permissions: readonly string[]): boolean => permissions.some((held) => held.startsWith('/'));

/** The collection that a path below a right ends in (`/certificates/collections/revoke/7/`), or null for all of them. */
const collectionOf = (path: string): string | null => /\/(\d+)\/?$/.exec(path)?.[1] ?? null;

/** Holding a path grants everything below it; one that ends in a collection grants that collection only. */
function grants(held: string, { path, below = path, heldFor }: Right, scope: Scope): boolean {
  if (held === '') return false;
  const whole = held.endsWith('/') ? held : `${held}/`;
  if (below.startsWith(whole)) return true;
  if (!whole.startsWith(below)) return false;
  const only = heldFor === 'collections' ? collectionOf(whole) : null;
  return only === null || only === String(scope.collectionId);
}

/**
 * Whether the endpoints that the server lists for the caller hold none that writes below this path. The format of the list
 * is UNCONFIRMED, so one without methods proves nothing.
 */
function listsNoWrite(endpoints: readonly string[] | null | undefined, part: string): boolean {
  if (!endpoints?.some((each) => /\bGET\b/i.test(each))) return false;
  const inAnyCase = part.toLowerCase();
  return !endpoints.some((each) => each.toLowerCase().includes(inAnyCase) && /\b(?:POST|PUT|DELETE)\b/i.test(each));
}

/** Whether names of version 10 leave a right out where they would tell it. */
function notNamed({ permissions, granular, endpoints }: Me, { v10, writes, heldFor }: Right, scope: Scope): boolean {
  if (v10 === '') return writes !== undefined && listsNoWrite(endpoints, writes);
  if (permissions?.includes(v10)) return false;
  // Those on single collections are not told.
  if (heldFor === 'collections') return scope.collectionId === null;
  // Those on single containers are since 25 (GET Security My); the area of such a right is UNCONFIRMED.
  return heldFor !== 'containers' || (granular?.every((held) => !held.endsWith(': Schedule')) ?? false);
}

/**
 * The permission that an act takes and that what the server tells of the caller leaves out, as it spells it. A guess: the
 * names of version 10 cannot express all that is held since 11. Where somebody has a role and no name at all is told, nothing
 * is guessed: so it is for an administrator who holds everything (recorded on 25.4, roles in version 1).
 */
function guessed(me: Me, right: Right, scope: Scope): string | undefined {
  const { permissions, granular, roles } = me;
  if (!permissions) return undefined;
  if (permissions.length + (granular?.length ?? 0) === 0 && roles?.length !== 0) return undefined;
  if (right.heldFor === 'collections' && scope.containerId !== null) return undefined;
  if (toldAsPaths(permissions)) {
    return permissions.some((held) => grants(held, right, scope)) ? undefined : right.path;
  }
  return notNamed(me, right, scope) ? right.v10 || right.path : undefined;
}

/** Under what a refusal is kept: one in a collection or a container says nothing of the others. */
function keyOf(act: Act, { collectionId, containerId }: Scope): string {
  const right: Right = rights[act];
  return right.heldFor === 'collections' ? `${act} ${collectionId ?? ''} ${containerId ?? ''}` : act;
}

/**
 * The permission that the caller lacks for an act in a part of the certificates, as the server spells it: one that it named
 * when it refused the act, or one that is missing in what it tells and that nobody chose to try. Undefined where it is held
 * or nothing is known.
 */
export function lackedRight(me: Me | undefined, act: Act, scope: Scope = noScope): string | undefined {
  if (!me) return undefined;
  const named = me.refused?.[keyOf(act, scope)]?.permission;
  if (named) return named;
  const guess = guessed(me, rights[act], scope);
  return guess === undefined || me.tried?.includes(guess) ? undefined : guess;
}

const lackWords = (permission: string): string => `You lack the permission ${permission}`;
const refusalWords = ({ permission, words }: Refusal): string =>
  permission ? lackWords(permission) : `The server refused this${words === null ? '' : `: ${words}`}`;

/** Why the caller may not act, as a disabled button says it; undefined where nothing is known. */
export function whyNot(me: Me | undefined, act: Act, scope: Scope = noScope): string | undefined {
  const lacked = lackedRight(me, act, scope);
  if (lacked !== undefined) return lackWords(lacked);
  const refused = me?.refused?.[keyOf(act, scope)];
  return refused && refusalWords(refused);
}

/** What a reason of `whyNot` rests on: an answer of the server, or a guess, with the permission that it takes for missing. */
export type Ground = { kind: 'refused' } | { kind: 'guessed'; permission: string };

/** What a reason rests on, by its words; undefined for one that is about no right. */
export function groundOf(me: Me | undefined, reason: string): Ground | undefined {
  if (Object.values(me?.refused ?? {}).some((refused) => refusalWords(refused) === reason)) return { kind: 'refused' };
  const spelled = Object.values(rights).flatMap(({ path, v10 }) => [path, v10]);
  const permission = spelled.find((each) => lackWords(each) === reason);
  return permission === undefined ? undefined : { kind: 'guessed', permission };
}

/** Has what the server tells of a permission count for nothing, so that the acts it stands before are tried. */
export function tryWithout(client: QueryClient, permission: string): void {
  client.setQueryData(meQuery().queryKey, (me) => me && { ...me, tried: [...(me.tried ?? []), permission] });
}

/** The `meta` of a mutation or a read that takes the right for this act: the server's answer corrects what was guessed. */
export const takes = (act: Act): { act: Act } => ({ act });

/** The part of the certificates that a mutation was about: its member `scope`, where it sent one. */
function scopeOf(sent: unknown): Scope {
  const scope = typeof sent === 'object' && sent !== null && 'scope' in sent ? sent.scope : null;
  const isScope = typeof scope === 'object' && scope !== null && 'collectionId' in scope && 'containerId' in scope;
  if (!isScope) return noScope;
  const { collectionId, containerId } = scope;
  const idOf = (id: unknown) => (typeof id === 'number' ? id : null);
  return { collectionId: idOf(collectionId), containerId: idOf(containerId) };
}

/**
 * Has what is known of the caller follow the server's answer to an act (`meta` of a mutation, and what it was called with):
 * a 403 turns the act off, in its part of the certificates, until the rights are read again; any success turns it on.
 */
export function followAnswer(client: QueryClient, act: unknown, error: unknown, sent?: unknown): void {
  const { queryKey } = meQuery();
  const me = client.getQueryData(queryKey);
  if (!isAct(act) || !me) return;
  const scope = scopeOf(sent);
  const { [keyOf(act, scope)]: before, ...others } = me.refused ?? {};
  const guess = guessed(me, rights[act], scope);
  const tried = me.tried ?? [];
  if (error instanceof ApiError && error.status === 403) {
    const refusal = { permission: error.missingPermission, words: error.serverWords };
    const refused = { ...others, [keyOf(act, scope)]: refusal };
    client.setQueryData(queryKey, { ...me, refused, tried: tried.filter((each) => each !== guess) });
  } else if (error === null) {
    const wrong = guess !== undefined && !tried.includes(guess);
    if (before === undefined && !wrong) return;
    client.setQueryData(queryKey, { ...me, refused: others, tried: wrong ? [...tried, guess] : tried });
  }
}
