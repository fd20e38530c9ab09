/** Cache keys of enrollment patterns, shared with templates because saving one changes the other. */
export const patternKeys = {
  all: ['patterns'] as const,
  lists: ['patterns', 'list'] as const,
  one: (id: number) => ['patterns', 'one', id] as const,
  defaultOf: (templateId: number) => ['patterns', 'default of', templateId] as const,
};
