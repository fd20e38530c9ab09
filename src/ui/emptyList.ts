import { formatCount } from './numbers.ts';

/** What a list holds, and how it speaks of it. */
export interface Listed {
  /** One of them: "enrollment pattern". */
  one: string;
  /** Why there may be none at all. */
  whyNone: string;
  /** What the server's search looks at. */
  searched: string;
}

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
export function emptyList({ one, whyNone, searched }: Listed, asked: Asked): EmptyList {
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
      title: words === '' ? `No ${one} fits these filters` : `No ${one} matches “${words}” and fits these filters`,
      text: 'The server looked through all of them. Take a filter back to see more.',
      clear: 'question',
    };
  }
  if (words !== '') {
    return {
      title: `No ${one} matches “${words}”`,
      text: `The server searches in ${searched}. Try fewer letters.`,
      clear: 'question',
    };
  }
  return { title: `No ${one}s`, text: whyNone, clear: null };
}
