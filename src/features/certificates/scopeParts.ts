import { useQuery } from '@tanstack/react-query';
import { collectionsQuery } from '../../api/certificateCollections.ts';
import { containerNoun, containersQuery } from '../../api/containers.ts';
import { serverQuery } from '../../api/server.ts';

/** A collection or a container by the id that the server goes by, called by its name. */
interface Part {
  value: string;
  label: string;
}

const parts = (rows: readonly (readonly [id: number, name: string])[] | null | undefined): readonly Part[] =>
  (rows ?? []).map(([id, name]) => ({ value: String(id), label: `${name} (${id})` }));

/** The collections and containers that the server names for the caller; none where it does not tell, and until it has. */
export function useScopeParts(): { collections: readonly Part[]; containers: readonly Part[] } {
  const server = useQuery(serverQuery()).data;
  const collections = useQuery(collectionsQuery()).data;
  const noun = containerNoun(server?.endpoints ?? null);
  const containers = useQuery({ ...containersQuery(noun), enabled: server !== undefined }).data;
  return {
    collections: parts(collections?.map(({ collectionId, name }) => [collectionId, name])),
    containers: parts(containers?.map(({ containerId, name }) => [containerId, name])),
  };
}
