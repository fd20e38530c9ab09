import * as z from 'zod/mini';
import { queryOptions } from '@tanstack/react-query';
import type { CertificateId } from '../domain/ids.ts';
import { noScope, type Scope } from '../domain/scope.ts';
import { call } from './client.ts';
import { ApiError } from './errors.ts';
import { scopeQuery } from './scope.ts';
import { bool, loose, maybe, read } from './wire.ts';

/** What the server found when it checked a certificate. Null where this server's answer does not tell. */
export interface CertificateChecks {
  /** All in all; before 25 only. */
  valid: boolean | null;
  /** Since 25. */
  chainBuilt: boolean | null;
  /** Since 25. */
  revocationServerOnline: boolean | null;
  /** The single results before 25, by the server's own names; what they mean is not published. */
  results: readonly { name: string; value: string }[];
}

const wireChecks = loose({
  Valid: maybe(bool),
  Results: maybe(z.record(z.string(), z.unknown())),
  RevocationServerOnline: maybe(bool),
  ChainBuilt: maybe(bool),
});

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/**
 * The answer of GET Certificates/{id}/Validate in either form (vendor documentation): one verdict with named results
 * before 25, two facts since. Throws `ApiError` where it holds neither.
 */
export function readChecks(body: unknown): CertificateChecks {
  const row = read(wireChecks, body, 'the checks of the certificate');
  const { Valid = null, ChainBuilt = null, RevocationServerOnline = null } = row;
  if (Valid === null && ChainBuilt === null && RevocationServerOnline === null) {
    throw new ApiError({ kind: 'unreadable', reasons: ['ChainBuilt, RevocationServerOnline or Valid: none is there'] });
  }
  return {
    valid: Valid,
    chainBuilt: ChainBuilt,
    revocationServerOnline: RevocationServerOnline,
    results: Object.entries(row.Results ?? {}).map(([name, value]) => ({ name, value: plain(value) })),
  };
}

/**
 * Lets the server check a certificate: its chain and revocation. Takes the right to read it; changes nothing.
 * @param state the state that the certificate is in: what was found in one is no answer for another
 */
export function certificateChecksQuery(id: CertificateId, scope: Scope = noScope, state = '') {
  return queryOptions({
    queryKey: ['certificate checks', id, scope, state],
    queryFn: async ({ signal }): Promise<CertificateChecks> =>
      readChecks((await call(`/Certificates/${id}/Validate`, { query: scopeQuery(scope), signal })).body),
    // Somebody asks for it, each time.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 0,
  });
}
