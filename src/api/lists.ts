import type * as z from 'zod/mini';
import { call } from './client.ts';
import { ApiError } from './errors.ts';
import { listOf, read } from './wire.ts';

export interface ListQuery {
  /** Keyfactor's filter grammar: `Name -contains "web" AND HasPrivateKey -eq true`. */
  queryString?: string;
  /** The endpoint's query name, which often differs from the JSON name. */
  sortField?: string;
  descending?: boolean;
  /** Rows per page; 100 unless told. Large pages make the server slow. */
  pageSize?: number;
}

export interface ListPage<T> {
  rows: T[];
  /** Matches on the server; without `X-Total-Count` the rows known so far, and one more when this page is full. */
  total: number;
  /** True when the server said the total. */
  totalIsExact: boolean;
  /** From 1. */
  page: number;
}

export interface ListOptions {
  /** Old spelling of the parameters before their dot (`pq`, `sq`, `query`, `certificateStoreQuery`): both are sent. */
  prefix?: string;
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  version?: 1 | 2;
  signal?: AbortSignal;
  /** A 401 of this list is only a refusal, see `CallOptions`. */
  keepSession?: boolean;
}

const defaultPageSize = 100;
/** The page every server gives unasked (vendor documentation): a shorter one is the last, whatever limit it keeps. */
const smallestLimit = 50;
const mostPages = 1000;

/** Reads one page of a list; `page` counts from 1 and rows are checked with `schema`. Throws as `call` and `read` do. */
export async function fetchPage<T extends z.core.$ZodType>(
  path: string,
  page: number,
  q: ListQuery,
  schema: T,
  extra: ListOptions = {},
): Promise<ListPage<z.output<T>>> {
  const pageSize = q.pageSize ?? defaultPageSize;
  const { prefix, query, ...rest } = extra;
  const answer = await call(path, { ...rest, query: { ...query, ...listParameters(page, pageSize, q, prefix) } });
  const rows = read(listOf(schema), answer.body, `List ${path}`);
  const header = answer.header('X-Total-Count');
  const before = (page - 1) * pageSize;
  if (header !== null && /^\d+$/.test(header.trim())) return { rows, total: Number(header), totalIsExact: true, page };
  const full = rows.length >= Math.min(smallestLimit, pageSize);
  return { rows, total: before + rows.length + (full ? 1 : 0), totalIsExact: false, page };
}

/** The server's word for a sort field that it does not know (`Invalid sort field: X.`, Keyfactor error list). */
const unknownSortField = '0xA011004A';

/** Sort fields that a server refused, as `path field`. Asking again would be refused again, with every page. */
const refusedSorts = new Set<string>();

/**
 * Reads one page as `fetchPage` does; where the server does not know the sort field, in the server's own order, which
 * `sortRefused` tells.
 */
export async function fetchSortedPage<T extends z.core.$ZodType>(
  path: string,
  page: number,
  q: ListQuery,
  schema: T,
  extra: ListOptions = {},
): Promise<ListPage<z.output<T>> & { sortRefused: boolean }> {
  const { sortField, descending: _descending, ...unsorted } = q;
  const name = `${path} ${sortField}`;
  const asked = sortField !== undefined && sortField !== '';
  if (asked && !refusedSorts.has(name)) {
    try {
      return { ...(await fetchPage(path, page, q, schema, extra)), sortRefused: false };
    } catch (error) {
      if (!(error instanceof ApiError) || error.code?.toLowerCase() !== unknownSortField.toLowerCase()) throw error;
      refusedSorts.add(name);
    }
  }
  return { ...(await fetchPage(path, page, unsorted, schema, extra)), sortRefused: asked };
}

/** The page of a question that cannot be asked. */
export const nothingFound = { rows: [], total: 0, totalIsExact: true, page: 1, sortRefused: false };

/** Whether a list has so few pages loaded that all may be read again without need. */
export const fewPages = (query: { state: { data?: { pages: readonly unknown[] } | undefined } }): boolean =>
  (query.state.data?.pages.length ?? 0) <= 3;

type Loaded = { rows: readonly unknown[]; total: number; totalIsExact?: boolean; page: number };

const rowCount = (pages: readonly Loaded[]): number => pages.reduce((count, page) => count + page.rows.length, 0);

/**
 * The number of the page after the last one read, or undefined at the end. Rows are counted, as a server may give smaller
 * pages than it was asked for. Without a total the end is an empty page, one shorter than the first, or the same page
 * again (an endpoint without paging).
 */
export function pageAfter<P extends Loaded>(last: P, pages: readonly P[]): number | undefined {
  if (last.rows.length === 0) return undefined;
  const next = last.page + 1;
  if (last.totalIsExact !== false) return rowCount(pages) < last.total ? next : undefined;
  const [first] = pages;
  if (first === undefined || first === last) return last.total > last.rows.length ? next : undefined;
  const again = JSON.stringify(last.rows) === JSON.stringify(pages.at(-2)?.rows);
  return last.rows.length < first.rows.length || again ? undefined : next;
}

/** How many rows a list has, of which these pages are loaded: as the server says, else those loaded and one more when there may be more. */
export function totalOf(pages: readonly Loaded[]): number {
  const last = pages.at(-1);
  if (last === undefined) return 0;
  if (last.totalIsExact !== false) return last.total;
  return rowCount(pages) + (pageAfter(last, pages) === undefined ? 0 : 1);
}

/**
 * Reads a whole list in pages (100 rows unless told), one after the other, until the server's total. Without a total
 * the end is an empty page, one shorter than any server's own limit, or one like the page before (an endpoint without
 * paging gives everything each time).
 */
export async function fetchAll<T extends z.core.$ZodType>(
  path: string,
  q: ListQuery,
  schema: T,
  extra: ListOptions = {},
): Promise<z.output<T>[]> {
  const all: z.output<T>[] = [];
  let previous = '';
  for (let page = 1; page <= mostPages; page += 1) {
    const found = await fetchPage(path, page, q, schema, extra);
    const same = JSON.stringify(found.rows);
    if (found.rows.length === 0 || same === previous) break;
    all.push(...found.rows);
    const short = found.rows.length < Math.min(smallestLimit, q.pageSize ?? defaultPageSize);
    if (found.totalIsExact ? all.length >= found.total : short) break;
    previous = same;
  }
  return all;
}

/** A text as a value of the query grammar, in double quotes; null when it holds a double quote, which cannot be escaped. */
export function quoteValue(text: string): string | null {
  return text.includes('"') ? null : `"${text}"`;
}

function listParameters(
  page: number,
  pageSize: number,
  q: ListQuery,
  prefix: string | undefined,
): Record<string, string | number> {
  const plain: [string, string | number][] = [
    ['PageReturned', page],
    ['ReturnLimit', pageSize],
  ];
  if (q.queryString !== undefined && q.queryString !== '') plain.push(['QueryString', q.queryString]);
  if (q.sortField !== undefined) {
    // The enum is the reverse of its name: 0 ascending, 1 descending (vendor documentation, "Using Querystring").
    plain.push(['SortField', q.sortField], ['SortAscending', q.descending === true ? 1 : 0]);
  }
  const old =
    prefix === undefined
      ? []
      : plain.map(([name, value]) => [`${prefix}.${name[0]?.toLowerCase()}${name.slice(1)}`, value] as const);
  return Object.fromEntries([...plain, ...old]);
}
