import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { fetchPattern, keepPattern } from '../../api/patterns.ts';
import { forcing, savePattern } from '../../api/patternWrites.ts';
import { textOf, type WireDocument } from '../../api/wireDocument.ts';
import { DeletePattern } from './DeletePattern.tsx';
import { DocumentEditor } from './DocumentEditor.tsx';
import { editorSections } from './editorSections.ts';
import { patternKind } from './patternKind.ts';
import { PatternSections, patternSections } from './PatternSections.tsx';
import { RawSection } from './RawSection.tsx';
import { useMadeJustNow } from './useMadeJustNow.ts';
import { templateIdOf, templateNameOf } from './patternDocument.ts';

const sections = [...patternSections, editorSections.raw];

/** The editor of an enrollment pattern that has been read. */
export function PatternForm({ id, latest }: { id: number; latest: WireDocument }): ReactElement {
  const client = useQueryClient();
  const put = useMutation(savePattern());
  const made = useMadeJustNow();
  const force = latest['TemplateDefault'] !== true;
  return (
    <DocumentEditor
      kind={patternKind}
      act="patterns"
      latest={latest}
      target={{
        get: () => fetchPattern(id),
        put: (body) => put.mutateAsync({ id, body, force }),
      }}
      onStored={(stored) => keepPattern(client, id, stored)}
      made={made}
      title={(document) => textOf(document['Name'])}
      subtitle={(document) => `Enrollment pattern of ${templateNameOf(document)}`}
      facts={{ templateId: templateIdOf(latest), enrollmentPatterns: true }}
      sections={sections}
      request={(body) => `PUT /EnrollmentPatterns/${id}${force ? forcing(body) : ''}`}
      fileName={`enrollment-pattern-${id}-before`}
      actions={<DeletePattern id={id} />}
    >
      <PatternSections />
      <RawSection />
    </DocumentEditor>
  );
}
