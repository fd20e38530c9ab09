/** Rows that are laid out, drawn and watched together: single ones of hundreds cost every frame more than a screenful of rows. */
export interface RowGroup {
  /** The id of the row that the group was made for. */
  key: string;
  ids: readonly string[];
}

const rowsInGroup = 8;

/**
 * Puts rows into groups in their order, each into the group that it was in before wherever that is still possible: a row
 * that changes its group is built anew. A new row joins the row before it until a group is full.
 */
export function rowGroups(before: readonly RowGroup[], ids: readonly string[]): readonly RowGroup[] {
  const groupOf = new Map(before.flatMap(({ key, ids: rows }) => rows.map((id) => [id, key] as const)));
  const groups: { key: string; ids: string[] }[] = [];
  const open = new Set<string>();
  for (const id of ids) {
    const last = groups.at(-1);
    const old = groupOf.get(id);
    const joins = old === undefined ? last !== undefined && last.ids.length < rowsInGroup : open.has(old);
    if (last && joins) last.ids.push(id);
    else {
      const key = old ?? id;
      open.add(key);
      groups.push({ key, ids: [id] });
    }
  }
  return groups;
}
