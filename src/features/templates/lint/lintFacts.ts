import { readCaKeys, readOwnRules } from '../../../api/resolvedSettings.ts';
import type { RuleSet } from '../../../api/ruleSet.ts';
import { readKeyRetention } from '../../../api/templates.ts';
import { isDocument, textOf, type WireDocument } from '../../../api/wireDocument.ts';
import { readEnrollTypes } from '../../../domain/enrollTypes.ts';
import type { EditorFacts } from '../editorContext.ts';
import { orNull } from '../orNull.ts';
import { knowsCaseSensitivity } from '../rules/regexForm.ts';
import { laterRows, ruleMembers } from '../rules/ruleMembers.ts';
import type { LintInput, LintTemplate, LintValues } from './lintInput.ts';

function templateOf(document: WireDocument, whole: WireDocument | null): LintTemplate {
  const approval = document['RequiresApproval'];
  const retention = whole && readKeyRetention(whole['KeyRetention'], null).policy;
  return {
    tenant: textOf(document['ConfigurationTenant']) || textOf(document['ForestRoot']),
    requiresApproval: typeof approval === 'boolean' ? approval : null,
    retention: retention === '' ? null : retention,
    ca: whole && orNull(() => readCaKeys(whole)),
  };
}

interface Around {
  values: LintValues;
  /** The document as edited. */
  edited: WireDocument;
  system: RuleSet | null;
  /** The template of a pattern, where it could be read. */
  template: WireDocument | null;
}

/** What the linter needs to know of a document of its editor; the rest of its input is what the server's lists say. */
export function lintFacts(
  editor: Pick<EditorFacts, 'kind' | 'document' | 'enrollmentPatterns'>,
  { values, edited, system, template }: Around,
): Omit<LintInput, 'authorities' | 'definitions' | 'patternCount'> {
  const { kind, document, enrollmentPatterns } = editor;
  const short = document['Template'];
  const mask = document['AllowedEnrollmentTypes'];
  const shown = values.enrollTypes ?? readEnrollTypes(typeof mask === 'number' ? mask : 0);
  const ofPattern = template ?? (isDocument(short) ? short : null);
  return {
    kind,
    enrollmentPatterns,
    document,
    // A template that only mirrors its default pattern has no fields for what it allows.
    values: kind === 'settings' ? values : { ...values, enrollTypes: shown },
    own: orNull(() => readOwnRules(edited, system)),
    system,
    caseKnown: knowsCaseSensitivity(document[ruleMembers(kind, document).regexes], laterRows(kind, document)),
    template: kind === 'template' ? templateOf(document, edited) : ofPattern && templateOf(ofPattern, template),
  };
}
