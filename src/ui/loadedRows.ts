import type { Column } from './columns.ts';

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** The words of a filter over loaded rows, in lower case. */
export const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/** What a row says in all its columns, in lower case; made once for each row, as it is searched with every key. */
export function rowTexts<T extends object>(columns: readonly Column<T>[]): (row: T) => string {
  const made = new WeakMap<T, string>();
  return (row) => {
    let text = made.get(row);
    if (text === undefined) {
      text = columns
        .map((column) => column.title?.(row) ?? column.text?.(row) ?? '')
        .join('\n')
        .toLowerCase();
      made.set(row, text);
    }
    return text;
  };
}

/** The rows whose text, at the same place in `texts`, holds every word. Without words, the very same list. */
export function fittingRows<T>(rows: readonly T[], texts: readonly string[], words: readonly string[]): readonly T[] {
  const [word, ...more] = words;
  if (word === undefined) return rows;
  return rows.filter((_row, at) => {
    const text = texts[at] ?? '';
    return text.includes(word) && more.every((each) => text.includes(each));
  });
}

/** Loaded rows sorted by one column, where the server does not: numbers by size, texts as the reader's language does. */
export function sortedHere<T>(rows: readonly T[], column: Column<T>, descending: boolean): readonly T[] {
  const valueOf = column.sortValue ?? column.text ?? (() => '');
  const keyed = rows.map((row) => ({ row, value: valueOf(row) }));
  const sign = descending ? -1 : 1;
  keyed.sort(({ value: a }, { value: b }) => {
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * collator.compare(String(a), String(b));
  });
  return keyed.map(({ row }) => row);
}
