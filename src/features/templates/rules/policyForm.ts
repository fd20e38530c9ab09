import * as z from 'zod/mini';
import { familiesLeft } from '../../../api/resolvedSettings.ts';
import { hasFirstPolicyShape } from '../../../api/templateBody.ts';
import { isDocument, type WireDocument } from '../../../api/wireDocument.ts';
import type { Json } from '../../../domain/merge.ts';
import { withMembers } from './keptEntries.ts';
import {
  algorithmRow,
  type AlgorithmRow,
  emptyKeyInfo,
  keyInfoToWire,
  listToWire,
  rowsFromKeyInfo,
  rowsFromList,
  rowsFromSizes,
  sizesPolicyToWire,
} from './policyKeysWire.ts';
import { ruleMembers, type RuleKind } from './ruleMembers.ts';

const rule = z.nullable(z.boolean());

/** What the form accepts of a policy: everything that the screen can make. Null is "not set here". */
export const policyValues = z.object({
  allowKeyReuse: rule,
  allowWildcards: rule,
  rfcEnforcement: rule,
  ownerRole: z.nullable(z.number()),
  defaultOwnerRoleId: z.nullable(z.number()),
  overrideOwner: z.boolean(),
  algorithms: z.array(algorithmRow),
  alternative: z.array(algorithmRow),
});
export type PolicyValues = z.infer<typeof policyValues>;

/** How a generation of servers says which keys are allowed: plain lists (10), `KeyInfo` (24 and 25.1), lists (later 25). */
export type PolicyShape = 'sizes' | 'keyInfo' | 'lists';

/**
 * The shape of a document's policy, by the members that came (vendor documentation, see `policyBody`). Without a policy
 * the rest of the document tells: enrollment patterns, or `Manageability` on a template, came with 25.
 */
export function policyShape(document: WireDocument, kind: RuleKind): PolicyShape {
  const { policy: member } = ruleMembers(kind, document);
  const policy = document[member];
  if (isDocument(policy)) {
    if (Object.hasOwn(policy, 'PrimaryKeyAlgorithms')) return 'lists';
    if (Object.hasOwn(policy, 'KeyInfo')) return 'keyInfo';
    if (hasFirstPolicyShape({ TemplatePolicy: policy })) return 'sizes';
  }
  if (member === 'Policies' || Object.hasOwn(document, 'Manageability')) return 'lists';
  return kind === 'template' && hasFirstPolicyShape({ ...document, [member]: null }) ? 'sizes' : 'keyInfo';
}

/** A policy that sets nothing, with the members that servers of this generation know. */
function emptyPolicy(document: WireDocument, kind: RuleKind): WireDocument {
  const shape = policyShape(document, kind);
  const id = document['Id'];
  const owner = { CertificateOwnerRole: null, DefaultCertificateOwnerRoleId: null };
  return {
    ...(kind === 'template' && id !== undefined ? { TemplateId: id } : {}),
    AllowKeyReuse: null,
    AllowWildcards: null,
    RFCEnforcement: null,
    ...(shape === 'sizes' ? { RSAValidKeySizes: null, ECCValidCurves: null } : owner),
    ...(shape === 'keyInfo' ? { KeyInfo: emptyKeyInfo } : {}),
    ...(shape === 'lists' && kind === 'pattern' ? { DefaultCertificateOwnerOverride: false } : {}),
    ...(shape === 'lists' ? { PrimaryKeyAlgorithms: [], AlternativeKeyAlgorithms: [] } : {}),
  };
}

/** The policy of a document, or the empty one that an edit would start from. */
function policyOf(document: WireDocument, kind: RuleKind): WireDocument {
  const policy = document[ruleMembers(kind, document).policy];
  return isDocument(policy) ? policy : emptyPolicy(document, kind);
}

/** What the policy of a document can say beside the rules that every one has. */
export interface PolicyReach {
  shape: PolicyShape;
  ownerRole: boolean;
  defaultOwner: boolean;
  overrideOwner: boolean;
  alternative: boolean;
  /** Algorithms that `KeyInfo`, or a policy of Command 10, can name at all; null where any can. */
  names: readonly string[] | null;
}

/** Reads what a document's policy can say; members that this server does not send are not offered. */
export function policyReach(document: WireDocument, kind: RuleKind): PolicyReach {
  const policy = policyOf(document, kind);
  const has = (member: string) => Object.hasOwn(policy, member);
  const shape = policyShape(document, kind);
  const switches = ['Ed25519', 'Ed448'].filter((name) => has(`Allow${name}`));
  const info = policy['KeyInfo'];
  const ofKeyInfo = Object.keys(isDocument(info) ? info : emptyKeyInfo);
  return {
    shape,
    ownerRole: has('CertificateOwnerRole'),
    defaultOwner: has('DefaultCertificateOwnerRoleId'),
    overrideOwner: has('DefaultCertificateOwnerOverride'),
    alternative: shape === 'lists' && has('AlternativeKeyAlgorithms'),
    names: shape === 'lists' ? null : shape === 'keyInfo' ? ofKeyInfo : ['RSA', 'ECDSA', ...switches],
  };
}

