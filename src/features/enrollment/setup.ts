import type { EnrollmentAppSettings } from '../../api/appSettings.ts';
import { logicalName } from '../../api/authorities.ts';
import type {
  ContextAuthority,
  ContextTemplate,
  EnrollKind,
  EnrollmentContext,
  EnrollmentField,
  PatternChoice,
} from '../../api/enrollmentContext.ts';
import { fieldsInForce, type MetadataField, type MetadataOverride } from '../../api/metadata.ts';
import { readCaKeys } from '../../api/resolvedSettings.ts';
import type { Role } from '../../api/roles.ts';
import type { RuleSet } from '../../api/ruleSet.ts';
import { readKeyRetention } from '../../api/templates.ts';
import type { WireDocument } from '../../api/wireDocument.ts';
import { sameAlgorithm, type KeyAlgorithm } from '../../domain/keyAlgorithms.ts';
import type { KeyLayer } from '../../domain/keysInForce.ts';
import type { MissingRight } from '../../domain/missingRight.ts';
import { keyChoices, type KeyChoice, type Rules } from '../../domain/policy.ts';

/** One thing a person can enroll with. */
export interface EnrollChoice {
  /** `pattern:12`, `template:17` or `authority:<name>`; also what a prefill link carries. */
  key: string;
  label: string;
  hint: string;
  template: ContextTemplate | null;
  pattern: PatternChoice | null;
  authorities: readonly ContextAuthority[];
}

/** Everything the steps need to know about the chosen thing. */
export interface Setup {
  choice: EnrollChoice;
  rules: Rules;
  /** False where the caller may not read the rules: only the server can then say what it refuses. */
  rulesReadable: boolean;
  defaults: RuleSet['defaults'];
  /** What a request may name, under all layers together. */
  keys: readonly KeyChoice[];
  /** What decides about keys, system-wide first; a layer that could not be read is `not known`. */
  keyLayers: readonly KeyLayer[];
  /** The second keys of hybrid certificates that may be chosen; null where there are none. */
  alternative: readonly KeyAlgorithm[] | null;
  /** Whether a key may be used for more than one certificate; null where that is not known. */
  allowKeyReuse: boolean | null;
  /** Name of the template's policy on keeping keys, `None` included; null where it cannot be read. */
  retention: string | null;
  /** Null where the names of metadata fields cannot be read. */
  metadata: readonly MetadataField[] | null;
  /** What reading takes that was refused, in the server's spelling; empty where nothing was, or no permission named. */
  lacked: Lacked;
  /** Set where anything of it may not be read: with that right it is loaded anew at the next pick. */
  missing: MissingRight | null;
  fields: readonly EnrollmentField[];
  authorityRequired: boolean;
  requiresApproval: boolean;
  /** The policy probably asks for an owner. Never certain, so it blocks nothing. */
  ownerAsked: boolean;
  defaultOwner: string;
  /** Roles that may be named as owner; an id is null where the server tells only names. Null: not even names. */
  roles: readonly OwnerRole[] | null;
  settings: EnrollmentAppSettings;
}

interface Lacked {
  /** For the system-wide rules and for the CA's part of the template. */
  keys: string;
  metadata: string;
}

export interface OwnerRole {
  id: number | null;
  name: string;
}

function patternHint(pattern: PatternChoice, roles: readonly string[] | null): string {
  const mine = roles === null || pattern.roles === null || pattern.roles.some((role) => roles.includes(role));
  const words = [
    pattern.templateName,
    pattern.isDefault ? 'default pattern' : '',
    mine ? '' : 'for roles you do not hold',
  ];
  return words.filter((word) => word !== '').join(' · ');
}

/**
 * What the caller may enroll with: enrollment patterns where the server has and shows them, else templates, which then
 * stand for their default pattern; stand-alone CAs always.
 */
export function enrollChoices(
  kind: EnrollKind,
  context: EnrollmentContext,
  patterns: readonly PatternChoice[] | null,
  roles: readonly string[] | null,
): EnrollChoice[] {
  const templates = new Map(context.templates.map((template) => [template.templateId, template]));
  const fromPatterns = (patterns ?? []).flatMap((pattern) => {
    const template = templates.get(pattern.templateId);
    if (!template || !(kind === 'pfx' ? pattern.pfx : pattern.csr)) return [];
    const { onlyAuthorities } = pattern;
    return {
      key: `pattern:${pattern.patternId}`,
      label: pattern.name,
      hint: patternHint(pattern, roles),
      template,
      pattern,
      authorities: template.authorities.filter((ca) => onlyAuthorities?.includes(logicalName(ca.name)) ?? true),
    };
  });
  const fromTemplates = context.templates.map((template) => ({
    key: `template:${template.templateId}`,
    label: template.displayName,
    hint: template.displayName === template.name ? '' : template.name,
    template,
    pattern: null,
    authorities: template.authorities,
  }));
  const standalone = context.standalone.map((authority) => ({
    key: `authority:${authority.name}`,
    label: authority.displayName,
    hint: 'Stand-alone CA, no template',
    template: null,
    pattern: null,
    authorities: [authority],
  }));
  const choices = patterns === null ? fromTemplates : fromPatterns;
  return [...choices.toSorted((a, b) => a.label.localeCompare(b.label)), ...standalone];
}

