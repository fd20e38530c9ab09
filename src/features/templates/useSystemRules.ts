import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { readRuleSet, type RuleSet } from '../../api/ruleSet.ts';
import { settingsQuery } from '../../api/settings.ts';
import { useEditor } from './editorContext.ts';

/** The read of the system-wide rules under the document of the editor around; not asked for those rules themselves. */
export function useSystemRulesRead(): UseQueryResult<RuleSet> {
  const { kind, enrollmentPatterns } = useEditor();
  return useQuery({ ...settingsQuery(enrollmentPatterns), select: readRuleSet, enabled: kind !== 'settings' });
}

/**
 * The system-wide rules under the document of the editor around, read once for all its sections. Null while they are on
 * the way, where the server does not give them, and for the system-wide rules themselves, which have nothing under them.
 */
export function useSystemRules(): RuleSet | null {
  return useSystemRulesRead().data ?? null;
}
