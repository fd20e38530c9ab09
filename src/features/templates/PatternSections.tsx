import type { ReactElement } from 'react';
import { editorSections as at } from './editorSections.ts';
import { LazyInForce } from './inForce/LazyInForce.tsx';
import { PatternOverview } from './OverviewSection.tsx';
import { PatternNaming } from './PatternNaming.tsx';
import { AccessSection } from './rules/AccessSection.tsx';
import { AuthoritiesSection } from './rules/AuthoritiesSection.tsx';
import { DefaultsSection } from './rules/DefaultsSection.tsx';
import { EnrollTypesSection } from './rules/EnrollTypesSection.tsx';
import { FieldsSection } from './rules/FieldsSection.tsx';
import { MetadataSection } from './rules/MetadataSection.tsx';
import { PolicySection } from './rules/PolicySection.tsx';
import { RegexSection } from './rules/RegexSection.tsx';

/** The contents of a pattern's editor, whether the pattern exists yet or not. */
export const patternSections = [
  at.overview,
  at.naming,
  at.enrollmentTypes,
  at.who,
  at.authorities,
  at.metadata,
  at.fields,
  at.regexes,
  at.defaults,
  at.policy,
  at.inForce,
];

/** What is edited of a pattern. */
export function PatternSections(): ReactElement {
  return (
    <>
      <PatternOverview />
      <PatternNaming />
      <EnrollTypesSection />
      <AccessSection />
      <AuthoritiesSection />
      <MetadataSection />
      <FieldsSection />
      <RegexSection />
      <DefaultsSection />
      <PolicySection />
      <LazyInForce />
    </>
  );
}
