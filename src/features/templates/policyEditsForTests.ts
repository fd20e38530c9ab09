import { isDocument, type WireDocument } from '../../api/wireDocument.ts';
import { sameAlgorithm } from '../../domain/keyAlgorithms.ts';
import { at, everywhere, turned, type Edit, type Edited, type Path } from './editsForTests.ts';
import { policyReach, policyShape, type PolicyShape, type PolicyValues } from './rules/policyForm.ts';
import type { AlgorithmRow } from './rules/policyKeysWire.ts';
import { ruleMembers, type RuleKind } from './rules/ruleMembers.ts';

interface Around {
  /** Where the policy is; a policy that is not there yet comes as a whole. */
  place: (...steps: Path) => Path;
  policy: WireDocument | null;
  shape: PolicyShape;
  reach: ReturnType<typeof policyReach>;
  kind: RuleKind;
  pick: number;
}

function edit(
  name: string,
  change: (policy: PolicyValues, around: Around) => (Omit<Edited, 'values'> & { policy: PolicyValues }) | null,
): Edit {
  return {
    name,
    kinds: everywhere,
    apply: ({ policy: values }, document, kind, pick) => {
      if (!values) return null;
      const member = ruleMembers(kind, document).policy;
      const held = document[member];
      const policy = isDocument(held) ? held : null;
      const found = change(values, {
        place: (...steps) => (policy === null ? [member] : [member, ...steps]),
        policy,
        shape: policyShape(document, kind),
        reach: policyReach(document, kind),
        kind,
        pick,
      });
      return found === null ? null : { ...found, values: { policy: found.policy } };
    },
  };
}

/** System-wide rules are on or off: there is nothing to inherit. */
const flipped = (value: boolean | null, kind: RuleKind) => (kind === 'settings' ? value !== true : turned(value));

const rule = (name: 'allowKeyReuse' | 'allowWildcards' | 'rfcEnforcement', member: string): Edit =>
  edit(name, (policy, { place, kind }) => ({
    policy: { ...policy, [name]: flipped(policy[name], kind) },
    places: [place(member)],
  }));

const listMembers: Record<PolicyShape, string> = {
  lists: 'PrimaryKeyAlgorithms',
  keyInfo: 'KeyInfo',
  sizes: 'RSAValidKeySizes',
};

/** Where an algorithm of the loaded policy is; null where a policy that is spoiled has no such place. */
function entryPlace({ place, policy, shape }: Around, row: AlgorithmRow): Path | null {
  if (policy === null || row.source < 0) return null;
  if (shape === 'lists') return place('PrimaryKeyAlgorithms', row.source);
  const info = policy['KeyInfo'];
  const key = isDocument(info) ? Object.keys(info)[row.source] : undefined;
  return shape === 'keyInfo' && key !== undefined ? place('KeyInfo', key) : null;
}

const isThere = ({ policy, shape }: Around) => policy === null || Object.hasOwn(policy, listMembers[shape]);
const replaced = (rows: readonly AlgorithmRow[], row: AlgorithmRow, by: AlgorithmRow) =>
  rows.map((each) => (each === row ? by : each));

/** Every edit of a policy. */
export const policyEdits: readonly Edit[] = [
  rule('allowKeyReuse', 'AllowKeyReuse'),
  rule('allowWildcards', 'AllowWildcards'),
  rule('rfcEnforcement', 'RFCEnforcement'),
  edit('owner role', (policy, { place, reach }) =>
    reach.ownerRole
      ? { policy: { ...policy, ownerRole: policy.ownerRole === 1 ? 2 : 1 }, places: [place('CertificateOwnerRole')] }
      : null,
  ),
  edit('default owner', (policy, { place, reach }) =>
    reach.defaultOwner
      ? {
          policy: { ...policy, defaultOwnerRoleId: policy.defaultOwnerRoleId === 9 ? null : 9 },
          places: [place('DefaultCertificateOwnerRoleId')],
        }
      : null,
  ),
  {
    ...edit('owner overridden', (policy, { place, reach }) =>
      reach.overrideOwner
        ? {
            policy: { ...policy, overrideOwner: !policy.overrideOwner },
            places: [place('DefaultCertificateOwnerOverride')],
          }
        : null,
    ),
    kinds: ['pattern'],
  },
  edit('a size more', (policy, around) => {
    const row = policy.algorithms.find(({ name }) => name === 'RSA');
    if (!row) return null;
    const place = around.shape === 'sizes' ? around.place('RSAValidKeySizes') : entryPlace(around, row);
    const algorithms = replaced(policy.algorithms, row, { ...row, bitLengths: [...row.bitLengths, 1234] });
    if (place === null) return null;
    return {
      policy: { ...policy, algorithms },
      places: [around.shape === 'sizes' ? place : [...place, 'bit_lengths']],
    };
  }),
  edit('a curve more or less', (policy, around) => {
    const row = policy.algorithms.find(({ name, curves }) => name === 'ECDSA' && curves.length > 1);
    if (!row) return null;
    const k1 = '1.3.132.0.10';
    const less = around.pick % 2 === 1 || row.curves.includes(k1);
    const curves = less ? row.curves.filter((oid) => oid !== at(row.curves, around.pick)) : [...row.curves, k1];
    const changed = { ...policy, algorithms: replaced(policy.algorithms, row, { ...row, curves }) };
    if (around.shape === 'sizes') return { policy: changed, places: [around.place('ECCValidCurves')] };
    const place = entryPlace(around, row);
    return place && { policy: changed, places: [[...place, 'curves']], may: [[...place, 'bit_lengths']] };
  }),
  edit('an algorithm less', (policy, around) => {
    const row = at(policy.algorithms, around.pick);
    if (!row || !isThere(around)) return null;
    const first = ['RSAValidKeySizes', 'ECCValidCurves', 'AllowEd25519', 'AllowEd448'][row.source] ?? '';
    const place = {
      lists: around.place('PrimaryKeyAlgorithms'),
      keyInfo: entryPlace(around, row),
      sizes: around.place(first),
    };
    const where = place[around.shape];
    return (
      where && { policy: { ...policy, algorithms: policy.algorithms.filter((each) => each !== row) }, places: [where] }
    );
  }),
  edit('an algorithm more', (policy, around) => {
    const { shape, reach, place } = around;
    const held = (name: string) => policy.algorithms.some((row) => sameAlgorithm(row.name, name));
    const name =
      shape === 'lists'
        ? 'New-1'
        : at(
            (reach.names ?? []).filter((each) => !held(each)),
            around.pick,
          );
    if (name === undefined || !isThere(around) || (shape === 'sizes' && name !== 'RSA')) return null;
    const info = around.policy?.['KeyInfo'];
    const inner = shape === 'keyInfo' && isDocument(info) ? [name] : [];
    const row = { source: -1, name, bitLengths: [2048], curves: [] };
    return {
      policy: { ...policy, algorithms: [...policy.algorithms, row] },
      places: [place(listMembers[shape], ...inner)],
    };
  }),
  edit('an alternative algorithm more or less', (policy, { place, reach, policy: held, pick }) => {
    if (!reach.alternative || held === null) return null;
    const row = { source: -1, name: 'ML-DSA-87', bitLengths: [], curves: [] };
    const [, ...rest] = policy.alternative;
    const alternative = pick % 2 === 1 && policy.alternative.length > 0 ? rest : [...policy.alternative, row];
    return { policy: { ...policy, alternative }, places: [place('AlternativeKeyAlgorithms')] };
  }),
];
