import { queryOptions } from '@tanstack/react-query';
import { call, productVersion } from './client.ts';
import { ApiError } from './errors.ts';
import { session } from './session.ts';
import { readCaseless } from './wire.ts';

/** What this server can do. Screens ask this, never which version it is. */
export interface Abilities {
  /** Rules live on enrollment patterns (25.1 and later), not on templates. */
  enrollmentPatterns: boolean;
  /** PFX enrollment version 2: stores inside the request, delivery after an approval. */
  pfxVersion2: boolean;
  /** The requester may choose key type and size. */
  keyChoice: boolean;
  /** A certificate can belong to a security role. */
  ownerRole: boolean;
  /** The subject line above PEM blocks can be left out. */
  subjectHeader: boolean;
  /** The server tells the caller's own roles and permissions. */
  ownPermissions: boolean;
  /** Application settings can be read. */
  appSettings: boolean;
  /** The list of security roles has a version 2, which holds the roles of every identity provider. */
  rolesVersion2: boolean;
  /** PFX enrollment also answers PEM and JKS files, not only PFX and ZIP. */
  moreFileFormats: boolean;
  /** PFX enrollment takes the format REPLACE, for a certificate that shall take the places of another. */
  replaceFormat: boolean;
  /** A PFX can name the cryptographic service provider that imports its key. */
  targetProvider: boolean;
  /** The private key of a CSR can be handed in for retention. */
  csrPrivateKey: boolean;
  /** A CSR enrollment can name the certificate that it renews, and the extension of the file. */
  csrRenewal: boolean;
  /** Enrollments run in workflows whose instances can be looked at. */
  workflows: boolean;
}

export interface ServerInfo {
  version: string | null;
  /** Where the version comes from, in words. */
  versionSource: string;
  abilities: Abilities;
  /** What the caller may call as the server lists it, or null when it does not list. */
  endpoints: readonly string[] | null;
}

/** Why the server refused an act: the permission that it named in its own spelling, or else its words. */
export interface Refusal {
  permission: string | null;
  words: string | null;
}

export interface Me {
  name: string | null;
  roles: readonly string[] | null;
  permissions: readonly string[] | null;
  /** As "Area: Permission", those that end at one collection or container; null or left out where that is not told. */
  granular?: readonly string[] | null;
  /** What the caller may call as the server listed it last, or null when it does not list. */
  endpoints?: readonly string[] | null;
  /** What the server refused although the rest looked as if it were allowed, by act; forgotten when this is read again. */
  refused?: Readonly<Record<string, Refusal>>;
  /** Acts, kept as those that were refused, that what is told does not speak against: somebody chose to try, or they were done. */
  tried?: readonly string[];
  /** Where roles and permissions come from, or why they are not known, in words. */
  source: string;
}

/** Version and abilities of the server; asked once per page load. */
export const serverQuery = () =>
  queryOptions({
    queryKey: ['server'],
    queryFn: ({ signal }) => detectServer(signal),
    staleTime: Infinity,
    retry: false,
  });

/** Name, roles and permissions of the caller, as far as the server tells. */
export const meQuery = () =>
  queryOptions({
    queryKey: ['me'],
    queryFn: async ({ client, signal, queryKey }): Promise<Me> => {
      const server = await client.ensureQueryData(serverQuery());
      // Read again because rights may have changed: then the list that came with the server is old, too.
      const again = client.getQueryData(queryKey) !== undefined;
      const endpoints = again ? endpointTexts(await listEndpoints(signal)) : server.endpoints;
      // Whatever asks there what may be called must not go by the old one.
      if (again && endpoints) client.setQueryData(serverQuery().queryKey, (known) => known && { ...known, endpoints });
      const me = await readMe({ ...server, endpoints }, signal);
      // What the same person tries goes on; it may have been chosen while this was read.
      const before = client.getQueryData<Me>(queryKey);
      return { ...me, endpoints, ...(before?.tried && before.name === me.name && { tried: before.tried }) };
    },
    staleTime: 300_000,
    retry: false,
  });

/**
 * Asks the server whether it accepts the present sign-in. The session then knows; throws what `call` throws, except
 * that an answer other than 401 means yes.
 */
