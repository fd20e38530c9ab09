import type { ListChoice } from '../../../api/listFilters.ts';
import { filterNames, listOfUrl, type FilterName } from '../../../paths.ts';
import { useUrlMembers } from '../../../ui/useUrlMembers.ts';

export interface ListUrl {
  list: ListChoice;
  /** The sort that is asked for when the URL names none. */
  defaultSort: string;
  onSearch: (text: string) => void;
  onSort: (sort: { field: string; descending: boolean }) => void;
  /** One filter as its control wants it. */
  filter: (name: FilterName) => { value: string; onChange: (value: string) => void };
  onClearFilters: () => void;
  /** Takes back the search and all filters. */
  onClearAll: () => void;
}

const noFilters = Object.fromEntries(filterNames.map((name) => [name, '']));

/**
 * Search words, filters and sort of a list, kept in the URL (`?q=&type=pfx&sort=&order=desc`) so that a link shows the
 * same rows.
 */
export function useListUrl(defaultSort: string): ListUrl {
  const [params, change] = useUrlMembers();
  const list = listOfUrl(params, defaultSort);
  return {
    list,
    defaultSort,
    onSearch: (text) => change({ q: text }),
    onSort: ({ field, descending }) =>
      change({ sort: field === defaultSort ? '' : field, order: descending ? 'desc' : '' }),
    filter: (name) => ({ value: list.filters[name] ?? '', onChange: (value) => change({ [name]: value }) }),
    onClearFilters: () => change(noFilters),
    onClearAll: () => change({ ...noFilters, q: '' }),
  };
}
