import {
  at,
  bool,
  int,
  intElement,
  list,
  object,
  objectElement,
  oneOf,
  requiredText,
  textElement,
} from './bodyReaders.ts';
import { bitsOfCurve } from './effective.ts';
import { invalid, member } from './http.ts';
import type { AlgorithmRow, PolicyRow } from './templateRows.ts';
import type { World } from './world.ts';

/** The old fixed view of algorithms: seven keys, whose spelling differs from the algorithm's name (recorded on 25.4). */
const keyInfoNames: Record<string, string> = {
  ECDSA: 'ECDSA',
  RSA: 'RSA',
  Ed448: 'Ed448',
  Ed25519: 'Ed25519',
  MLDSA44: 'ML-DSA-44',
  MLDSA65: 'ML-DSA-65',
  MLDSA87: 'ML-DSA-87',
};

/** The keys of KeyInfo in this version: the lattice ones came with 25 (vendor's specifications of 24.4 and 25.1). */
function keyInfoKeys(world: World): [string, string][] {
  const all = Object.entries(keyInfoNames);
  return world.profile.policyShape === 'lists' ? all : all.filter(([key]) => !key.startsWith('MLDSA'));
}

/** KeyInfo of a list of algorithms: null for each of the version's keys that is not in it. */
export function keyInfo(world: World, primary: readonly AlgorithmRow[]): Record<string, AlgorithmRow | null> {
  return Object.fromEntries(
    keyInfoKeys(world).map(([key, name]) => [key, primary.find((a) => a.name === name) ?? null]),
  );
}

/** The name of a role that still exists; null otherwise. */
export function roleName(world: World, id: number | null): string | null {
  return id === null ? null : (world.roles.get(id)?.Name ?? null);
}

/** `TemplatePolicy` of a template as the world's version spells it. */
export function templatePolicyJson(world: World, templateId: number, policy: PolicyRow): Record<string, unknown> {
  if (world.profile.policyShape === 'sizes') {
    return {
      TemplateId: templateId,
      AllowKeyReuse: policy.AllowKeyReuse,
      AllowWildcards: policy.AllowWildcards,
      RFCEnforcement: policy.RFCEnforcement,
      RSAValidKeySizes: policy.rsaSizes,
      ECCValidCurves: policy.eccCurves,
    };
  }
  return { TemplateId: templateId, ...scalarsJson(world, policy), ...algorithmsJson(world, policy) };
}

/** `Policies` of an enrollment pattern. */
export function patternPolicyJson(world: World, policy: PolicyRow): Record<string, unknown> {
  return {
    ...scalarsJson(world, policy),
    DefaultCertificateOwnerOverride: policy.DefaultCertificateOwnerOverride,
    ...algorithmsJson(world, policy),
  };
}

function scalarsJson(world: World, policy: PolicyRow): Record<string, unknown> {
  return {
    AllowKeyReuse: policy.AllowKeyReuse,
    AllowWildcards: policy.AllowWildcards,
    RFCEnforcement: policy.RFCEnforcement,
    CertificateOwnerRole: policy.CertificateOwnerRole,
    DefaultCertificateOwnerRoleId: policy.DefaultCertificateOwnerRoleId,
    DefaultCertificateOwnerRoleName: roleName(world, policy.DefaultCertificateOwnerRoleId),
  };
}

/** The algorithm members of a policy: KeyInfo, and on 25.4 both lists beside it. */
export function algorithmsJson(
  world: World,
  o: { primary: AlgorithmRow[]; alternative: AlgorithmRow[] },
): Record<string, unknown> {
  const KeyInfo = keyInfo(world, o.primary);
  if (world.profile.policyShape !== 'lists') return { KeyInfo };
  return { KeyInfo, PrimaryKeyAlgorithms: o.primary, AlternativeKeyAlgorithms: o.alternative };
}

/** Reads one algorithm: `name` is required, missing lists are empty. */
function algorithm(element: unknown, path: string): AlgorithmRow {
  const row = objectElement(element, path);
  return {
    name: requiredText(row, 'name', path),
    bit_lengths: list(row, 'bit_lengths', intElement, path) ?? [],
    curves: list(row, 'curves', textElement, path) ?? [],
  };
}

/** Both algorithm lists of a request; a missing list is an empty one. A `KeyInfo` in the request is not read. */
export function readAlgorithms(body: object, parent: string): { primary: AlgorithmRow[]; alternative: AlgorithmRow[] } {
  return {
    primary: list(body, 'PrimaryKeyAlgorithms', algorithm, parent) ?? [],
    alternative: list(body, 'AlternativeKeyAlgorithms', algorithm, parent) ?? [],
  };
}

