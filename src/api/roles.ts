import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { ApiError, notPermitted } from './errors.ts';
import { fetchAll } from './lists.ts';
import { serverQuery } from './server.ts';
import { int, loose, maybe, text } from './wire.ts';

/** A security role. Templates and patterns name it, owner rules hold its id. */
export interface Role {
  id: number;
  name: string;
  /** Empty on the newer version of the list, which is a summary. */
  description: string;
}

const row = loose({ Id: int, Name: maybe(text), Description: maybe(text) });

/** One row of GET Security/Roles, of either version, as a value of ours. */
export function readRole(wire: z.infer<typeof row>): Role {
  return { id: wire.Id, name: wire.Name ?? '', description: wire.Description ?? '' };
}

const fetchVersion = (version: 1 | 2, signal: AbortSignal) =>
  fetchAll('/Security/Roles', { pageSize: 500 }, row, { prefix: 'pq', version, signal });

const versionUnknown = (error: unknown) =>
  error instanceof ApiError && error.kind === 'http' && [400, 404, 405, 501].includes(error.status ?? 0);

/**
 * Every security role of the server, up to thousands, in the server's order; null where the caller may not list them.
 * Version 2 is asked for where the server should have it, and version 1 where it does not (vendor documentation, Security
 * Roles: version 1 is deprecated, and the only one of Command 10).
 */
export function rolesQuery() {
  return queryOptions({
    queryKey: ['security roles'],
    queryFn: async ({ client, signal }) => {
      const { abilities } = await client.ensureQueryData(serverQuery());
      try {
        const rows = await fetchVersion(abilities.rolesVersion2 ? 2 : 1, signal).catch((error: unknown) => {
          if (abilities.rolesVersion2 && versionUnknown(error)) return fetchVersion(1, signal);
          throw error;
        });
        return rows.map(readRole);
      } catch (error) {
        if (notPermitted(error)) return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  });
}
