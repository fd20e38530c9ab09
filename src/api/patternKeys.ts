import type { QueryClient } from '@tanstack/react-query';

/** Cache keys of enrollment patterns, shared with templates because saving one changes the other. */
export const patternKeys = {
  all: ['patterns'] as const,
  lists: ['patterns', 'list'] as const,
  one: (id: number) => ['patterns', 'one', id] as const,
  defaultOf: (templateId: number) => ['patterns', 'default of', templateId] as const,
};

const underRules: ReadonlySet<unknown> = new Set([
  'enrollment context',
  'enrollment pattern choices',
  'enrollment settings',
  'enrollment pattern metadata',
  'enrollment setup',
]);

/** Marks everything that enrollment reads as stale: who may enroll for what, under which rules. */
export async function forgetEnrollmentRules(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ predicate: (query) => underRules.has(query.queryKey[0]) });
}
