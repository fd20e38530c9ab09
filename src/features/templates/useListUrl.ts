import { useSearchParams } from 'react-router';
import type { ListChoice } from '../../api/templates.ts';
import { listOfUrl } from '../../paths.ts';

interface ListUrl {
  list: ListChoice;
  onSearch: (text: string) => void;
  onSort: (sort: { field: string; descending: boolean }) => void;
}

/** Search words and sort of a list, kept in the URL (`?q=&sort=&order=desc`) so that a link shows the same rows. */
export function useListUrl(defaultSort: string): ListUrl {
  const [params, setParams] = useSearchParams();

  const change = (members: Readonly<Record<string, string>>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(members)) {
          if (value === '') next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );

  return {
    list: listOfUrl(params, defaultSort),
    onSearch: (text) => change({ q: text }),
    onSort: ({ field, descending }) =>
      change({ sort: field === defaultSort ? '' : field, order: descending ? 'desc' : '' }),
  };
}
