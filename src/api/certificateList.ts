import { infiniteQueryOptions } from '@tanstack/react-query';
import { noScope, type Scope } from '../domain/scope.ts';
import { readCertificate, wireCertificate, type CertificateRecord } from './certificates.ts';
import { ApiError } from './errors.ts';
import type { ListChoice } from './listFilters.ts';
import { fetchSortedPage, fewPages, nothingFound, pageAfter, quoteValue } from './lists.ts';
import { scopeQuery } from './scope.ts';

/** One comparison of the question, and what it asks for in a person's words. */
interface Clause {
  field: string;
  words: string;
  text: string;
}

/** Fields that every server's search is known to take (recorded, and production queries of client authors). */
const certain: ReadonlySet<string> = new Set(['IssuedCN', 'CertId', 'Thumbprint', 'ExpirationDate']);

const textFilters = [
  { name: 'requester', field: 'NetBIOSRequester', words: 'the requester' },
  { name: 'template', field: 'TemplateDisplayName', words: 'the template' },
  { name: 'machine', field: 'CertStoreFQDN', words: 'the machine of a store' },
  { name: 'path', field: 'CertStorePath', words: 'the path of a store' },
] as const;

/** Names of the filters of this list as its URL has them. `expires` is a number of days, or a date (year-month-day). */
export const certificateFilterNames = [
  ...textFilters.map(({ name }) => name),
  'expires',
  'revoked',
  'expired',
] as const;

export type CertificateFilterName = (typeof certificateFilterNames)[number];

const contains = (field: string, words: string, value: string): Clause => ({
  field,
  words,
  text: `${field} -contains ${value}`,
});

/** What is typed into the search: part of a name, an id, a thumbprint or a serial number (colons and spaces allowed). */
function searchClauses(search: string): Clause[] | null {
  const words = search.trim();
  if (words === '') return [];
  const quoted = quoteValue(words);
  if (quoted === null) return null;
  const id = /^#?(\d{1,9})$/.exec(words)?.[1];
  const hex = words.replaceAll(/[\s:]/g, '').toUpperCase();
  const isHex = /^[0-9A-F]{8,}$/.test(hex);
  return [
    contains('IssuedCN', 'the common name', quoted),
    contains('SAN', 'alternative names', quoted),
    ...(id === undefined ? [] : [{ field: 'CertId', words: 'the id', text: `CertId -eq ${Number(id)}` }]),
    ...(isHex && hex.length === 40
      ? [{ field: 'Thumbprint', words: 'the thumbprint', text: `Thumbprint -eq "${hex}"` }]
      : []),
    ...(isHex ? [{ field: 'SerialNumber', words: 'the serial number', text: `SerialNumber -eq "${hex}"` }] : []),
  ];
}

/** `30`: between today and in 30 days; `2027-01-31`: before that day. Anything else asks for nothing. */
function expiryClause(value: string): Clause[] {
  const clause = (text: string): Clause[] => [{ field: 'ExpirationDate', words: 'the end', text }];
  if (/^\d{1,4}$/.test(value)) {
    return clause(`ExpirationDate -ge "%TODAY%" AND ExpirationDate -le "%TODAY+${Number(value)}%"`);
  }
  const isDay = /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
  return isDay ? clause(`ExpirationDate -lt "${value}"`) : [];
}

/** The question in groups: of a group any clause may fit, and every group must. Null: a double quote cannot be asked for. */
function groupsOf({ search, filters }: Pick<ListChoice, 'search' | 'filters'>): Clause[][] | null {
  const typed = textFilters.map(({ name, field, words }) => {
    const text = (filters[name] ?? '').trim();
    if (text === '') return [];
    const quoted = quoteValue(text);
    return quoted === null ? null : [contains(field, words, quoted)];
  });
  const groups = [searchClauses(search), ...typed, expiryClause(filters['expires'] ?? '')];
  const askable = groups.filter((group) => group !== null);
  return askable.length < groups.length ? null : askable.filter((group) => group.length > 0);
}

