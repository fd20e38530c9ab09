import { quoteValue } from './lists.ts';

/** What is asked of a list: words to search for, filters by the name their URL has, what to sort by. */
export interface ListChoice {
  search: string;
  sortField: string;
  descending: boolean;
  filters: Readonly<Record<string, string>>;
}

/** A filter's field in the query language, and the text it compares with where the URL says it in another word. */
interface FilterField {
  field: string;
  values?: Readonly<Record<string, string>>;
}

/** The filters of one list by the names their URL has. */
export type FilterFields = Readonly<Record<string, FilterField>>;

/** What a filter's field is compared with; empty when nothing is asked, or nothing that the filter knows. */
function wantedBy({ values }: FilterField, text = ''): string {
  const asked = text.trim();
  if (values === undefined) return asked;
  return Object.hasOwn(values, asked) ? (values[asked] ?? '') : '';
}

/** A QueryString that finds the words in any of the fields; undefined without words, null where it cannot carry them. */
export function containsQuery(fields: readonly string[], search: string): string | undefined | null {
  const words = search.trim();
  if (words === '') return undefined;
  const value = quoteValue(words);
  return value === null ? null : fields.map((field) => `${field} -contains ${value}`).join(' OR ');
}

/**
 * The QueryString of a list: the words in any of `searched`, and every filter, joined by AND with parentheses (vendor
 * documentation, "Using Querystring"). A word that a filter does not know is left out. Undefined when nothing is asked
 * for; null where a value holds a double quote, which the query language cannot carry.
 */
export function listQueryString(
  searched: readonly string[],
  known: FilterFields,
  { search, filters }: Pick<ListChoice, 'search' | 'filters'>,
): string | undefined | null {
  const clauses = [containsQuery(searched, search)];
  for (const [name, filter] of Object.entries(known)) {
    const wanted = wantedBy(filter, filters[name]);
    if (wanted === '') continue;
    const value = quoteValue(wanted);
    clauses.push(value === null ? null : `${filter.field} -eq ${value}`);
  }
  const asked = clauses.filter((clause) => clause !== undefined);
  if (asked.includes(null)) return null;
  return asked.length < 2 ? (asked[0] ?? undefined) : asked.map((clause) => `(${clause})`).join(' AND ');
}

/** Filters that a list knows and that ask for something, by the names their URL has. */
export function filtersInUse(known: FilterFields, filters: ListChoice['filters']): string[] {
  return Object.keys(known).filter((name) => known[name] && wantedBy(known[name], filters[name]) !== '');
}
