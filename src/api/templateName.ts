import { queryOptions } from '@tanstack/react-query';
import type { MissingRight } from '../domain/missingRight.ts';
import { fetchAll, quoteValue } from './lists.ts';
import { readPatternRow, wirePattern } from './patterns.ts';
import { evidence } from './requests.ts';
import { readTemplateRow, wireTemplate } from './templates.ts';

/** What people call a template that is known by its short name, and its patterns. Empty where the caller may not read it. */
export interface TemplateNames {
  template: string;
  /** Name of each pattern by its id. */
  patterns: ReadonlyMap<string, string>;
  /** Set where the caller may not read it. */
  missing: MissingRight | null;
}

/**
 * Takes the short name of a template as requests carry it, and whether the server has enrollment patterns; gives its display
 * name and those of its patterns. Filters as documented (vendor documentation, GET Enrollment Patterns and GET Templates).
 * Throws what `call` throws but for rights.
 */
export function templateNamesQuery(shortName: string, hasPatterns: boolean) {
  return queryOptions({
    queryKey: ['templates', 'names', shortName, hasPatterns],
    queryFn: async ({ signal }): Promise<TemplateNames> => {
      const value = quoteValue(shortName);
      if (value === null) return unnamed;
      const found = await evidence(() =>
        hasPatterns
          ? byPatterns(`TemplateShortName -eq ${value}`, signal)
          : byTemplate(`ShortName -eq ${value}`, signal),
      );
      if (found.kind === 'found') return { ...found.value, missing: null };
      return found.kind === 'absent' ? unnamed : { ...unnamed, missing: { permission: found.permission } };
    },
    staleTime: 300_000,
    retry: false,
  });
}

type Names = Omit<TemplateNames, 'missing'>;

const unnamed: TemplateNames = { template: '', patterns: new Map(), missing: null };

async function byPatterns(queryString: string, signal: AbortSignal): Promise<Names> {
  const rows = (await fetchAll('/EnrollmentPatterns', { queryString }, wirePattern, { signal })).map(readPatternRow);
  const patterns = new Map(rows.map(({ id, name }) => [String(id), name]));
  return { template: rows[0]?.templateName ?? '', patterns };
}

async function byTemplate(queryString: string, signal: AbortSignal): Promise<Names> {
  const rows = await fetchAll('/Templates', { queryString }, wireTemplate, { prefix: 'sq', signal });
  return { template: rows.map(readTemplateRow)[0]?.name ?? '', patterns: new Map() };
}
