import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { fetchTemplate, keepTemplate, saveTemplate } from '../../api/templates.ts';
import { textOf, type WireDocument } from '../../api/wireDocument.ts';
import { DocumentEditor } from './DocumentEditor.tsx';
import { editorSections as at } from './editorSections.ts';
import { LazyInForce } from './inForce/LazyInForce.tsx';
import { TemplateOverview } from './OverviewSection.tsx';
import { RawSection } from './RawSection.tsx';
import { CleanUpSection } from './rules/CleanUpSection.tsx';
import { DefaultsSection } from './rules/DefaultsSection.tsx';
import { EnrollTypesSection } from './rules/EnrollTypesSection.tsx';
import { FieldsSection } from './rules/FieldsSection.tsx';
import { KeysSection } from './rules/KeysSection.tsx';
import { MetadataSection } from './rules/MetadataSection.tsx';
import { PolicySection } from './rules/PolicySection.tsx';
import { RegexSection } from './rules/RegexSection.tsx';
import { RequestersSection } from './rules/RequestersSection.tsx';
import { templateTitle } from './templateFacts.ts';
import { templateKind } from './templateKind.ts';
import { TemplateNaming } from './TemplateNaming.tsx';
import { TemplatePatterns } from './TemplatePatterns.tsx';

interface TemplateFormProps {
  id: number;
  /** What the last read gave. */
  latest: WireDocument;
  enrollmentPatterns: boolean;
}

const own = [at.overview, at.naming, at.keys];
const everything = [
  at.overview,
  at.naming,
  at.enrollmentTypes,
  at.who,
  at.metadata,
  at.fields,
  at.regexes,
  at.defaults,
  at.policy,
  at.keys,
];

/** The editor of a template: all its rules, or what is its own where the rules lie on enrollment patterns. */
export function TemplateForm({ id, latest, enrollmentPatterns }: TemplateFormProps): ReactElement {
  const client = useQueryClient();
  const put = useMutation(saveTemplate());
  const cleanUp = Object.hasOwn(latest, 'CertificateCleanupEnabled');
  const sections = [
    ...(enrollmentPatterns ? own : everything),
    ...(cleanUp ? [at.cleanUp] : []),
    enrollmentPatterns ? at.patterns : at.inForce,
    at.raw,
  ];
  return (
    <DocumentEditor
      kind={templateKind}
      act="templates"
      latest={latest}
      target={{ get: () => fetchTemplate(id), put: put.mutateAsync }}
      onStored={(stored) => keepTemplate(client, id, stored)}
      title={templateTitle}
      subtitle={(document) => textOf(document['CommonName'])}
      facts={{ templateId: id, enrollmentPatterns }}
      sections={sections}
      request={() => 'PUT /Templates'}
      fileName={`template-${id}-before`}
    >
      <TemplateOverview />
      <TemplateNaming />
      {!enrollmentPatterns && (
        <>
          <EnrollTypesSection />
          <RequestersSection />
          <MetadataSection />
          <FieldsSection />
          <RegexSection />
          <DefaultsSection />
          <PolicySection />
        </>
      )}
      <KeysSection />
      {cleanUp && <CleanUpSection />}
      {enrollmentPatterns ? <TemplatePatterns /> : <LazyInForce />}
      <RawSection />
    </DocumentEditor>
  );
}
