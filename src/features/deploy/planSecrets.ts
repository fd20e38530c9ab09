import type { PlannedStore } from './deployForm.ts';

/** The entry parameters of a store, by name, that its type calls secret. */
export const secretParameters = ({ rules }: Pick<PlannedStore, 'rules'>): string[] =>
  rules.entryParameters.filter(({ kind }) => kind === 'secret').map(({ name }) => name);

/** What a store is told that is secret: the password of its entry, and what its type calls secret. */
export function storeSecrets(store: PlannedStore): string[] {
  const names = secretParameters(store);
  const values = store.properties.filter(({ name }) => names.includes(name)).map(({ value }) => value);
  return [store.entryPassword, ...values].filter((value) => value !== '');
}

/** A plan that another form takes over: what is secret is typed again there. */
export const withoutSecrets = (plan: readonly PlannedStore[]): PlannedStore[] =>
  plan.map((store) => {
    const names = secretParameters(store);
    const properties = store.properties.map((each) =>
      names.includes(each.name) ? { ...each, value: '' } : { ...each },
    );
    return { ...store, entryPassword: '', properties };
  });

/** Where in the form a plan holds secrets: the entry passwords, and the parameters that are secrets. */
export const secretPaths = (name: string, plan: readonly PlannedStore[]): string[] =>
  plan.flatMap((store, at) => {
    const names = secretParameters(store);
    return [
      `${name}.${at}.entryPassword`,
      ...store.properties.flatMap((property, index) =>
        names.includes(property.name) ? [`${name}.${at}.properties.${index}.value`] : [],
      ),
    ];
  });

/**
 * Makes `names`, the paths of a form's secrets, those of its plan as it is now: where a store left the plan, another stands
 * in its place, and what is secret in one may not be in the other.
 */
export function renameSecrets(names: Set<string>, name: string, plan: readonly PlannedStore[]): void {
  const paths = new Set(secretPaths(name, plan));
  for (const path of names) if (path.startsWith(`${name}.`) && !paths.has(path)) names.delete(path);
  for (const path of paths) names.add(path);
}