/** An owner role id of a request: 0 and null are none, an unknown id is refused (a guess). */
export function readOwnerRole(world: World, body: object, parent: string): number | null {
  const id = int(body, 'DefaultCertificateOwnerRoleId', parent);
  if (id === null || id === 0) return null;
  if (world.roles.get(id) === undefined) throw invalid(`The security role with id '${id}' does not exist.`);
  return id;
}

/**
 * Reads `TemplatePolicy` or `Policies` of a request; null stands for an empty one. What is not sent is not set: null,
 * false, empty lists. Members that the version does not know stay as in `before`. Throws a model error for wrong JSON
 * types.
 */
export function readPolicy(world: World, sent: object | null, parent: string, before: PolicyRow): PolicyRow {
  const body = sent ?? {};
  const scalars = {
    AllowKeyReuse: bool(body, 'AllowKeyReuse', parent),
    AllowWildcards: bool(body, 'AllowWildcards', parent),
    RFCEnforcement: bool(body, 'RFCEnforcement', parent),
  };
  if (world.profile.policyShape === 'sizes') {
    const sizes = readSizes(body, parent);
    return { ...before, ...scalars, ...sizes, primary: algorithmsOfSizes(sizes, before.primary) };
  }
  const owner = {
    CertificateOwnerRole: oneOf(body, 'CertificateOwnerRole', [0, 1, 2], parent),
    DefaultCertificateOwnerRoleId: readOwnerRole(world, body, parent),
  };
  if (world.profile.policyShape === 'keyInfo') {
    const info = object(body, 'KeyInfo', parent);
    const primary = info === null ? [] : readKeyInfo(world, info, at(parent, 'KeyInfo'));
    return { ...before, ...scalars, ...owner, primary, ...sizesOf(primary) };
  }
  const { primary, alternative } = readAlgorithms(body, parent);
  const override = bool(body, 'DefaultCertificateOwnerOverride', parent) ?? false;
  return {
    ...scalars,
    ...owner,
    DefaultCertificateOwnerOverride: override,
    primary,
    alternative,
    ...sizesOf(primary),
  };
}

type Sizes = Pick<PolicyRow, 'rsaSizes' | 'eccCurves'>;

/** The 10.x key rules; absent, null and [] all mean "not set here". */
export function readSizes(body: object, parent: string): Sizes {
  const rsa = list(body, 'RSAValidKeySizes', intElement, parent) ?? [];
  const ecc = list(body, 'ECCValidCurves', textElement, parent) ?? [];
  return { rsaSizes: rsa.length > 0 ? rsa : null, eccCurves: ecc.length > 0 ? ecc : null };
}

/** What a list of algorithms comes to in the 10.x spelling; null where it does not name RSA or ECDSA. */
export function sizesOf(primary: readonly AlgorithmRow[]): Sizes {
  return {
    rsaSizes: primary.find((a) => a.name === 'RSA')?.bit_lengths ?? null,
    eccCurves: primary.find((a) => a.name === 'ECDSA')?.curves ?? null,
  };
}

/** The other way round: the 10.x spelling as algorithms, and those of `before` that 10.x has no word for. */
export function algorithmsOfSizes({ rsaSizes, eccCurves }: Sizes, before: readonly AlgorithmRow[]): AlgorithmRow[] {
  return [
    ...(rsaSizes === null ? [] : [{ name: 'RSA', bit_lengths: rsaSizes, curves: [] }]),
    ...(eccCurves === null ? [] : [{ name: 'ECDSA', bit_lengths: eccCurves.map(bitsOfCurve), curves: eccCurves }]),
    ...before.filter((a) => a.name !== 'RSA' && a.name !== 'ECDSA'),
  ];
}

/** Algorithms out of a request's `KeyInfo`; keys that the version does not have are not read, null is "not in it". */
export function readKeyInfo(world: World, body: object, parent: string): AlgorithmRow[] {
  return keyInfoKeys(world).flatMap(([key, name]) => {
    const value = member(body, key);
    if (value === undefined || value === null) return [];
    const row = objectElement(value, at(parent, key));
    return [
      {
        name,
        bit_lengths: list(row, 'bit_lengths', intElement, at(parent, key)) ?? [],
        curves: list(row, 'curves', textElement, at(parent, key)) ?? [],
      },
    ];
  });
}
