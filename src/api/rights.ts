import type { QueryClient } from '@tanstack/react-query';
import { noScope, type Scope } from '../domain/scope.ts';
import { ApiError } from './errors.ts';
import { meQuery, type Me } from './server.ts';

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
  /** Orchestrators, the history of their jobs, and the queue. */
  readJobs: { path: '/agents/management/read/', v10: 'AgentManagement: Read' },
  /** One container is enough, as for the jobs of stores. */
  readStores: { path: '/certificate_stores/read/', v10: 'CertificateStoreManagement: Read', heldFor: 'containers' },
  /** Jobs of stores. */
  deploy: { path: '/certificate_stores/schedule/', v10: 'CertificateStoreManagement: Schedule', heldFor: 'containers' },
} as const satisfies Record<string, Right>;

/** What one right lets people do. */
export type Act = keyof typeof rights;

const rightOf = (act: Act): Right => rights[act];
const acts = Object.keys(rights).filter((act): act is Act => Object.hasOwn(rights, act));

/** Whether rights are told as paths. Names of version 10 are told by `Security/My` of all versions. */
const toldAsPaths = (permissions: readonly string[]): boolean => permissions.some((held) => held.startsWith('/'));

/** The collection or container that a path below a right ends in (`…/revoke/7/`), or null for all of them. */
const partOf = (path: string): string | null => /\/(\d+)\/?$/.exec(path)?.[1] ?? null;

/** The container of a store that is in none: only the right on all stores covers it. */
export const noContainer = 0;

/**
 * Holding a path grants everything below it; one that ends in a collection or container grants that one only, and where no
 * container is asked about any of them will do.
 */
function grants(held: string, { path, below = path, heldFor }: Right, { collectionId, containerId }: Scope): boolean {
  if (held === '') return false;
  const whole = held.endsWith('/') ? held : `${held}/`;
  if (below.startsWith(whole)) return true;
  if (!whole.startsWith(below)) return false;
  const only = heldFor ? partOf(whole) : null;
  if (only === null) return true;
  return heldFor === 'containers'
    ? containerId === null || only === String(containerId)
    : only === String(collectionId);
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

/** Whether rights on single containers name this one (GET Security My since 25); the area of such a right is UNCONFIRMED. */
const namedForSome = ({ granular }: Me, { v10 }: Right): boolean | undefined =>
  granular?.some((held) => held.endsWith(v10.slice(v10.indexOf(':'))));

/** Whether a right is told for single containers: then a refusal may be about the others. */
function isHeldForSome(me: Me, act: Act): boolean {
  const right = rightOf(act);
  if (right.heldFor !== 'containers') return false;
  const isPart = (held: string) => held.startsWith(right.path) && partOf(held) !== null;
  return (me.permissions?.some(isPart) ?? false) || namedForSome(me, right) === true;
}

/** Whether names of version 10 leave a right out where they would tell it. */
function notNamed(me: Me, right: Right, { collectionId, containerId }: Scope): boolean {
  const { v10, writes, heldFor } = right;
  if (v10 === '') return writes !== undefined && listsNoWrite(me.endpoints, writes);
  if (me.permissions?.includes(v10)) return false;
  // Those on single collections are not told, nor on which containers those on single ones are.
  if (heldFor === 'collections') return collectionId === null;
  if (heldFor !== 'containers' || containerId === noContainer) return true;
  return containerId === null && namedForSome(me, right) === false;
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

/** Under what is kept what became of an act: in a collection or a container it says nothing of the others. */
function keyOf(act: Act, { collectionId, containerId }: Scope): string {
  return rightOf(act).heldFor ? `${act} ${collectionId ?? ''} ${containerId ?? ''}` : act;
}

/**
 * The permission that the caller lacks for an act in a part of the certificates or stores, as the server spells it: one that
 * it named when it refused the act, or one that is missing in what it tells and that nobody chose to try. Undefined where it
 * is held or nothing is known.
 */
export function lackedRight(me: Me | undefined, act: Act, scope: Scope = noScope): string | undefined {
  if (!me) return undefined;
  const named = me.refused?.[keyOf(act, scope)]?.permission;
  if (named) return named;
  const guess = guessed(me, rightOf(act), scope);
  // What is held everywhere is held in each part.
  const isTried = [scope, noScope].some((each) => me.tried?.includes(keyOf(act, each)));
  return isTried ? undefined : guess;
}

/** A right as the reason why something is off. */
export class RightReason {
  readonly words: string;
  /** What `tryWithout` takes, where only what the server tells of the caller speaks against the act; null: it was refused. */
  readonly tries: string | null;
  constructor(words: string, tries: string | null) {
    this.words = words;
    this.tries = tries;
  }
}

/** Why the caller may not act, as a disabled button says it; undefined where nothing is known. */
export function whyNot(me: Me | undefined, act: Act, scope: Scope = noScope): RightReason | undefined {
  const lacked = lackedRight(me, act, scope);
  const refusal = me?.refused?.[keyOf(act, scope)];
  const words = refusal?.words ? `: ${refusal.words}` : '';
  if (lacked === undefined) return refusal && new RightReason(`The server refused this${words}`, null);
  return new RightReason(`You lack the permission ${lacked}`, refusal ? null : keyOf(act, scope));
}

/** Has what the server tells of the caller count for nothing for an act (`RightReason.tries`), so that it is tried. */
export function tryWithout(client: QueryClient, act: string): void {
  client.setQueryData(meQuery().queryKey, (me) => me && { ...me, tried: [...(me.tried ?? []), act] });
}

/** The `meta` of a mutation or a read that takes a right: the server's answer corrects what was guessed of it. */
export type Taking = {
  act: Act;
  /** It takes other rights, too, or is refused for what it asks for: only a refusal that names the right speaks against it. */
  amongOthers?: true;
  /** Whether an answer that is no error shows that the right is held; left out: each does. */
  proves?(answer: unknown): boolean;
};

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: Taking;
    mutationMeta: Taking;
  }
}