/**
 * The algorithms that the policy leaves to the system-wide rules although these rows are chosen: in policies of Command 10
 * what is not set in one list is inherited whatever the other says. None elsewhere.
 */
export function leftToSystem(document: WireDocument, kind: RuleKind, rows: readonly AlgorithmRow[]): string[] {
  const edited = policyToWire(document, { ...policyFromWire(document, kind), algorithms: [...rows] }, kind);
  const policy = edited[ruleMembers(kind, document).policy];
  return kind !== 'settings' && rows.length > 0 && isDocument(policy) ? familiesLeft(policy) : [];
}

const boolOf = (value: Json | undefined) => (typeof value === 'boolean' ? value : null);
const numberOf = (value: Json | undefined) => (typeof value === 'number' ? value : null);

function algorithmsOf(policy: WireDocument, shape: PolicyShape) {
  if (shape === 'lists') return rowsFromList(policy['PrimaryKeyAlgorithms']);
  return shape === 'keyInfo' ? rowsFromKeyInfo(policy['KeyInfo']) : rowsFromSizes(policy);
}

/** The values of the form for the policy of a template, a pattern or the system-wide rules; without one nothing is set. */
export function policyFromWire(document: WireDocument, kind: RuleKind): PolicyValues {
  const policy = policyOf(document, kind);
  const shape = policyShape(document, kind);
  return {
    allowKeyReuse: boolOf(policy['AllowKeyReuse']),
    allowWildcards: boolOf(policy['AllowWildcards']),
    rfcEnforcement: boolOf(policy['RFCEnforcement']),
    ownerRole: numberOf(policy['CertificateOwnerRole']),
    defaultOwnerRoleId: numberOf(policy['DefaultCertificateOwnerRoleId']),
    overrideOwner: policy['DefaultCertificateOwnerOverride'] === true,
    algorithms: algorithmsOf(policy, shape),
    alternative: shape === 'lists' ? rowsFromList(policy['AlternativeKeyAlgorithms']) : [],
  };
}

/** Whether entries of `KeyInfo` carry their name on this server, as far as the document shows one. */
function namesEntries(document: WireDocument, policy: WireDocument): boolean {
  const algorithms = document['KeyAlgorithms'];
  return [policy['KeyInfo'], isDocument(algorithms) ? algorithms['KeyInfo'] : null].some(
    (info) => isDocument(info) && Object.values(info).some((entry) => isDocument(entry) && entry['name'] !== undefined),
  );
}

/**
 * The document with its policy changed where the form says so; nothing changed gives the document itself. The shape that
 * came is kept and only that is written: `KeyInfo` beside lists is a mirror of them and stays as it is. A policy that is
 * null becomes an object with the members of its generation.
 */
export function policyToWire(document: WireDocument, values: PolicyValues, kind: RuleKind): WireDocument {
  const policy = policyOf(document, kind);
  const shape = policyShape(document, kind);
  const before = policyFromWire(document, kind);
  const scalar = (name: keyof PolicyValues, value: Json) => (values[name] === before[name] ? undefined : value);
  const keys: Record<string, Json | undefined> =
    shape === 'lists'
      ? {
          PrimaryKeyAlgorithms: listToWire(policy['PrimaryKeyAlgorithms'], values.algorithms),
          AlternativeKeyAlgorithms: listToWire(policy['AlternativeKeyAlgorithms'], values.alternative),
        }
      : shape === 'keyInfo'
        ? { KeyInfo: keyInfoToWire(policy['KeyInfo'], values.algorithms, namesEntries(document, policy)) }
        : sizesPolicyToWire(policy, values.algorithms, kind === 'settings' ? [] : null);
  const edited = withMembers(policy, {
    AllowKeyReuse: scalar('allowKeyReuse', values.allowKeyReuse),
    AllowWildcards: scalar('allowWildcards', values.allowWildcards),
    RFCEnforcement: scalar('rfcEnforcement', values.rfcEnforcement),
    CertificateOwnerRole: scalar('ownerRole', values.ownerRole),
    DefaultCertificateOwnerRoleId: scalar('defaultOwnerRoleId', values.defaultOwnerRoleId),
    DefaultCertificateOwnerOverride: scalar('overrideOwner', values.overrideOwner),
    ...keys,
  });
  return edited === policy ? document : { ...document, [ruleMembers(kind, document).policy]: edited };
}
