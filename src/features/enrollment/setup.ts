import { queryOptions } from '@tanstack/react-query';
import { appSettingsQuery, type EnrollmentAppSettings } from '../../api/appSettings.ts';
import { logicalName } from '../../api/authorities.ts';
import { notPermitted } from '../../api/errors.ts';
import {
  patternMetadataQuery,
  ruleSetQuery,
  type ContextAuthority,
  type ContextTemplate,
  type EnrollKind,
  type EnrollmentContext,
  type EnrollmentField,
  type PatternChoice,
} from '../../api/enrollmentContext.ts';
import { fieldsInForce, metadataFieldsQuery, type MetadataField, type MetadataOverride } from '../../api/metadata.ts';
import type { RuleSet } from '../../api/ruleSet.ts';
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
  keys: readonly KeyChoice[];
  /** Null where the names of metadata fields cannot be read. */
  metadata: readonly MetadataField[] | null;
  fields: readonly EnrollmentField[];
  authorityRequired: boolean;
  requiresApproval: boolean;
  /** The policy probably asks for an owner. Never certain, so it blocks nothing. */
  ownerAsked: boolean;
  defaultOwner: string;
  settings: EnrollmentAppSettings;
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
  const fromPatterns = (patterns ?? []).flatMap((pattern) => {
    const template = context.templates.find((each) => each.templateId === pattern.templateId);
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

/** The choice a link names (`?pattern=12`, `?template=17`), or the only one there is. */
export function prefilledChoice(choices: readonly EnrollChoice[], query: URLSearchParams): EnrollChoice | undefined {
  const pattern = query.get('pattern');
  const template = query.get('template');
  if (pattern !== null) return choices.find((choice) => choice.key === `pattern:${pattern}`);
  if (template !== null) {
    const those = choices.filter((choice) => String(choice.template?.templateId) === template);
    return those.find((choice) => choice.pattern?.isDefault ?? true) ?? those[0];
  }
  return choices.length === 1 ? choices[0] : undefined;
}

/** What the server told about one choice; null for what the caller may not read. */
export interface SetupSources {
  ruleSet: RuleSet | null;
  patternMetadata: readonly MetadataOverride[] | null;
  definitions: readonly MetadataField[] | null;
  settings: EnrollmentAppSettings;
}

/**
 * Puts together what is in force for a choice. What the settings do not say, the enrollment context may; with enrollment
 * patterns it speaks for the default pattern of a template, so no other pattern falls back to it.
 */
export function setupFrom(choice: EnrollChoice, sources: SetupSources): Setup {
  const { template, pattern } = choice;
  const { ruleSet, definitions, settings } = sources;
  const context = pattern === null || pattern.isDefault ? template : null;
  const algorithms = ruleSet?.algorithms ?? context?.algorithms ?? null;
  const keys = keyChoices([algorithms]);
  return {
    choice,
    rules: {
      subject: ruleSet?.subjectRules ?? context?.subjectRules ?? [],
      keys: algorithms === null ? null : keys,
      allowWildcards: ruleSet?.allowWildcards ?? context?.allowWildcards ?? null,
      rfcEnforcement: ruleSet?.rfcEnforcement ?? context?.rfcEnforcement ?? null,
    },
    rulesReadable: ruleSet !== null || (context?.subjectRules.length ?? 0) > 0,
    defaults: ruleSet?.defaults ?? [],
    keys,
    metadata:
      definitions === null ? null : fieldsInForce(definitions, sources.patternMetadata ?? context?.metadata ?? []),
    fields: pattern?.fields ?? template?.fields ?? [],
    authorityRequired: template === null,
    requiresApproval: template?.requiresApproval ?? false,
    ownerAsked: ruleSet?.ownerAsked ?? context?.ownerAsked ?? false,
    defaultOwner: ruleSet?.defaultOwner ?? '',
    settings,
  };
}

/** Loads everything about one choice. What the caller may not read becomes null, any other failure is an error. */
export function setupQuery(choice: EnrollChoice) {
  return queryOptions({
    queryKey: ['enrollment setup', choice.key],
    queryFn: async ({ client }): Promise<Setup> => {
      const { pattern, template } = choice;
      const rules = pattern
        ? ruleSetQuery({ patternId: pattern.patternId })
        : template && ruleSetQuery({ templateId: template.templateId });
      const [ruleSet, patternMetadata, definitions, settings] = await Promise.all([
        rules && client.fetchQuery(rules),
        pattern && client.fetchQuery(patternMetadataQuery(pattern.patternId)),
        client.fetchQuery(metadataFieldsQuery()).catch((error: unknown) => {
          if (notPermitted(error)) return null;
          throw error;
        }),
        client.fetchQuery(appSettingsQuery()),
      ]);
      return setupFrom(choice, { ruleSet, patternMetadata, definitions, settings });
    },
    staleTime: 60_000,
  });
}
