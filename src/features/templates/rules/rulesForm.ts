import * as z from 'zod/mini';
import type { WireDocument } from '../../../api/wireDocument.ts';
import { defaultsFromWire, defaultsSchema, defaultsToWire } from './defaultsForm.ts';
import { enrollTypesFromWire, enrollTypesToWire, enrollTypesValues } from './enrollTypesForm.ts';
import { fieldsFromWire, fieldsSchema, fieldsToWire } from './fieldsForm.ts';
import { metadataFromWire, metadataSchema, metadataToWire } from './metadataForm.ts';
import { policyFromWire, policyToWire, policyValues } from './policyForm.ts';
import { regexesFromWire, regexesToWire, regexRow } from './regexForm.ts';
import { newRegexMembers, ruleMembers, type RuleKind } from './ruleMembers.ts';
import { withList } from './wireRows.ts';

/** The rules that every kind of document has: regexes, defaults, policy. */
export function rulesShape(kind: RuleKind, document: WireDocument) {
  return { regexes: z.array(regexRow), defaults: defaultsSchema(kind, document), policy: policyValues };
}
const rules = z.object(rulesShape('settings', {}));
type RulesValues = z.infer<typeof rules>;

/** The form's values for these rules. */
export function rulesFromWire(kind: RuleKind, document: WireDocument): RulesValues {
  return {
    regexes: regexesFromWire(document[ruleMembers(kind, document).regexes]),
    defaults: defaultsFromWire(kind, document),
    policy: policyFromWire(document, kind),
  };
}

/** The document with these rules of the form; nothing changed gives the document itself. */
export function rulesToWire(kind: RuleKind, document: WireDocument, values: RulesValues): WireDocument {
  const member = ruleMembers(kind, document).regexes;
  const regexes = regexesToWire(document[member], values.regexes, newRegexMembers(kind, document));
  const edited = defaultsToWire(kind, withList(document, member, regexes), values.defaults);
  return policyToWire(edited, values.policy, kind);
}

/** What templates and patterns have besides: what may be enrolled, and what is asked for then. */
export function enrollmentShape(document: WireDocument) {
  return {
    enrollTypes: enrollTypesValues,
    metadata: metadataSchema(document),
    fields: fieldsSchema(document),
  };
}
const enrollment = z.object(enrollmentShape({}));
type EnrollmentValues = z.infer<typeof enrollment>;

/** The form's values for these parts. */
export function enrollmentFromWire(document: WireDocument): EnrollmentValues {
  return {
    enrollTypes: enrollTypesFromWire(document),
    metadata: metadataFromWire(document),
    fields: fieldsFromWire(document),
  };
}

/** The document with these parts of the form; nothing changed gives the document itself. */
export function enrollmentToWire(kind: RuleKind, document: WireDocument, values: EnrollmentValues): WireDocument {
  const typed = enrollTypesToWire(document, values.enrollTypes);
  return fieldsToWire(metadataToWire(typed, values.metadata, kind), values.fields);
}
