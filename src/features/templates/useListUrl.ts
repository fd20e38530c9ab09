import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import type { ListChoice } from '../../api/templates.ts';

const settleMs = 200;

interface ListUrl {
  list: ListChoice;
  onSearch: (text: string) => void;
  onSort: (sort: { field: string; descending: boolean }) => void;
}

/** Search words and sort of a list, kept in the URL (`?q=&sort=&order=desc`) so that a link shows the same rows. */
export function useListUrl(defaultSort: string): ListUrl {
  const [params, setParams] = useSearchParams();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

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
    list: {
      search: params.get('q') ?? '',
      sortField: params.get('sort') ?? defaultSort,
      descending: params.get('order') === 'desc',
    },
    onSearch: (text) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => change({ q: text }), settleMs);
    },
    onSort: ({ field, descending }) =>
      change({ sort: field === defaultSort ? '' : field, order: descending ? 'desc' : '' }),
  };
}
