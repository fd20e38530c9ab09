import { useQuery } from '@tanstack/react-query';
import { patternsOfTemplateQuery, type PatternRow } from '../../api/patterns.ts';
import { useEditor } from './editorContext.ts';

/** The enrollment patterns of the template that the edited pattern is for, itself included; undefined while not known. */
export function usePatternsBeside(): { patterns: readonly PatternRow[] | undefined } {
  const { kind, templateId } = useEditor();
  const { data } = useQuery({
    ...patternsOfTemplateQuery(templateId ?? 0),
    enabled: kind === 'pattern' && templateId !== null,
  });
  return { patterns: data };
}
