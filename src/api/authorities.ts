import type * as z from 'zod/mini';
import { queryOptions } from '@tanstack/react-query';
import { fetchAll } from './lists.ts';
import { bool, int, loose, maybe, text } from './wire.ts';

/** A certificate authority as an administrator's list shows it. */
export interface Authority {
  authorityId: number;
  logicalName: string;
  /** A DNS name for Microsoft CAs, a whole URL for HTTPS CAs. */
  hostName: string;
  tenant: string;
  standalone: boolean;
  /** Null where the server does not say (before 25). */
  useForEnrollment: boolean | null;
}

/** One row of GET CertificateAuthority, as far as this app reads it. */
const wireAuthority = loose({
  Id: int,
  LogicalName: maybe(text),
  HostName: maybe(text),
  ConfigurationTenant: maybe(text),
  ForestRoot: maybe(text),
  Standalone: maybe(bool),
  UseForEnrollment: maybe(bool),
});

/** A certificate authority from the wire; the tenant has an older name, ForestRoot. */
function readAuthority(row: z.infer<typeof wireAuthority>): Authority {
  return {
    authorityId: row.Id,
    logicalName: row.LogicalName ?? '',
    hostName: row.HostName ?? '',
    tenant: row.ConfigurationTenant ?? row.ForestRoot ?? '',
    standalone: row.Standalone ?? false,
    useForEnrollment: row.UseForEnrollment ?? null,
  };
}

/** The logical name of a CA out of `host\logical` or `https://host/path\logical`: the text after the last backslash. */
export function logicalName(name: string): string {
  return name.slice(name.lastIndexOf('\\') + 1);
}

/** Every certificate authority the caller may read. */
export function authoritiesQuery() {
  return queryOptions({
    queryKey: ['certificate authorities'],
    queryFn: async ({ signal }) => {
      const rows = await fetchAll('/CertificateAuthority', {}, wireAuthority, { signal });
      return rows.map(readAuthority).toSorted((a, b) => a.logicalName.localeCompare(b.logicalName));
    },
    staleTime: 5 * 60_000,
  });
}
