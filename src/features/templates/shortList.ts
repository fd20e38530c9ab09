const shownAtMost = 6;

/** The first entries of a list that may hold eighty curves, and how many more there are; Raw JSON shows them all. */
export function shortList(entries: readonly string[]): readonly string[] {
  if (entries.length <= shownAtMost + 1) return entries;
  return [...entries.slice(0, shownAtMost), `and ${entries.length - shownAtMost} more`];
}
