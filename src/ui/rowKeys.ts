/** A row that was pointed at: where it was, and its key, because rows may have come before it since. */
export interface Pointed {
  index: number;
  key: string;
}

/** Where a row is now; where it was, or the last row, when it is gone. -1 without rows. */
export function placeOf<T>(rows: readonly T[], pointed: Pointed, rowKey: (row: T) => string): number {
  const there = rows[pointed.index];
  if (pointed.key === '' || (there !== undefined && rowKey(there) === pointed.key)) {
    return Math.min(pointed.index, rows.length - 1);
  }
  const found = rows.findIndex((row) => rowKey(row) === pointed.key);
  return found >= 0 ? found : Math.min(pointed.index, rows.length - 1);
}
