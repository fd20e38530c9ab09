import { formatCount } from '../../../ui/numbers.ts';

const whyNone = {
  template:
    'Templates come from the certificate authorities. Command shows them after an import for their configuration tenant.',
  'enrollment pattern': 'A template can be enrolled against once it has an enrollment pattern.',
} as const;

export type Listed = keyof typeof whyNone;

interface Asked {
  search: string;
  /** The server filters by something. */
  filtered: boolean;
  /** What loaded rows are filtered by here. */
  fit: string;
  loaded: number;
  total: number;
  /** The question could not be sent: a double quote in it. */
  unaskable: boolean;
}

interface EmptyList {
  title: string;
  text: string;
  /** What to offer to take back. */
  clear: 'fit' | 'question' | null;
}

/** Why a list shows nothing, and what to do about it. */
export function emptyList(what: Listed, asked: Asked): EmptyList {
  const words = asked.search.trim();
  if (asked.unaskable) {
    return {
      title: 'This cannot be asked for',
      text: 'The server cannot search for a double quote. Leave it out of the search and of the filters.',
      clear: 'question',
    };
  }
  if (asked.loaded > 0 && asked.fit.trim() !== '') {
    const partial = asked.loaded < asked.total;
    return {
      title: `No loaded row fits “${asked.fit.trim()}”`,
      text: partial
        ? `Only the ${formatCount(asked.loaded)} loaded rows were looked at, of ${formatCount(asked.total)}.`
        : 'All columns of all rows were looked at.',
      clear: 'fit',
    };
  }
  if (asked.filtered) {
    return {
      title: words === '' ? `No ${what} fits these filters` : `No ${what} matches “${words}” and fits these filters`,
      text: 'The server looked through all of them. Take a filter back to see more.',
      clear: 'question',
    };
  }
  if (words !== '') {
    return {
      title: `No ${what} matches “${words}”`,
      text: 'The server searches in names and short names. Try fewer letters.',
      clear: 'question',
    };
  }
  return { title: `No ${what}s`, text: whyNone[what], clear: null };
}
