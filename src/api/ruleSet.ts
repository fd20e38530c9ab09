import * as z from 'zod/mini';
import { curves } from '../domain/oids.ts';
import type { KeyAlgorithm } from '../domain/keyAlgorithms.ts';
import type { SubjectRule } from '../domain/policy.ts';
import { bool, int, loose, maybe, read, text } from './wire.ts';

/** The settings in force for one enrollment, whatever generation of server they came from. */
export interface RuleSet {
  subjectRules: readonly SubjectRule[];
  /** Prefill only: the server does not apply them to a request that comes through the API. */
  defaults: readonly { part: string; value: string }[];
  /** Null when the server restricts nothing or says nothing. */
  algorithms: readonly KeyAlgorithm[] | null;
  /** Alternative keys of hybrid certificates; null when nothing is said. */
  alternative: readonly KeyAlgorithm[] | null;
  allowKeyReuse: boolean | null;
  allowWildcards: boolean | null;
  rfcEnforcement: boolean | null;
  /** The number as it came (its labels are not published), or null where nothing is set or the server does not know it. */
  ownerRole: number | null;
  defaultOwnerRoleId: number | null;
  /** The policy has the value that probably asks for an owner; the vendor does not publish its labels. */
  ownerAsked: boolean;
  defaultOwner: string;
}

const wireAlgorithm = loose({
  name: maybe(text),
  bit_lengths: maybe(z.array(int)),
  curves: maybe(z.array(text)),
});

/** A policy of any generation: lists (later 25), KeyInfo (24 and 25.1), or two plain lists (10). */
export const wireAlgorithmPolicy = maybe(
  loose({
    PrimaryKeyAlgorithms: maybe(z.array(wireAlgorithm)),
    AlternativeKeyAlgorithms: maybe(z.array(wireAlgorithm)),
    KeyInfo: maybe(z.record(text, z.nullable(wireAlgorithm))),
    RSAValidKeySizes: maybe(z.array(int)),
    ECCValidCurves: maybe(z.array(text)),
    AllowEd448: maybe(bool),
    AllowEd25519: maybe(bool),
    AllowKeyReuse: maybe(bool),
    AllowWildcards: maybe(bool),
    RFCEnforcement: maybe(bool),
    CertificateOwnerRole: maybe(int),
    DefaultCertificateOwnerRoleId: maybe(int),
    DefaultCertificateOwnerRoleName: maybe(text),
  }),
);

/** Regex rows, with either spelling of the member that holds the expression. */
export const wireSubjectRules = maybe(
  z.array(
    loose({
      SubjectPart: text,
      Regex: maybe(text),
      RegEx: maybe(text),
      Error: maybe(text),
      CaseSensitive: maybe(bool),
    }),
  ),
);

const wireDefaults = maybe(z.array(loose({ SubjectPart: text, Value: maybe(text) })));

const wireRuleSet = loose({
  Regexes: wireSubjectRules,
  Defaults: wireDefaults,
  Policies: wireAlgorithmPolicy,
  TemplateRegexes: wireSubjectRules,
  TemplateDefaults: wireDefaults,
  TemplatePolicy: wireAlgorithmPolicy,
});

/** Regex rows as rules; a row with an empty expression occurs on the wire and is no rule. Before 25 letter case is not said. */
export function readSubjectRules(rows: z.infer<typeof wireSubjectRules>): SubjectRule[] {
  return (rows ?? [])
    .map((row) => ({
      part: row.SubjectPart,
      regex: row.Regex ?? row.RegEx ?? '',
      message: row.Error ?? '',
      caseSensitive: row.CaseSensitive ?? undefined,
    }))
    .filter((rule) => rule.regex !== '');
}

const some = (list: KeyAlgorithm[]) => (list.length > 0 ? list : null);
const entry = (row: z.infer<typeof wireAlgorithm>, name: string): KeyAlgorithm => ({
  name: row.name ?? name,
  bitLengths: row.bit_lengths ?? [],
  curves: row.curves ?? [],
});

/**
 * The key algorithms of a policy, or null when it restricts nothing. Where the list came it counts, even next to KeyInfo,
 * which is only a mirror then; one that is empty means "not set here" (vendor documentation, Enrollment Patterns). Null is
 * taken for empty, because a PUT of such a policy carries the list and not KeyInfo. Version 10 has sizes and curves only.
 */
export function readAlgorithms(policy: z.infer<typeof wireAlgorithmPolicy>): KeyAlgorithm[] | null {
  if (!policy) return null;
  const lists = policy.PrimaryKeyAlgorithms;
  if (lists !== undefined) return some((lists ?? []).map((row) => entry(row, '')));
  if (policy.KeyInfo !== undefined) {
    return some(Object.entries(policy.KeyInfo ?? {}).flatMap(([name, row]) => (row ? [entry(row, name)] : [])));
  }
  const rsa = policy.RSAValidKeySizes ?? [];
  const oids = policy.ECCValidCurves ?? [];
  return some([
    ...(rsa.length > 0 ? [{ name: 'RSA', bitLengths: rsa, curves: [] }] : []),
    ...(oids.length > 0
      ? [{ name: 'ECDSA', bitLengths: oids.map((oid) => curves.get(oid)?.bits ?? 0), curves: oids }]
      : []),
    ...(policy.AllowEd25519 ? [{ name: 'Ed25519', bitLengths: [255], curves: [] }] : []),
    ...(policy.AllowEd448 ? [{ name: 'Ed448', bitLengths: [448], curves: [] }] : []),
  ]);
}

/**
 * The rules of any document that carries them: resolved settings of a template or a pattern, a template, a pattern, or the
 * system-wide settings. Members come with the prefix Template or without; null means that the document sets nothing.
 */
export function readRuleSet(body: unknown): RuleSet {
  const wire = read(wireRuleSet, body, 'the enrollment settings');
  const policy = wire.Policies ?? wire.TemplatePolicy;
  return {
    subjectRules: readSubjectRules(wire.Regexes ?? wire.TemplateRegexes),
    defaults: (wire.Defaults ?? wire.TemplateDefaults ?? [])
      .map((row) => ({ part: row.SubjectPart, value: row.Value ?? '' }))
      .filter((row) => row.value !== ''),
    algorithms: readAlgorithms(policy),
    alternative: some((policy?.AlternativeKeyAlgorithms ?? []).map((row) => entry(row, ''))),
    allowKeyReuse: policy?.AllowKeyReuse ?? null,
    allowWildcards: policy?.AllowWildcards ?? null,
    rfcEnforcement: policy?.RFCEnforcement ?? null,
    ownerRole: policy?.CertificateOwnerRole ?? null,
    defaultOwnerRoleId: policy?.DefaultCertificateOwnerRoleId ?? null,
    ownerAsked: policy?.CertificateOwnerRole === 1,
    defaultOwner: policy?.DefaultCertificateOwnerRoleName ?? '',
  };
}
