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
