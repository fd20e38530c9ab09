import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { fetchPattern, findPatternByName, keepPattern } from '../../api/patterns.ts';
import { createPattern, forcing, savePattern } from '../../api/patternWrites.ts';
import type { WireDocument } from '../../api/wireDocument.ts';
import { paths } from '../../paths.ts';
import { DocumentEditor } from './DocumentEditor.tsx';
import { newPatternTarget } from './newPatternTarget.ts';
import { blankPattern } from './patternDocument.ts';
import { newPatternKind } from './patternKind.ts';
import { PatternSections, patternSections } from './PatternSections.tsx';
import { templateTitle } from './templateFacts.ts';

interface NewPatternFormProps {
  id: number;
  template: WireDocument;
  settings: WireDocument;
  /** Whether the template has no pattern yet. */
  first: boolean;
}

/** The editor of an enrollment pattern that does not exist yet. */
export function NewPatternForm({ id, template, settings, first }: NewPatternFormProps): ReactElement {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { mutateAsync: create } = useMutation(createPattern());
  const { mutateAsync: save } = useMutation(savePattern());
  const blank = useMemo(() => blankPattern(template, settings, first), [template, settings, first]);
  const target = useMemo(
    // Taken for the first one, it takes the default from nobody.
    () =>
      newPatternTarget(blank, {
        create: (body) => create({ body, force: !first }),
        save: (made, body) => save({ id: made, body, force: !first }),
        fetch: fetchPattern,
        find: findPatternByName,
      }),
    [blank, create, save, first],
  );
  return (
    <DocumentEditor
      kind={newPatternKind}
      act="patterns"
      latest={blank}
      target={target}
      onStored={(stored, lostAnswer) => {
        const made = Number(stored['Id']);
        keepPattern(client, made, stored);
        void navigate(paths.pattern(made), { replace: true, state: { made: { lostAnswer } } });
      }}
      title={() => 'New enrollment pattern'}
      subtitle={() =>
        first
          ? `The first of ${templateTitle(template)}: it becomes the template’s default`
          : `Another one of ${templateTitle(template)}`
      }
      facts={{ templateId: id, enrollmentPatterns: true }}
      sections={patternSections}
      request={(body) => `POST /EnrollmentPatterns${first ? '' : forcing(body)}`}
      fileName={null}
    >
      <PatternSections />
    </DocumentEditor>
  );
}
