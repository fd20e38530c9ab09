import { memberName, rowsOf, type WireDocument } from '../../../api/wireDocument.ts';
import { sameValue, type Json } from '../../../domain/merge.ts';

/** A row of a form. `source` is its place in the loaded list, −1 for a row added here. */
export interface SourcedRow {
  source: number;
}

/** A member of a wire row, whatever its letter case; undefined when it is not there. */
export function memberOf(row: WireDocument, name: string): Json | undefined {
  const found = memberName(row, name);
  return found === undefined ? undefined : row[found];
}

/** How one kind of row is read and written. */
export interface RowCodec<Row extends SourcedRow> {
  fromWire: (row: WireDocument, source: number) => Row;
  /**
   * The members that the form owns and what a row says about each, by the name to use where the server's rows do not
   * have it yet. A member that the server cannot know is left out.
   */
  members: (row: Row) => Readonly<Record<string, Json>>;
  /** What a new row holds besides: the id of its template, for example. */
  blank?: WireDocument;
}

/** The rows of a document's list for a form; a missing or null list has none. */
export function rowsFromWire<Row extends SourcedRow>(list: Json | undefined, codec: RowCodec<Row>): Row[] {
  return rowsOf(list).map((row, source) => codec.fromWire(row, source));
}

/**
 * The list to send for the rows of a form. A loaded row keeps all that the form does not own: unknown members, null where
 * the screen shows an empty text, the server's spelling. Only members whose value on the screen changed are written. A
 * removed row goes, a new one starts from `blank`. Nothing changed gives the very list that was loaded.
 */
export function rowsToWire<Row extends SourcedRow>(
  list: Json | undefined,
  rows: readonly Row[],
  codec: RowCodec<Row>,
): Json | undefined {
  const loaded = rowsOf(list);
  const spelling = (name: string) =>
    loaded.map((row) => memberName(row, name)).find((found) => found !== undefined) ?? name;
  let touched = rows.length !== loaded.length || rows.some((row, at) => row.source !== at);
  const written = rows.map((row) => {
    const old = loaded[row.source];
    const now = codec.members(row);
    if (old === undefined) {
      touched = true;
      const named = Object.entries(now).map(([name, value]) => [spelling(name), value] as const);
      return { ...codec.blank, ...Object.fromEntries(named) };
    }
    const before = codec.members(codec.fromWire(old, row.source));
    const copy: Record<string, Json> = { ...old };
    for (const [name, value] of Object.entries(now)) {
      if (sameValue(value, before[name])) continue;
      copy[memberName(old, name) ?? spelling(name)] = value;
      touched = true;
    }
    return copy;
  });
  return touched ? written : list;
}

/** The document with one member replaced; untouched, or a list that stays missing, gives the document itself. */
export function withList(document: WireDocument, name: string, list: Json | undefined): WireDocument {
  return list === undefined || list === document[name] ? document : { ...document, [name]: list };
}
