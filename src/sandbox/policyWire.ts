import { at, bool, int, intElement, list, objectElement, oneOf, requiredText, textElement } from './bodyReaders.ts';
import { invalid } from './http.ts';
import { emptyPolicy, type AlgorithmRow, type PolicyRow } from './templateRows.ts';
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

/** KeyInfo of a list of algorithms: null for each of the seven that is not in it. */
export function keyInfo(primary: readonly AlgorithmRow[]): Record<string, AlgorithmRow | null> {
  return Object.fromEntries(
    Object.entries(keyInfoNames).map(([key, name]) => [key, primary.find((a) => a.name === name) ?? null]),
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
  return { TemplateId: templateId, ...scalarsJson(world, policy), ...algorithmsJson(policy) };
}

/** `Policies` of an enrollment pattern. */
export function patternPolicyJson(world: World, policy: PolicyRow): Record<string, unknown> {
  return {
    ...scalarsJson(world, policy),
    DefaultCertificateOwnerOverride: policy.DefaultCertificateOwnerOverride,
    ...algorithmsJson(policy),
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

/** The three algorithm members of 25.4: KeyInfo and both lists. */
export function algorithmsJson(o: { primary: AlgorithmRow[]; alternative: AlgorithmRow[] }): Record<string, unknown> {
  return { KeyInfo: keyInfo(o.primary), PrimaryKeyAlgorithms: o.primary, AlternativeKeyAlgorithms: o.alternative };
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
 * Reads `TemplatePolicy` or `Policies` of a request. What is not sent is not set: null, false, empty lists.
 * Throws a model error for wrong JSON types.
 */
export function readPolicy(world: World, body: object, parent: string): PolicyRow {
  const policy: PolicyRow = {
    ...emptyPolicy(),
    AllowKeyReuse: bool(body, 'AllowKeyReuse', parent),
    AllowWildcards: bool(body, 'AllowWildcards', parent),
    RFCEnforcement: bool(body, 'RFCEnforcement', parent),
  };
  if (world.profile.policyShape === 'sizes') return { ...policy, ...readSizes(body, parent) };
  return {
    ...policy,
    CertificateOwnerRole: oneOf(body, 'CertificateOwnerRole', [0, 1, 2], parent),
    DefaultCertificateOwnerRoleId: readOwnerRole(world, body, parent),
    DefaultCertificateOwnerOverride: bool(body, 'DefaultCertificateOwnerOverride', parent) ?? false,
    ...readAlgorithms(body, parent),
  };
}

/** The 10.x key rules; absent, null and [] all mean "not set here". */
export function readSizes(body: object, parent: string): { rsaSizes: number[] | null; eccCurves: string[] | null } {
  const rsa = list(body, 'RSAValidKeySizes', intElement, parent) ?? [];
  const ecc = list(body, 'ECCValidCurves', textElement, parent) ?? [];
  return { rsaSizes: rsa.length > 0 ? rsa : null, eccCurves: ecc.length > 0 ? ecc : null };
}

/** Algorithms out of a request's `KeyInfo` map (system-wide rules of older releases). */
export function readKeyInfo(body: object, parent: string): AlgorithmRow[] {
  return Object.entries(keyInfoNames).flatMap(([key, name]) => {
    const value = (body as Record<string, unknown>)[key];
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