/** The QueryString of a question without the fields that this server's search does not take; empty for all. */
export function certificateQueryString(
  asked: Pick<ListChoice, 'search' | 'filters'>,
  refused: ReadonlySet<string> = new Set(),
): string | null {
  const groups = groupsOf(asked);
  if (groups === null) return null;
  const kept = groups
    .map((group) => group.filter(({ field }) => !refused.has(field)).map(({ text }) => text))
    .filter((texts) => texts.length > 0)
    .map((texts) => texts.join(' OR '));
  return kept.length < 2 ? (kept[0] ?? '') : kept.map((group) => `(${group})`).join(' AND ');
}

/** Fields that this server's search refused. Asking again would be refused again, with every page. */
const refusedFields = new Set<string>();

/** The fields to leave out after a refusal: the one that the server names, else all that are not certain. */
function toLeaveOut(error: unknown, asked: readonly Clause[]): string[] {
  if (!(error instanceof ApiError) || error.kind !== 'http' || error.status !== 400) return [];
  const doubtful = [...new Set(asked.map(({ field }) => field))].filter((field) => !certain.has(field));
  const said = [error.serverWords ?? '', ...error.reasons].join(' ');
  const named = doubtful.filter((field) => said.includes(field));
  return named.length > 0 ? named : doubtful;
}

export interface CertificatePage {
  rows: CertificateRecord[];
  total: number;
  totalIsExact: boolean;
  page: number;
  sortRefused: boolean;
  /** What was asked for and this server's search does not take, in words. */
  leftOut: readonly string[];
}

/** What the server is asked to sort by (recorded on 25.5; `Id` is refused). */
const certificateSorts: ReadonlySet<string> = new Set(['CertId', 'IssuedCN', 'IssuedDate', 'IssuerDN']);

const pageSize = 100;

async function fetchCertificates(
  choice: ListChoice,
  page: number,
  scope: Scope,
  signal: AbortSignal,
  without: ReadonlySet<string> = refusedFields,
): Promise<CertificatePage> {
  const clauses = (groupsOf(choice) ?? []).flat();
  const queryString = certificateQueryString(choice, without);
  if (queryString === null) return { ...nothingFound, leftOut: [] };
  const sort = certificateSorts.has(choice.sortField)
    ? { sortField: choice.sortField, descending: choice.descending }
    : { sortField: 'CertId', descending: true };
  const query = {
    includeRevoked: choice.filters['revoked'] === 'yes',
    includeExpired: choice.filters['expired'] === 'yes',
    // Without it a list calls every certificate one without a key (vendor documentation, GET Certificates).
    includeHasPrivateKey: true,
    ...scopeQuery(scope),
  };
  try {
    const asked = { pageSize, ...sort, ...(queryString === '' ? {} : { queryString }) };
    const extra = { prefix: 'pq', query, signal };
    const found = await fetchSortedPage('/Certificates', page, asked, wireCertificate, extra);
    // Not before: a refusal may have had another reason.
    for (const field of without) refusedFields.add(field);
    const leftOut = clauses.filter(({ field }) => without.has(field)).map(({ words }) => words);
    return { ...found, rows: found.rows.map(readCertificate), leftOut };
  } catch (error) {
    const asked = clauses.filter(({ field }) => !without.has(field));
    const fields = toLeaveOut(error, asked);
    if (fields.length === 0) throw error;
    return fetchCertificates(choice, page, scope, signal, new Set([...without, ...fields]));
  }
}

/**
 * The certificates of the server, 100 a page, searched, filtered and sorted there. Revoked and expired ones only where the
 * filters ask for them. A field that the server's search refuses with 400 is left out, which each page tells.
 */
export function certificatesQuery(choice: ListChoice, scope: Scope = noScope) {
  return infiniteQueryOptions({
    queryKey: ['certificates', 'list', choice, scope],
    initialPageParam: 1,
    queryFn: ({ pageParam, signal }) => fetchCertificates(choice, pageParam, scope, signal),
    getNextPageParam: pageAfter,
    // A look elsewhere must not read fifty pages again.
    refetchOnWindowFocus: fewPages,
  });
}