/** `Taking` for an act. */
export const takes = (act: Act, more?: Omit<Taking, 'act'>): Taking => ({ act, ...more });

/** The part of the certificates that a mutation was about: its member `scope`, where it sent one. */
function scopeOf(sent: unknown): Scope {
  const scope = typeof sent === 'object' && sent !== null && 'scope' in sent ? sent.scope : null;
  const isScope = typeof scope === 'object' && scope !== null && 'collectionId' in scope && 'containerId' in scope;
  if (!isScope) return noScope;
  const { collectionId, containerId } = scope;
  const idOf = (id: unknown) => (typeof id === 'number' ? id : null);
  return { collectionId: idOf(collectionId), containerId: idOf(containerId) };
}

/** The acts behind a permission that a refusal names, by its path or as version 10 names it. */
const actsBehind = (named: string): readonly Act[] =>
  acts.filter((act) => {
    const { path, v10 } = rightOf(act);
    return named !== '' && [path, path.slice(0, -1), v10].includes(named);
  });

/** The acts that a refusal speaks against: what was asked for, or others whose permission it names. */
function refusedActs({ act, amongOthers }: Taking, named: string | null): readonly Act[] {
  const found = (named ?? '').split(',').flatMap((each) => actsBehind(each.trim()));
  return found.includes(act) || (found.length === 0 && !amongOthers) ? [act] : found;
}

/** What a call that takes a right was made with, and what came of it. */
interface Answered {
  error: unknown;
  answer?: unknown;
  sent?: unknown;
}

/**
 * Has what is known of the caller follow the server's answer to an act: a 403 turns that act off, or the one whose
 * permission it names, in its part of the certificates, until the rights are read again; any success turns it on.
 */
export function followAnswer(client: QueryClient, taking: Taking | undefined, { error, answer, sent }: Answered): void {
  const { queryKey } = meQuery();
  const me = client.getQueryData(queryKey);
  if (!taking || !me) return;
  // The containers of stores that a call was about are not known here.
  const scopeFor = (act: Act) => (rightOf(act).heldFor === 'collections' ? scopeOf(sent) : noScope);
  const keyFor = (act: Act) => keyOf(act, scopeFor(act));
  const { refused = {}, tried = [] } = me;
  if (error instanceof ApiError && error.status === 403) {
    const { missingPermission: permission, serverWords: words } = error;
    const keys = refusedActs(taking, permission)
      .filter((act) => !isHeldForSome(me, act))
      .map(keyFor);
    if (keys.length === 0) return;
    const off = Object.fromEntries(keys.map((key) => [key, { permission, words }]));
    const left = tried.filter((each) => !keys.includes(each));
    client.setQueryData(queryKey, { ...me, refused: { ...refused, ...off }, tried: left });
  } else if (error === null && (taking.proves?.(answer) ?? true)) {
    const { act } = taking;
    const key = keyFor(act);
    const { [key]: before, ...others } = refused;
    const wrong = !tried.includes(key) && guessed(me, rightOf(act), scopeFor(act)) !== undefined;
    if (before === undefined && !wrong) return;
    client.setQueryData(queryKey, { ...me, refused: others, tried: wrong ? [...tried, key] : tried });
  }
}
