import type { ListPage } from './lists.ts';

type Read<T> = Pick<ListPage<T>, 'rows' | 'total' | 'totalIsExact' | 'page'>;

/** How many rows a page has, by the first one: a server may give fewer than it was asked for. At least 1. */
export function pageSizeOf(first: Read<unknown>): number {
  return Math.max(1, first.rows.length);
}

/**
 * How many rows the list has as this page tells: the server's total, else the rows up to its end and one more where it is
 * full. A page that begins like the first comes from an endpoint without paging, and adds nothing.
 */
export function countBy<T>(page: Read<T>, first: Read<T>): number {
  if (page.totalIsExact) return page.total;
  if (page.page <= 1) return page.total;
  const size = pageSizeOf(first);
  const before = (page.page - 1) * size;
  if (JSON.stringify(page.rows[0]) === JSON.stringify(first.rows[0])) return before;
  return before + page.rows.length + (page.rows.length >= size ? 1 : 0);
}

/** `count` rows, each at its place, with gaps where its page is not there. */
export function rowsByPlace<T>(pages: Iterable<Read<T>>, size: number, count: number): readonly (T | undefined)[] {
  // Not filled: with many thousand gaps that would take longer than to draw what is in view.
  const rows: (T | undefined)[] = [];
  rows.length = count;
  for (const { page, rows: read } of pages) {
    const start = (page - 1) * size;
    for (let at = 0; at < read.length && at < size && start + at < count; at += 1) rows[start + at] = read[at];
  }
  return rows;
}

/** The numbers of the pages, without the first, that hold the rows from `from` up to but not including `to`, and `beside` more on both sides. */
export function pagesAround(
  { from, to }: { from: number; to: number },
  size: number,
  count: number,
  beside: number,
): readonly number[] {
  const pageOf = (index: number) => Math.floor(Math.max(0, Math.min(count - 1, index)) / size) + 1;
  const first = Math.max(2, pageOf(from - beside));
  return Array.from({ length: Math.max(0, pageOf(to - 1 + beside) - first + 1) }, (_, at) => first + at);
}
