/**
 * The part of the certificates that a caller looks at: those of a collection or of a store container. A caller whose rights
 * end there has to name it with every call, or the server refuses (vendor documentation, GET Certificates: `collectionId`,
 * from 25 on `containerId`).
 */
export interface Scope {
  collectionId: number | null;
  containerId: number | null;
}

export const noScope: Scope = { collectionId: null, containerId: null };

/** Whether it is a part, and not the whole server. */
export const isPart = ({ collectionId, containerId }: Scope): boolean => collectionId !== null || containerId !== null;

/** What the server calls the parts of a scope; null where it does not tell, or where there is no such part. */
export interface ScopeNames {
  collection: string | null;
  container: string | null;
}

/** A scope in a person's words, by its ids where no names are known; '' for the whole server. */
export function scopeWords({ collectionId, containerId }: Scope, names?: ScopeNames): string {
  const words = (id: number, name: string | null | undefined) => (name ? `“${name}”` : String(id));
  return [
    ...(collectionId === null ? [] : [`collection ${words(collectionId, names?.collection)}`]),
    ...(containerId === null ? [] : [`store container ${words(containerId, names?.container)}`]),
  ].join(' and ');
}
