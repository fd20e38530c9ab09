import { noScope, type Scope } from '../domain/scope.ts';

/** The query members of a call about certificates; empty for the whole server. Only Add, Remove and Revoke take them in the body. */
export const scopeQuery = ({ collectionId, containerId }: Scope = noScope): Record<string, number> => ({
  ...(collectionId === null ? {} : { collectionId }),
  ...(containerId === null ? {} : { containerId }),
});
