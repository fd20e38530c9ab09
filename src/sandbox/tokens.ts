import { verifyJws, type PublicJwk } from './pki/crypto.ts';
import { now, type World } from './world.ts';

type Claims = Record<string, unknown>;

const isRecord = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The keys of each provider, asked again when a token names one that is not among them. */
const known = new Map<string, PublicJwk[]>();

async function getJson(address: string): Promise<unknown> {
  const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(5000) });
  return answer.ok ? ((await answer.json()) as unknown) : null;
}

/** The keys by OpenID Connect Discovery §4; none when the provider does not answer. */
async function keysOf(issuer: string): Promise<PublicJwk[]> {
  try {
    const about = await getJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    if (!isRecord(about) || about.issuer !== issuer || typeof about.jwks_uri !== 'string') return [];
    // The sandbox asks nobody but the provider that was named to it.
    if (new URL(about.jwks_uri).origin !== new URL(issuer).origin) return [];
    const set = await getJson(about.jwks_uri);
    return isRecord(set) && Array.isArray(set.keys) ? set.keys.filter(isRecord) : [];
  } catch {
    return [];
  }
}

async function keyOf(issuer: string, id: unknown): Promise<PublicJwk | undefined> {
  const find = () => known.get(issuer)?.find((key) => key.kid === id);
  const found = find();
  if (found !== undefined) return found;
  const keys = await keysOf(issuer);
  if (keys.length > 0) known.set(issuer, keys);
  return find();
}

function partOf(text: string | undefined): Claims | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8'));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** Stricter than a real server, which allows clocks some minutes, so that the end of a token shows at once. */
function isOfNow(claims: Claims, at: number): boolean {
  const { exp, nbf } = claims;
  if (typeof exp !== 'number' || exp * 1000 <= at) return false;
  return nbf === undefined || (typeof nbf === 'number' && nbf * 1000 <= at);
}

/**
 * The claims of an access token (RFC 9068) that this world accepts: of its registered provider, for its audience, signed
 * with ES256 or RS256 by a key of the provider, and of now by the world's clock. Null for any other.
 */
export async function tokenClaims(world: World, token: string): Promise<Claims | null> {
  const { provider } = world;
  const [head, body, signature, ...more] = token.split('.');
  const header = partOf(head);
  const claims = partOf(body);
  if (provider === null || header === null || claims === null || signature === undefined || more.length > 0)
    return null;
  const audiences = Array.isArray(claims.aud) ? claims.aud : [claims.aud];
  if (claims.iss !== provider.issuer || !audiences.includes(provider.audience)) return null;
  if (!isOfNow(claims, now(world).getTime())) return null;
  const key = await keyOf(provider.issuer, header.kid);
  if (key === undefined) return null;
  const algorithm = typeof header.alg === 'string' ? header.alg : '';
  const fits = verifyJws(key, algorithm, `${head}.${body}`, Buffer.from(signature, 'base64url'));
  return fits ? claims : null;
}
