import type { WireDocument } from '../../../api/wireDocument.ts';
import { hasFirstPolicyShape } from '../../../api/templateBody.ts';
import { knowsCaseSensitivity } from './regexForm.ts';

/** The three kinds of document that carry rules. */
export type RuleKind = 'template' | 'pattern' | 'settings';

/** What the rules are called in one kind of document. */
export interface RuleMembers {
  regexes: string;
  defaults: string;
  policy: string;
}

const templateNames: RuleMembers = {
  regexes: 'TemplateRegexes',
  defaults: 'TemplateDefaults',
  policy: 'TemplatePolicy',
};
const patternNames: RuleMembers = { regexes: 'Regexes', defaults: 'Defaults', policy: 'Policies' };

/** The names a document uses: system-wide rules have the template's names on their old endpoint, the pattern's on the new one. */
export function ruleMembers(kind: RuleKind, document: WireDocument): RuleMembers {
  if (kind === 'pattern') return patternNames;
  if (kind === 'settings' && Object.hasOwn(document, patternNames.policy)) return patternNames;
  return templateNames;
}

/** Whether rows of this document may tell letter case: Command 10 does not know it, and its rows never carry it. */
export function laterRows(kind: RuleKind, document: WireDocument): boolean {
  return kind === 'pattern' || !hasFirstPolicyShape(document);
}

/** Whether the regexes of this document tell letter case. */
export function regexesTellCase(kind: RuleKind, document: WireDocument): boolean {
  return knowsCaseSensitivity(document[ruleMembers(kind, document).regexes], laterRows(kind, document));
}

/** What a new regex holds besides what the form says: a template's rows name their template. */
export function newRegexMembers(kind: RuleKind, document: WireDocument): WireDocument {
  const id = document['Id'];
  return {
    ...(kind === 'template' && id !== undefined ? { TemplateId: id } : {}),
    ...(regexesTellCase(kind, document) ? { CaseSensitive: false } : {}),
  };
}
