import { queryOptions } from '@tanstack/react-query';
import { asPatternId, asTemplateId } from '../domain/ids.ts';
import type { RuleLayer } from '../domain/inForce.ts';
import { sameAlgorithm, type KeyAlgorithm } from '../domain/keyAlgorithms.ts';

import { ruleSetQuery } from './enrollmentContext.ts';
import { readAlgorithms, readRuleSet, wireAlgorithmPolicy, type RuleSet } from './ruleSet.ts';
import { read } from './wire.ts';
import { isDocument, rowsOf, type WireDocument } from './wireDocument.ts';

/** The rules a template or an enrollment pattern sets itself. */
export interface OwnRules extends RuleSet {
  /** Whether a pattern's default owner replaces the system-wide one; null where the document has no such switch. */
  ownerOverride: boolean | null;
}

/**
 * The algorithms that a policy which sets keys leaves to the system-wide rules nevertheless. Command 10 keeps RSA sizes and
 * curves in two lists, and one that is null or empty is not set by itself, nor is a switch that is neither on nor off
 * (vendor documentation, GET Templates). Later policies leave none.
 */
export function familiesLeft(policy: WireDocument): string[] {
  const lists = { RSA: policy['RSAValidKeySizes'], ECDSA: policy['ECCValidCurves'] };
  if (Object.hasOwn(policy, 'PrimaryKeyAlgorithms') || Object.hasOwn(policy, 'KeyInfo')) return [];
  if (Object.values(lists).every((list) => list === undefined)) return [];
  const switches = ['Ed25519', 'Ed448'].filter((name) => typeof policy[`Allow${name}`] !== 'boolean');
  const unset = Object.entries(lists).filter(([, list]) => !Array.isArray(list) || list.length === 0);
  return [...unset.map(([name]) => name), ...switches];
}

function withInheritedFamilies(
  policy: WireDocument,
  own: readonly KeyAlgorithm[] | null,
  system: readonly KeyAlgorithm[] | null,
): readonly KeyAlgorithm[] | null {
  if (own === null || system === null) return own;
  const left = familiesLeft(policy);
  return [...own, ...system.filter((row) => left.some((name) => sameAlgorithm(name, row.name)))];
}

/**
 * What a template or a pattern sets itself, read from its document and, for what Command 10 leaves to the system-wide
 * keys, from those. Throws `ApiError` of kind `unreadable` when the document has rules of an unknown shape.
 */
export function readOwnRules(document: WireDocument, system: RuleSet | null): OwnRules {
  const rules = readRuleSet(document);
  const policy = document['Policies'] ?? document['TemplatePolicy'];
  if (!isDocument(policy)) return { ...rules, ownerOverride: null };
  const override = policy['DefaultCertificateOwnerOverride'];
  return {
    ...rules,
    algorithms: withInheritedFamilies(policy, rules.algorithms, system?.algorithms ?? null),
    ownerOverride: typeof override === 'boolean' ? override : null,
  };
}

/** What the CA supports for a template, as the template's document tells it; null before 24, where it does not. */
export function readCaKeys(template: WireDocument): {
  algorithms: readonly KeyAlgorithm[] | null;
  alternative: readonly KeyAlgorithm[] | null;
} | null {
  const keys = template['KeyAlgorithms'];
  if (!isDocument(keys)) return null;
  const policy = read(wireAlgorithmPolicy, keys, 'the key algorithms of the CA');
  const alternative = { PrimaryKeyAlgorithms: rowsOf(keys['AlternativeKeyAlgorithms']) };
  return {
    algorithms: readAlgorithms(policy),
    alternative: readAlgorithms(read(wireAlgorithmPolicy, alternative, 'the alternative keys of the CA')),
  };
}

/** What the resolved settings depend on. */
export interface ResolvedFor {
  kind: 'template' | 'pattern';
  id: number;
  own: RuleLayer | null;
  system: RuleLayer | null;
}

/**
 * The settings the server itself resolves for a template or a pattern; null where the caller may not read them. Asked
 * anew whenever the rules that went into it are others, so that an old answer is never compared with new rules.
 */
export function resolvedSettingsQuery({ kind, id, own, system }: ResolvedFor) {
  const settings =
    kind === 'pattern' ? ruleSetQuery({ patternId: asPatternId(id) }) : ruleSetQuery({ templateId: asTemplateId(id) });
  return queryOptions({
    queryKey: ['resolved settings', kind, id, own, system] as const,
    queryFn: ({ client }) => client.fetchQuery({ ...settings, staleTime: 0 }),
    staleTime: 10_000,
  });
}
