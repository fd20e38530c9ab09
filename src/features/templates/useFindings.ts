import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { authoritiesQuery } from '../../api/authorities.ts';
import { metadataFieldsQuery } from '../../api/metadata.ts';
import { patternsOfTemplateQuery } from '../../api/patterns.ts';
import { templateQuery } from '../../api/templates.ts';
import { useEdited } from './EditedDocument.tsx';
import { useEditor } from './editorContext.ts';
import { lintFacts } from './lint/lintFacts.ts';
import type { LintFinding, LintValues } from './lint/lintInput.ts';
import { useSystemRulesRead } from './useSystemRules.ts';

/** The code of the linter, fetched once when the form is already on the screen. */
const linterQuery = {
  queryKey: ['linter'],
  queryFn: async () => (await import('./lint/lint.ts')).lint,
  staleTime: Infinity,
};

export interface Findings {
  /** Null while nothing has been looked at yet. */
  findings: readonly LintFinding[] | null;
  /** The linter itself could not be loaded. */
  failed: boolean;
}

/** What the linter has to say about what is on the screen, a pause in typing later. What cannot be read counts as not known. */
export function useFindings(): Findings {
  const editor = useEditor();
  const { kind, templateId, enrollmentPatterns } = editor;
  const { values, document: edited } = useEdited();
  const ofTemplate = templateId ?? 0;
  const linter = useQuery(linterQuery);
  const system = useSystemRulesRead();
  const authorities = useQuery({ ...authoritiesQuery(), enabled: kind !== 'settings' });
  const definitions = useQuery({ ...metadataFieldsQuery(), enabled: kind !== 'settings' });
  const template = useQuery({ ...templateQuery(ofTemplate), enabled: kind === 'pattern' && templateId !== null });
  const patterns = useQuery({
    ...patternsOfTemplateQuery(ofTemplate),
    enabled: kind === 'template' && enrollmentPatterns && templateId !== null,
  });
  const reading = [system, authorities, definitions, template, patterns].some((each) => each.isLoading);
  const lint = linter.data;
  const findings = useMemo(() => {
    if (lint === undefined || reading) return null;
    const around = {
      values: values as LintValues,
      edited,
      system: system.data ?? null,
      template: template.data ?? null,
    };
    return lint({
      ...lintFacts(editor, around),
      authorities: authorities.data ?? null,
      definitions: definitions.data ?? null,
      patternCount: patterns.data?.length ?? null,
    });
  }, [
    lint,
    reading,
    editor,
    values,
    edited,
    system.data,
    template.data,
    authorities.data,
    definitions.data,
    patterns.data,
  ]);
  return { findings, failed: linter.isError };
}
