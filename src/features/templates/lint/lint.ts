import { accessFindings } from './accessFindings.ts';
import type { LintFinding, LintInput } from './lintInput.ts';
import { policyFindings } from './policyFindings.ts';
import { regexFindings } from './regexFindings.ts';
import { repeatedFindings } from './repeatedFindings.ts';
import { defaultFindings, metadataFindings } from './valueFindings.ts';

/**
 * What a careful colleague would point out in a document: advice, warnings first. What is not known gives nothing. The
 * rules of a template are its default pattern's where patterns exist, and are looked at there.
 */
export function lint(input: LintInput): LintFinding[] {
  const elsewhere = input.kind === 'template' && input.enrollmentPatterns;
  const rules = elsewhere
    ? []
    : [
        ...defaultFindings(input),
        ...metadataFindings(input),
        ...regexFindings(input),
        ...policyFindings(input),
        ...repeatedFindings(input),
      ];
  return [...accessFindings(input), ...rules].toSorted(
    (one, other) => Number(other.severity === 'warning') - Number(one.severity === 'warning'),
  );
}
