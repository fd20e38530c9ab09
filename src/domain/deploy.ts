/** What a store type says about an alias or a private key (Keyfactor Certificate Store Types: Forbidden, Optional, Required). */
export type Rule = 'required' | 'optional' | 'forbidden';

/**
 * Whether a way of deploying carries the private key: enrollment and Deploy always do, adding a certificate that is there
 * already leaves a choice where its key was retained (vendor documentation, IncludePrivateKey of Certificate Stores Add).
 */
export type KeyCarrying = 'always' | 'choice' | 'never';

/** One value that a store type asks for with each deployment. */
export interface EntryParameter {
  name: string;
  label: string;
  kind: 'string' | 'bool' | 'choice' | 'secret';
  options: readonly string[];
  defaultValue: string;
  requiredOnAdd: boolean;
  /** Needed besides where the deployment carries the private key. */
  requiredWithKey: boolean;
  requiredOnRemove: boolean;
  /** name of a bool parameter: this one counts only while that one is true */
  dependsOn?: string;
}

export interface StoreTypeRules {
  name: string;
  shortName: string;
  canAdd: boolean;
  alias: Rule;
  privateKey: Rule;
  entryPassword: boolean;
  entryParameters: readonly EntryParameter[];
}

/**
 * Why a store cannot take this certificate, or undefined. `keys` says whether the deployment carries the private key;
 * `agentApproved` is null when that is not known.
 */
export function whyNotTarget(o: {
  type: StoreTypeRules | undefined;
  approved: boolean;
  agentApproved: boolean | null;
  keys: KeyCarrying;
}): string | undefined {
  if (!o.type) return 'The type of this store is not known here.';
  if (!o.approved) return 'The store is not approved yet.';
  if (!o.type.canAdd) return `${o.type.name} stores do not take certificates from Keyfactor.`;
  if (o.agentApproved === false) return 'The orchestrator of this store is not approved.';
  if (o.type.privateKey === 'required' && o.keys === 'never') {
    return `${o.type.name} stores need the private key, and it is not available.`;
  }
  if (o.type.privateKey === 'forbidden' && o.keys === 'always') {
    return `${o.type.name} stores take certificates without a private key only.`;
  }
  return undefined;
}

/**
 * Whether a deployment to a store of this type carries the key before anybody chose: wherever it can (vendor
 * documentation, certificate store types, PrivateKeyAllowed).
 */
export const startsWithKey = (rule: Rule, keys: KeyCarrying): boolean =>
  keys === 'always' || (keys === 'choice' && rule !== 'forbidden');

/** Whether somebody may choose if the key goes along: only where both the type and the way leave it open. */
export const keyIsChosen = (rule: Rule, keys: KeyCarrying): boolean => keys === 'choice' && rule === 'optional';

/** What is wrong with an alias under the rule of the store type, or undefined. */
export function aliasProblem(rule: Rule, alias: string): string | undefined {
  if (rule === 'required' && alias.trim() === '') return 'This store type needs an alias.';
  if (rule === 'forbidden' && alias !== '') return 'This store type names the entry itself; leave the alias out.';
  return undefined;
}

/** Aliases are compared without regard to case: some stores keep them in lower case (Kubernetes, Java). */
export const aliasKey = (alias: string): string => alias.trim().toLowerCase();

/**
 * Whether the message of a failed job says that an entry is in the way, so that the same job would fail again. The words are
 * those of the orchestrator extensions, and no list of them is published (vendor documentation, alias and overwrite).
 */
export const saysEntryIsThere = (message: string): boolean =>
  /\boverwrit|\balready (exists?|holds?|contains?|has|have|present)\b/i.test(message);

/** A value of a store type's parameter, by the parameter's name. */
export interface ParameterValue {
  name: string;
  value: string;
}

const isTrue = (value: string | undefined): boolean => value?.trim().toLowerCase() === 'true';

const named = <T extends { name: string }>(rows: readonly T[], name: string): T | undefined =>
  rows.find((row) => row.name.toLowerCase() === name.toLowerCase());

/**
 * Whether a parameter is asked for under the values that are held: one that depends on a bool is, only while that one is
 * asked for and true (vendor documentation, certificate store types, DependsOn). `unknown` where it depends on something
 * that is no entry parameter, a property of the store, whose value is not read here.
 */
export function parameterIsAsked(
  parameters: readonly EntryParameter[],
  values: readonly ParameterValue[],
  parameter: EntryParameter,
): boolean | 'unknown' {
  const seen = new Set<EntryParameter>();
  let at = parameter;
  while (at.dependsOn !== undefined && !seen.has(at)) {
    seen.add(at);
    const on = named(parameters, at.dependsOn);
    if (on === undefined) return 'unknown';
    if (!isTrue(named(values, on.name)?.value)) return false;
    at = on;
  }
  return true;
}

/** Whether a parameter that is asked for may not stay empty when a certificate is added, with its key or without. */
export const isNeeded = (parameter: EntryParameter, withKey: boolean): boolean =>
  parameter.requiredOnAdd || (withKey && parameter.requiredWithKey);

/**
 * The value that a parameter starts with. A bool takes every spelling of true and false; a secret starts empty, as a
 * default of the type would be sent unseen; a choice starts with its default only where that is one of the options.
 */
export function startValue({ kind, defaultValue, options }: EntryParameter): string {
  if (kind === 'secret') return '';
  if (kind === 'choice') return options.includes(defaultValue) ? defaultValue : '';
  if (kind === 'bool' && defaultValue.trim() !== '') return isTrue(defaultValue) ? 'true' : 'false';
  return defaultValue;
}
