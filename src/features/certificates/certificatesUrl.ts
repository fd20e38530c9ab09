import { certificateFilterNames } from '../../api/certificateList.ts';
import type { ListChoice } from '../../api/listFilters.ts';

/** Newest first: what the list is sorted by unless its URL says otherwise. */
const newestFirst = { sortField: 'CertId', descending: true };

/** Search words, filters and sort of the list of certificates as its URL holds them: `?q=&template=&expires=30&sort=IssuedCN`. */
export function certificatesOfUrl(params: URLSearchParams): ListChoice {
  const sort = params.get('sort');
  return {
    search: params.get('q') ?? '',
    ...(sort === null ? newestFirst : { sortField: sort, descending: params.get('order') === 'desc' }),
    filters: Object.fromEntries(
      certificateFilterNames.flatMap((name) => {
        const value = params.get(name) ?? '';
        return value === '' ? [] : [[name, value]];
      }),
    ),
  };
}

/** The members of the URL for a sort; the usual one has none. */
export function sortMembers({ field, descending }: { field: string; descending: boolean }): Record<string, string> {
  const usual = field === newestFirst.sortField && descending;
  return { sort: usual ? '' : field, order: descending && !usual ? 'desc' : '' };
}
