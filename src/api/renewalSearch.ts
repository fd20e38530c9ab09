import { queryOptions } from '@tanstack/react-query';
import { noScope, type Scope } from '../domain/scope.ts';
import { readCertificate, wireCertificate, type CertificateRecord } from './certificates.ts';
import { ApiError } from './errors.ts';
import { fetchSortedPage, quoteValue } from './lists.ts';
import { scopeQuery } from './scope.ts';

/** How a search for certificates is asked. */
export interface CertificateFilter {
  queryString: string;
  /** The same without the serial number, which not every server's search is known to take; null where none was asked for. */
  withoutSerial: string | null;
}

/** Fewer characters would find half of the server. */
export const leastTyped = 3;

/**
 * What finds a certificate by part of its common name, its id, thumbprint or serial number (hexadecimal, colons and
 * spaces allowed). Null: too short, or it holds a double quote, which the grammar cannot carry.
 */
export function certificateFilter(typed: string): CertificateFilter | null {
  const words = typed.trim();
  const id = /^#?(\d{1,9})$/.exec(words)?.[1];
  const quoted = quoteValue(words);
  if (quoted === null || (id === undefined && words.length < leastTyped)) return null;
  const hex = words.replaceAll(/[\s:]/g, '').toUpperCase();
  const isHex = /^[0-9A-F]{8,}$/.test(hex);
  const plain = [
    ...(words.length < leastTyped ? [] : [`IssuedCN -contains ${quoted}`]),
    ...(id === undefined ? [] : [`CertId -eq ${Number(id)}`]),
    ...(isHex && hex.length === 40 ? [`Thumbprint -eq "${hex}"`] : []),
  ].join(' OR ');
  if (!isHex) return { queryString: plain, withoutSerial: null };
  return { queryString: `${plain} OR SerialNumber -eq "${hex}"`, withoutSerial: plain };
}

/** Certificates that fit a search, newest first. */
export interface FoundToRenew {
  rows: CertificateRecord[];
  /** Matches on the server. */
  total: number;
  /** The server's search does not take serial numbers, so that they were left out. */
  serialLeftOut: boolean;
}

const fewRows = 20;

/** Certificates to renew that fit what was typed, expired ones too, 20 at most; null: nothing that can be searched for. */
export function certificatesToRenewQuery(typed: string, scope: Scope = noScope) {
  const filter = certificateFilter(typed);
  return queryOptions({
    queryKey: ['certificates', 'to renew', filter?.queryString ?? null, scope],
    queryFn: async ({ signal }): Promise<FoundToRenew | null> => {
      if (filter === null) return null;
      const ask = async (queryString: string, serialLeftOut: boolean): Promise<FoundToRenew> => {
        const page = await fetchSortedPage(
          '/Certificates',
          1,
          { queryString, sortField: 'CertId', descending: true, pageSize: fewRows },
          wireCertificate,
          { query: { includeExpired: true, ...scopeQuery(scope) }, signal },
        );
        return { rows: page.rows.map(readCertificate), total: page.total, serialLeftOut };
      };
      try {
        return await ask(filter.queryString, false);
      } catch (error) {
        const refused = error instanceof ApiError && error.status === 400;
        if (!refused || filter.withoutSerial === null) throw error;
        return ask(filter.withoutSerial, true);
      }
    },
    staleTime: 30_000,
  });
}
