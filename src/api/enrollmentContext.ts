import * as z from 'zod/mini';
import { queryOptions } from '@tanstack/react-query';
import type { KeyAlgorithm } from '../domain/keyAlgorithms.ts';
import type { SubjectRule } from '../domain/policy.ts';
import { asPatternId, asTemplateId, type PatternId, type TemplateId } from '../domain/ids.ts';
import { logicalName } from './authorities.ts';
import { call } from './client.ts';
import { notPermitted } from './errors.ts';
import { fetchAll } from './lists.ts';
import { readMetadataOverride, wireMetadataOverride, type MetadataOverride } from './metadata.ts';
import {
  readAlgorithms,
  readRuleSet,
  readSubjectRules,
  wireAlgorithmPolicy,
  wireSubjectRules,
  type RuleSet,
} from './ruleSet.ts';
import { takes } from './rights.ts';
import { bool, int, loose, maybe, read, text } from './wire.ts';

export type EnrollKind = 'pfx' | 'csr';

/** A CA the caller may enroll with. `name` is the exact text the server takes. */
export interface ContextAuthority {
  name: string;
  displayName: string;
  subscriberTerms: boolean;
  /** The CA asks for at least one DNS name (RFC 2818); null where that is not said. */
  rfcEnforcement: boolean | null;
}

/** An enrollment field: passed to the CA, always mandatory. No options means free text. */
export interface EnrollmentField {
  name: string;
  options: readonly string[];
}

/**
 * A template the caller may enroll with, as the server's enrollment context gives it. Where the server has enrollment
 * patterns, its rules are those of the default pattern.
 */
export interface ContextTemplate {
  templateId: TemplateId;
  /** The short name, which is what an enrollment sends. */
  name: string;
  displayName: string;
  requiresApproval: boolean;
  rfcEnforcement: boolean | null;
  authorities: readonly ContextAuthority[];
  fields: readonly EnrollmentField[];
  metadata: readonly MetadataOverride[];
  subjectRules: readonly SubjectRule[];
  algorithms: readonly KeyAlgorithm[] | null;
  allowWildcards: boolean | null;
  /** The policy has the value that probably asks for an owner. */
  ownerAsked: boolean;
}

export interface EnrollmentContext {
  templates: readonly ContextTemplate[];
  standalone: readonly ContextAuthority[];
}

/** An enrollment pattern as far as choosing one needs it. */
export interface PatternChoice {
  patternId: PatternId;
  name: string;
  description: string;
  templateId: TemplateId;
  templateName: string;
  isDefault: boolean;
  pfx: boolean;
  csr: boolean;
  /** Logical names; null when the pattern leaves the choice to the template's CAs. */
  onlyAuthorities: readonly string[] | null;
  /** Names; null when Active Directory permissions decide. */
  roles: readonly string[] | null;
  fields: readonly EnrollmentField[];
}

const wireAuthorities = maybe(
  z.array(loose({ Name: text, DisplayName: maybe(text), SubscriberTerms: maybe(bool), RFCEnforcement: maybe(bool) })),
);
const wireFields = maybe(z.array(loose({ Name: text, Options: maybe(z.array(text)) })));

const wireContext = loose({
  Templates: maybe(
    z.array(
      loose({
        Id: int,
        Name: text,
        DisplayName: maybe(text),
        RequiresApproval: maybe(bool),
        RFCEnforcement: maybe(bool),
        CAs: wireAuthorities,
        EnrollmentFields: wireFields,
        MetadataFields: maybe(z.array(wireMetadataOverride)),
        Regexes: wireSubjectRules,
        EnrollmentTemplatePolicy: wireAlgorithmPolicy,
      }),
    ),
  ),
  StandaloneCAs: wireAuthorities,
});

function authorities(rows: z.infer<typeof wireAuthorities>): ContextAuthority[] {
  const all = rows ?? [];
  // The short name is enough where it is the only one.
  const shown = (name: string) => {
    const short = logicalName(name);
    return all.filter((row) => logicalName(row.Name) === short).length > 1 ? name : short;
  };
  return all.map((row) => ({
    name: row.Name,
    displayName: row.DisplayName ?? shown(row.Name),
    subscriberTerms: row.SubscriberTerms ?? false,
    rfcEnforcement: row.RFCEnforcement ?? null,
  }));
}

function fields(rows: z.infer<typeof wireFields>): EnrollmentField[] {
  return (rows ?? []).map((row) => ({ name: row.Name, options: row.Options ?? [] }));
}