/** The CA of a choice by its whole or its logical name, letter case ignored. */
export function authorityNamed(choice: EnrollChoice, name: string): ContextAuthority | undefined {
  const wanted = name.toLowerCase();
  const by = (of: (name: string) => string) => choice.authorities.find((ca) => of(ca.name).toLowerCase() === wanted);
  return by((whole) => whole) ?? by(logicalName);
}

/** What the server told about one choice; null for what the caller may not read. */
export interface SetupSources {
  ruleSet: RuleSet | null;
  patternMetadata: readonly MetadataOverride[] | null;
  definitions: readonly MetadataField[] | null;
  settings: EnrollmentAppSettings;
  /** The system-wide rules. */
  system: RuleSet | null;
  /** The document of the template, for what its CA makes of it. */
  template: WireDocument | null;
  /** The names of the caller's own roles. */
  myRoles: readonly string[] | null;
  /** Every role of the server. */
  listedRoles: readonly Role[] | null;
  lacked: Lacked;
  missing: MissingRight | null;
}

/**
 * What decides about keys (vendor documentation, POST Enrollment PFX): system-wide policy, then pattern or template, then
 * what the CA supports. Resolved settings repeat the system-wide list where nothing is set below it: that is one layer.
 */
function keyLayersOf(
  { template, pattern }: EnrollChoice,
  sources: SetupSources,
  own: KeyLayer['algorithms'],
): KeyLayer[] {
  if (template === null) return [];
  const { system } = sources;
  const inherited = JSON.stringify(own) === JSON.stringify(system?.algorithms ?? null);
  const ca = sources.template && readCaKeys(sources.template);
  return [
    { origin: system ? 'system-wide' : 'not known', algorithms: system?.algorithms ?? null },
    { origin: pattern ? 'pattern' : 'template', algorithms: inherited ? null : own },
    { origin: ca ? 'CA' : 'not known', algorithms: ca?.algorithms ?? null },
  ];
}

/** The alternative keys that every layer allows; the own list is not inherited (vendor documentation, Enrollment Patterns). */
function alternativeKeys(sources: SetupSources): KeyAlgorithm[] | null {
  const ca = sources.template && readCaKeys(sources.template);
  const others = [sources.system?.alternative, ca?.alternative].filter((layer) => (layer ?? []).length > 0);
  const found = (sources.ruleSet?.alternative ?? []).filter((row) =>
    others.every((layer) => layer?.some((other) => sameAlgorithm(other.name, row.name))),
  );
  return found.length > 0 ? found : null;
}

/** The caller's own roles, as the server takes no other for an owner; every role where those are not known. */
function ownerRoles({ myRoles, listedRoles, ruleSet }: SetupSources): OwnerRole[] | null {
  const idOf = (name: string) => listedRoles?.find((role) => role.name === name)?.id ?? null;
  const names = myRoles ?? listedRoles?.map((role) => role.name);
  if (!names) return null;
  const given = names.map((name) => ({ id: idOf(name), name }));
  const { defaultOwner = '', defaultOwnerRoleId = null } = ruleSet ?? {};
  const known = myRoles !== null || defaultOwner === '' || names.includes(defaultOwner);
  return known ? given : [{ id: defaultOwnerRoleId ?? idOf(defaultOwner), name: defaultOwner }, ...given];
}

function retentionOf(template: WireDocument | null): string | null {
  if (!template) return null;
  const { policy } = readKeyRetention(template['KeyRetention'], template['KeyRetentionDays']);
  return policy === '' ? null : policy;
}

/**
 * Puts together what is in force for a choice. What the settings do not say, the enrollment context may; with enrollment
 * patterns it speaks for the default pattern of a template, so no other pattern falls back to it.
 */
export function setupFrom(choice: EnrollChoice, sources: SetupSources): Setup {
  const { template, pattern } = choice;
  const { ruleSet, definitions, settings } = sources;
  const context = pattern === null || pattern.isDefault ? template : null;
  const keyLayers = keyLayersOf(choice, sources, ruleSet?.algorithms ?? context?.algorithms ?? null);
  const restricted = keyLayers.some(({ algorithms }) => (algorithms ?? []).length > 0);
  const keys = keyChoices(keyLayers.map(({ algorithms }) => algorithms));
  return {
    choice,
    rules: {
      subject: ruleSet?.subjectRules ?? context?.subjectRules ?? [],
      keys: restricted ? keys : null,
      allowWildcards: ruleSet?.allowWildcards ?? context?.allowWildcards ?? null,
      rfcEnforcement: ruleSet?.rfcEnforcement ?? context?.rfcEnforcement ?? null,
    },
    rulesReadable: ruleSet !== null || (context?.subjectRules.length ?? 0) > 0,
    defaults: ruleSet?.defaults ?? [],
    keys,
    keyLayers,
    alternative: alternativeKeys(sources),
    allowKeyReuse: ruleSet?.allowKeyReuse ?? null,
    retention: retentionOf(sources.template),
    metadata:
      definitions === null ? null : fieldsInForce(definitions, sources.patternMetadata ?? context?.metadata ?? []),
    lacked: sources.lacked,
    missing: sources.missing,
    fields: pattern?.fields ?? template?.fields ?? [],
    authorityRequired: template === null,
    requiresApproval: template?.requiresApproval ?? false,
    ownerAsked: ruleSet?.ownerAsked ?? context?.ownerAsked ?? false,
    defaultOwner: ruleSet?.defaultOwner ?? '',
    roles: ownerRoles(sources),
    settings,
  };
}