export async function checkSignIn(): Promise<void> {
  const attempt = session.attempt();
  try {
    await call('/Status/Endpoints');
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'http' && [400, 403, 404, 405, 501].includes(error.status ?? 0)) {
      session.accepted(attempt);
      return;
    }
    throw error;
  }
}

/** Finds version and abilities: endpoint list, version header, license, component list, and probing as the last resort. */
export async function detectServer(signal?: AbortSignal): Promise<ServerInfo> {
  const endpoints = endpointTexts(await listEndpoints(signal));
  const { version, versionSource } = await detectVersion(endpoints, signal);
  const enrollmentPatterns = await detectPatterns(endpoints, version, signal);
  return { version, versionSource, endpoints, abilities: abilitiesOf(endpoints, version, enrollmentPatterns) };
}

/**
 * Abilities by version (vendor documentation, release notes); without a version, by what the endpoint list shows: it
 * names only what the caller may use, so that a missing line proves nothing where a version is known.
 */
export function abilitiesOf(
  endpoints: readonly string[] | null,
  version: string | null,
  enrollmentPatterns: boolean,
): Abilities {
  const signs = enrollmentPatterns || lists(endpoints, 'PermissionSets') || lists(endpoints, 'AppSetting');
  const since = (major: number, minor: number, sign: boolean) =>
    version === null ? sign : isAtLeast(version, major, minor);
  return {
    enrollmentPatterns,
    pfxVersion2: since(10, 3, signs || lists(endpoints, 'Security/My')),
    keyChoice: since(12, 0, signs),
    ownerRole: since(12, 0, signs),
    subjectHeader: since(12, 0, signs),
    ownPermissions: lists(endpoints, 'Security/My') || since(11, 0, signs),
    appSettings: lists(endpoints, 'AppSetting') || since(24, 0, enrollmentPatterns),
    rolesVersion2: since(11, 0, signs || lists(endpoints, 'Security/My')),
    moreFileFormats: since(12, 0, signs),
    replaceFormat: since(12, 0, signs),
    targetProvider: since(24, 0, signs),
    csrPrivateKey: since(12, 0, signs),
    // 25.1 lacks it, the OpenAPI of late 25.x has it; which release between them brought it is not published.
    csrRenewal: since(25, 4, enrollmentPatterns),
    workflows: since(11, 0, signs || lists(endpoints, 'Workflow/Instances')),
  };
}

/** True when a version such as `25.4.1` is the given one or later. */
export function isAtLeast(version: string, major: number, minor: number): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

/** Roles and permissions of the caller, asked only where this server has the endpoints. */
export async function readMe(server: ServerInfo, signal?: AbortSignal): Promise<Me> {
  const userName = session.snapshot().userName;
  if (!server.abilities.ownPermissions) {
    return { name: userName, roles: null, permissions: null, source: 'This version of the server does not tell.' };
  }
  // Everybody may call it, so that a missing line means that this server lacks it.
  const skipPaths = leavesOut(server.endpoints, 'Security/My/Permissions');
  const paths = skipPaths ? refusedGet(404) : await tryGet('/Security/My/Permissions', signal);
  const mine = await tryGet('/Security/My', signal);
  const permissions = texts(readCaseless(paths.body, 'Permissions'));
  const global = readCaseless(mine.body, 'GlobalPermissions');
  const pairs = areasAndPermissions(global);
  const name = readCaseless(mine.body, 'Name') ?? readCaseless(mine.body, 'UserName');
  const refused =
    mine.status === 403 ? 'The server refused to tell (403).' : `The server does not tell (${mine.status}).`;
  const source = permissions === null ? (pairs === null ? refused : 'Security/My') : 'Security/My/Permissions';
  return {
    name: typeof name === 'string' && name !== '' ? name : userName,
    roles: texts(readCaseless(mine.body, 'Roles')),
    permissions: permissions ?? pairs,
    granular: areasAndPermissions(readCaseless(mine.body, 'GranularPermissions')),
    source,
  };
}

interface Got {
  status: number;
  /** Undefined when the server refused. */
  body: unknown;
}

const refusedGet = (status: number): Got => ({ status, body: undefined });

