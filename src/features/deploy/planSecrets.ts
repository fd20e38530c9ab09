import type { PlannedStore } from './deployForm.ts';

/** Where in the form a plan holds secrets: the entry passwords, and the parameters that are secrets. */
export const secretPaths = (name: string, plan: readonly PlannedStore[]): string[] =>
  plan.flatMap((store, at) => [
    `${name}.${at}.entryPassword`,
    ...store.properties.flatMap((property, index) =>
      store.rules.entryParameters.some((each) => each.name === property.name && each.kind === 'secret')
        ? [`${name}.${at}.properties.${index}.value`]
        : [],
    ),
  ]);
