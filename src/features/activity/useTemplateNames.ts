import { useQuery } from '@tanstack/react-query';
import { serverQuery } from '../../api/server.ts';
import { templateNamesQuery, type TemplateNames } from '../../api/templateName.ts';

/** What people call a template and its patterns, by its short name; undefined while that is not known, or for no name. */
export function useTemplateNames(shortName: string): TemplateNames | undefined {
  const hasPatterns = useQuery(serverQuery()).data?.abilities.enrollmentPatterns;
  const enabled = shortName !== '' && hasPatterns !== undefined;
  return useQuery({ ...templateNamesQuery(shortName, hasPatterns === true), enabled }).data;
}