/** A GET whose refusal is an answer, too. Throws when signing in is needed or the server gave no usable answer. */
async function tryGet(path: string, signal: AbortSignal | undefined, query?: Record<string, number>): Promise<Got> {
  try {
    const answer = await call(path, { ...(signal && { signal }), ...(query && { query }) });
    return { status: answer.status, body: answer.body };
  } catch (error) {
    const status = error instanceof ApiError && error.kind === 'http' ? error.status : null;
    if (status === null || status === 401 || (status >= 500 && status !== 501)) throw error;
    return refusedGet(status);
  }
}

/** The endpoint list; a fault of this one call is no reason to do without a version that came with it. */
async function listEndpoints(signal: AbortSignal | undefined): Promise<Got> {
  try {
    return await tryGet('/Status/Endpoints', signal);
  } catch (error) {
    if (error instanceof ApiError && error.status === 500 && productVersion() !== null) return refusedGet(500);
    throw error;
  }
}

async function detectVersion(
  endpoints: readonly string[] | null,
  signal: AbortSignal | undefined,
): Promise<{ version: string | null; versionSource: string }> {
  const header = productVersion();
  if (header !== null) return { version: header, versionSource: 'Product version on the server’s answers' };
  const getListed = async (path: string) => (leavesOut(endpoints, path) ? refusedGet(403) : tryGet(path, signal));
  const license = versionText(readCaseless((await getListed('/License')).body, 'KeyfactorVersion'));
  if (license !== null) return { version: license, versionSource: 'License' };
  const components = (await getListed('/ComponentInstallation')).body;
  const versions = (Array.isArray(components) ? components : []).map((each) =>
    versionText(readCaseless(each, 'Version')),
  );
  const newest = versions
    .filter((each) => each !== null)
    .toSorted(byVersion)
    .at(-1);
  if (newest !== undefined) return { version: newest, versionSource: 'Component installation' };
  return { version: null, versionSource: 'The server does not tell its version; its abilities were found by asking' };
}

async function detectPatterns(
  endpoints: readonly string[] | null,
  version: string | null,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (lists(endpoints, 'EnrollmentPatterns')) return true;
  if (version !== null) return isAtLeast(version, 25, 1);
  // Everybody may call Security/My, which is there since 11: a list without it is an older server's.
  if (leavesOut(endpoints, 'Security/My')) return false;
  const { status } = await tryGet('/EnrollmentPatterns', signal, { ReturnLimit: 1 });
  return status === 200 || status === 403;
}

function endpointTexts(got: Got): readonly string[] | null {
  if (!Array.isArray(got.body)) return null;
  return got.body.map((each: unknown) => (typeof each === 'string' ? each : JSON.stringify(each)));
}

function lists(endpoints: readonly string[] | null, path: string): boolean {
  // The format of an item is not documented, hence any text that holds the path.
  return endpoints?.some((each) => each.toLowerCase().includes(path.toLowerCase())) ?? false;
}

/** True when the list is readable, for it shows the call that gave it, and a path is not in it. */
export function leavesOut(endpoints: readonly string[] | null, path: string): boolean {
  return lists(endpoints, 'Status/Endpoints') && !lists(endpoints, path);
}

function texts(value: unknown): string[] | null {
  return rowsOf(value, (each) => (typeof each === 'string' ? each : null));
}

/** The rows that can be read; null where there are rows and none can be: that is not the same as having none. */
function rowsOf(value: unknown, read: (row: unknown) => string | null): string[] | null {
  if (!Array.isArray(value)) return null;
  const found = value.map(read).filter((each) => each !== null);
  return found.length === 0 && value.length > 0 ? null : found;
}

const areasAndPermissions = (value: unknown): string[] | null => rowsOf(value, areaAndPermission);

function areaAndPermission(value: unknown): string | null {
  const area = readCaseless(value, 'Area');
  const permission = readCaseless(value, 'Permission');
  return typeof area === 'string' && typeof permission === 'string' ? `${area}: ${permission}` : null;
}

function versionText(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const found = value.split('+')[0]?.trim() ?? '';
  return /^\d+(?:\.\d+)*/.test(found) ? found : null;
}

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
