import type { Authority } from '../../../api/authorities.ts';
import type { MetadataField } from '../../../api/metadata.ts';
import { readRuleSet, type RuleSet } from '../../../api/ruleSet.ts';
import type { WireDocument } from '../../../api/wireDocument.ts';
import { defaultsFromWire } from '../rules/defaultsForm.ts';
import { sample } from '../rules/documentsForTests.ts';
import { metadataFromWire, newMetadataRow } from '../rules/metadataForm.ts';
import { regexesFromWire } from '../rules/regexForm.ts';
import type { RuleKind } from '../rules/ruleMembers.ts';
import { lint } from './lint.ts';
import { lintFacts } from './lintFacts.ts';
import type { LintInput, LintValues } from './lintInput.ts';

export const system: RuleSet = {
  ...readRuleSet(sample('settings-10.5')),
  allowWildcards: false,
  defaults: [],
};
export const authority: Authority = {
  id: 3,
  logicalName: 'Issuing CA',
  hostName: 'ca.example.com',
  tenant: 'corp.example.com',
  standalone: false,
  useForEnrollment: null,
  enrollmentTypes: 7,
  restrictsRequesters: true,
  requesters: ['power users'],
  oneClickRenewals: null,
  kind: 'microsoft',
};
export const definition: MetadataField = {
  metadataId: 4,
  name: 'Team',
  description: '',
  kind: 'choice',
  hint: '',
  regex: '',
  caseSensitive: undefined,
  message: '',
  options: ['Net', 'Apps'],
  defaultValue: '',
  use: 'optional',
  order: 1,
};

export function inputOf(
  kind: RuleKind,
  document: WireDocument,
  values: LintValues,
  o: Partial<LintInput> = {},
): LintInput {
  const editor = { kind, document, enrollmentPatterns: kind === 'pattern' };
  return {
    ...lintFacts(editor, { values, edited: document, system, template: null }),
    authorities: [authority],
    definitions: [definition],
    patternCount: 1,
    ...o,
  };
}

const template = sample('template-10.5-full');
const templateValues: LintValues = {
  enrollTypes: { pfx: true, csr: true },
  requesters: { restrict: true, roles: ['Power Users'] },
  retention: { policy: 'FromIssuance' },
  metadata: metadataFromWire(template),
  defaults: defaultsFromWire('template', template),
  regexes: regexesFromWire(template['TemplateRegexes']),
};
export const clean = inputOf('template', template, templateValues);
export const withValues = (values: Partial<LintValues>, o: Partial<LintInput> = {}): LintInput => ({
  ...clean,
  values: { ...clean.values, ...values },
  ...o,
});
export const regexRow = (subjectPart: string, regex: string) => ({
  source: -1,
  subjectPart,
  regex,
  error: '',
  caseSensitive: false,
});
/** Regexes as the form has them and as the edited document would. */
export const withRegexes = (...rows: ReturnType<typeof regexRow>[]): LintInput => ({
  ...withValues({ regexes: rows }),
  own: clean.own && {
    ...clean.own,
    subjectRules: rows.map((row) => ({
      part: row.subjectPart,
      regex: row.regex,
      message: '',
      caseSensitive: undefined,
    })),
  },
});
export const metadataRow = (row: Partial<ReturnType<typeof newMetadataRow>>) => ({
  ...newMetadataRow(),
  metadataId: 4,
  ...row,
});
export const brief = (input: LintInput) => lint(input).map(({ id, section, path }) => [id, section, path]);
