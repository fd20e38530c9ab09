import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { notPermitted } from './errors.ts';
import { fetchAll } from './lists.ts';
import { bool, enumNumber, int, listOf, loose, maybe, numberOrName, text } from './wire.ts';

/** The logical name of a CA out of `host\logical` or `https://host/path\logical`: the text after the last backslash. */
export function logicalName(name: string): string {
  return name.slice(name.lastIndexOf('\\') + 1);
}

/** A certificate authority, as far as rules of enrollment depend on it. */
export interface Authority {
  id: number;
  logicalName: string;
  /** A host name, or a whole address where the CA is reached over HTTPS. */
  hostName: string;
  tenant: string;
  /** A CA without templates. */
  standalone: boolean;
  /** Null where the server does not say (before 25). */
  useForEnrollment: boolean | null;
  /** Bits: 1 PFX, 2 CSR, 4 CSR generation. On 25 they count for standalone CAs only. */
  enrollmentTypes: number;
  restrictsRequesters: boolean;
  /** Names of the security roles that may request from it where it restricts. */
  requesters: readonly string[];
  /** Null where the server does not say. */
  oneClickRenewals: boolean | null;
  kind: 'microsoft' | 'https' | 'unknown';
}

const row = loose({
  Id: int,
  LogicalName: maybe(text),
  HostName: maybe(text),
  ConfigurationTenant: maybe(text),
  ForestRoot: maybe(text),
  CAType: maybe(numberOrName),
  Standalone: maybe(bool),
  UseForEnrollment: maybe(bool),
  AllowedEnrollmentTypes: maybe(int),
  UseAllowedRequesters: maybe(bool),
  AllowedRequesters: listOf(text),
  AllowOneClickRenewals: maybe(bool),
});

const kinds = ['microsoft', 'https'] as const;

/** One row of GET CertificateAuthority as a value of ours (CAType 1 is HTTPS: recorded on 25.4; 0 by elimination). */
export function readAuthority(wire: z.output<typeof row>): Authority {
  return {
    id: wire.Id,
    logicalName: wire.LogicalName ?? '',
    hostName: wire.HostName ?? '',
    tenant: wire.ConfigurationTenant ?? wire.ForestRoot ?? '',
    standalone: wire.Standalone ?? false,
    useForEnrollment: wire.UseForEnrollment ?? null,
    enrollmentTypes: wire.AllowedEnrollmentTypes ?? 0,
    restrictsRequesters: wire.UseAllowedRequesters ?? false,
    requesters: wire.AllowedRequesters,
    oneClickRenewals: wire.AllowOneClickRenewals ?? null,
    kind: kinds[enumNumber(wire.CAType, {}) ?? -1] ?? 'unknown',
  };
}

/** Every certificate authority that the server knows; null where the caller may not list them. */
export function authoritiesQuery() {
  return queryOptions({
    queryKey: ['certificate authorities'],
    queryFn: async ({ signal }) => {
      try {
        const rows = await fetchAll('/CertificateAuthority', {}, row, { prefix: 'pq', signal });
        return rows.map(readAuthority);
      } catch (error) {
        if (notPermitted(error)) return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  });
}