/** GET Enrollment/PFX/Context/My or CSR/Context/My. Before 25 a CA has no display name and a template no policy here. */
export function readContext(body: unknown): EnrollmentContext {
  const wire = read(wireContext, body, 'the enrollment context');
  return {
    templates: (wire.Templates ?? []).map((row) => ({
      templateId: asTemplateId(row.Id),
      name: row.Name,
      displayName: row.DisplayName || row.Name,
      requiresApproval: row.RequiresApproval ?? false,
      rfcEnforcement: row.EnrollmentTemplatePolicy?.RFCEnforcement ?? row.RFCEnforcement ?? null,
      authorities: authorities(row.CAs),
      fields: fields(row.EnrollmentFields),
      metadata: (row.MetadataFields ?? []).map(readMetadataOverride),
      subjectRules: readSubjectRules(row.Regexes),
      algorithms: readAlgorithms(row.EnrollmentTemplatePolicy),
      allowWildcards: row.EnrollmentTemplatePolicy?.AllowWildcards ?? null,
      ownerAsked: row.EnrollmentTemplatePolicy?.CertificateOwnerRole === 1,
    })),
    standalone: authorities(wire.StandaloneCAs),
  };
}

/** What the caller may enroll with. */
export function enrollmentContextQuery(kind: EnrollKind) {
  const path = kind === 'pfx' ? '/Enrollment/PFX/Context/My' : '/Enrollment/CSR/Context/My';
  return queryOptions({
    queryKey: ['enrollment context', kind],
    // Whoever may enroll with nothing may get an empty answer, which proves no right.
    meta: takes(kind === 'pfx' ? 'enrollPfx' : 'enrollCsr', {
      proves: ({ templates, standalone }: EnrollmentContext) => templates.length + standalone.length > 0,
    }),
    queryFn: async ({ signal }) => readContext((await call(path, { signal })).body),
    staleTime: 60_000,
  });
}

const wirePattern = loose({
  Id: int,
  Name: text,
  Description: maybe(text),
  Template: loose({ Id: int, CommonName: maybe(text), TemplateName: maybe(text) }),
  TemplateDefault: maybe(bool),
  UseADPermissions: maybe(bool),
  AssociatedRoles: maybe(z.array(loose({ Name: text }))),
  CertificateAuthorities: maybe(z.array(loose({ LogicalName: maybe(text) }))),
  RestrictCAs: maybe(bool),
  AllowedEnrollmentTypes: maybe(int),
  EnrollmentFields: wireFields,
});

/** One row of GET EnrollmentPatterns. AllowedEnrollmentTypes: bit 1 PFX, bit 2 CSR (vendor documentation). */
export function readPatternChoice(row: z.infer<typeof wirePattern>): PatternChoice {
  const types = row.AllowedEnrollmentTypes ?? 0;
  const names = (row.CertificateAuthorities ?? []).map((authority) => authority.LogicalName ?? '');
  return {
    patternId: asPatternId(row.Id),
    name: row.Name,
    description: row.Description ?? '',
    templateId: asTemplateId(row.Template.Id),
    templateName: row.Template.TemplateName ?? row.Template.CommonName ?? '',
    isDefault: row.TemplateDefault ?? false,
    pfx: (types & 1) !== 0,
    csr: (types & 2) !== 0,
    onlyAuthorities: row.RestrictCAs ? names : null,
    roles: row.UseADPermissions ? null : (row.AssociatedRoles ?? []).map((role) => role.Name),
    fields: fields(row.EnrollmentFields),
  };
}

/** The enrollment patterns to choose from, or null where the caller may not list them: the default pattern then applies. */
export function patternChoicesQuery() {
  return queryOptions({
    queryKey: ['enrollment pattern choices'],
    queryFn: async ({ signal }): Promise<readonly PatternChoice[] | null> => {
      try {
        return (await fetchAll('/EnrollmentPatterns', {}, wirePattern, { signal })).map(readPatternChoice);
      } catch (error) {
        if (notPermitted(error)) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });
}

/** What an enrollment is judged by: a template's resolved settings, or a pattern's. */
export type RuleSource = { patternId: PatternId } | { templateId: TemplateId };

/** The settings in force for a template or a pattern; null where the caller may not read them. */
export function ruleSetQuery(source: RuleSource) {
  const path =
    'patternId' in source
      ? `/EnrollmentPatterns/${source.patternId}/Settings`
      : `/Enrollment/Settings/${source.templateId}`;
  return queryOptions({
    queryKey: ['enrollment settings', source],
    queryFn: async ({ signal }): Promise<RuleSet | null> => {
      try {
        return readRuleSet((await call(path, { signal })).body);
      } catch (error) {
        if (notPermitted(error)) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });
}

/** The metadata rows in force for a pattern; null where the caller may not read them. */
export function patternMetadataQuery(id: PatternId) {
  return queryOptions({
    queryKey: ['enrollment pattern metadata', id],
    queryFn: async ({ signal }): Promise<readonly MetadataOverride[] | null> => {
      try {
        const { body } = await call(`/EnrollmentPatterns/${id}/Metadata`, { signal });
        return read(z.array(wireMetadataOverride), body, 'the metadata of the pattern').map(readMetadataOverride);
      } catch (error) {
        if (notPermitted(error)) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });
}
