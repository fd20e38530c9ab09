import type { Authority } from '../../../api/authorities.ts';
import type { MetadataField } from '../../../api/metadata.ts';
import type { OwnRules } from '../../../api/resolvedSettings.ts';
import type { RuleSet } from '../../../api/ruleSet.ts';
import type { WireDocument } from '../../../api/wireDocument.ts';
import type { KeyLayer } from '../../../domain/keysInForce.ts';
import type { DefaultRow } from '../rules/defaultsForm.ts';
import type { MetadataRow } from '../rules/metadataForm.ts';
import type { RegexRow } from '../rules/regexForm.ts';
import type { RuleKind } from '../rules/ruleMembers.ts';

/** One piece of advice about the document. It never blocks a save. */
export interface LintFinding {
  /** The same finding has the same id after the next keystroke. */
  id: string;
  severity: 'warning' | 'advice';
  text: string;
  /** Id of the section it is about. */
  section: string;
  /** Path of the field in the form, where there is one. */
  path?: string;
}

/** The values of the form that are looked at; which there are differs per kind of document. */
export interface LintValues {
  enrollTypes?: { pfx: boolean; csr: boolean };
  requesters?: { restrict: boolean; roles: readonly string[] };
  access?: { useAd: boolean; roles: readonly string[] };
  authorities?: { restrict: boolean; ids: readonly number[] };
  retention?: { policy: string };
  metadata?: readonly MetadataRow[];
  defaults?: readonly DefaultRow[];
  regexes?: readonly RegexRow[];
  fields?: readonly { name: string }[];
}

/** What is known of the template that the document is or belongs to. */
export interface LintTemplate {
  tenant: string;
  requiresApproval: boolean | null;
  /** How keys are kept as the server holds it; the form's own value comes first. */
  retention: string | null;
  ca: { algorithms: KeyLayer['algorithms']; alternative: KeyLayer['algorithms'] } | null;
}

/** The form and everything around it that advice needs. Null: not known, and then nothing is said about it. */
export interface LintInput {
  kind: RuleKind;
  enrollmentPatterns: boolean;
  /** The document as loaded. */
  document: WireDocument;
  values: LintValues;
  /** The rules that the document sets, as edited. */
  own: OwnRules | null;
  /** The system-wide rules under it; for the system-wide rules themselves null. */
  system: RuleSet | null;
  /** Whether the server's regexes know letter case. */
  caseKnown: boolean;
  template: LintTemplate | null;
  authorities: readonly Authority[] | null;
  definitions: readonly MetadataField[] | null;
  /** How many enrollment patterns the template has. */
  patternCount: number | null;
}
