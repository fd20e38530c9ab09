import { queryOptions } from '@tanstack/react-query';
import { noScope, type Scope } from '../domain/scope.ts';
import { type CertificateRecord, isActive, readCertificate, wireCertificate } from './certificates.ts';
import { ApiError } from './errors.ts';
import { fetchSortedPage } from './lists.ts';
import { scopeQuery } from './scope.ts';

/** How a server may say that it cannot do this search, which no document promises; a slow one may say nothing. */
const refusals = [400, 404, 405, 500, 501];
const refused = ({ kind, status }: ApiError): boolean =>
  kind === 'timeout' || (kind === 'http' && refusals.includes(status ?? 0));

/**
 * The certificates in use whose public key holds a text, newest first, 50 at most. `PublicKey` is among the query fields
 * of the vendor's certificate search; how it spells a key is not documented (UNCONFIRMED: hexadecimal), so that what
 * comes back has to be looked at, and nothing coming back proves nothing.
 * @param key hexadecimal text of a part of the key
 * @returns null where the server refuses such a search, or does not answer it in time
 */
export function certificatesOfKeyQuery(key: string, scope: Scope = noScope) {
  return queryOptions({
    queryKey: ['certificates of a key', key, scope],
    queryFn: async ({ signal }): Promise<CertificateRecord[] | null> => {
      const queryString = `PublicKey -contains "${key}"`;
      const page = { queryString, sortField: 'CertId', descending: true, pageSize: 50 };
      const query = { includeRevoked: false, includeExpired: false, ...scopeQuery(scope) };
      try {
        const found = await fetchSortedPage('/Certificates', 1, page, wireCertificate, { query, signal });
        return found.rows.map(readCertificate).filter(isActive);
      } catch (error) {
        if (error instanceof ApiError && refused(error)) return null;
        throw error;
      }
    },
    staleTime: 30_000,
  });
}
