/** How a table's rows become JSON text for storage and come back. Default: the row itself. */
export interface Codec<T> {
  toJson(row: T): unknown;
  fromJson(json: unknown): T;
}

/**
 * Rows by id in insertion order. Every change is remembered so that storage can write just those rows.
 * A row that was changed in place must be `put` again, or the change is not stored.
 */
export class Table<T extends { Id: K }, K extends number | string = number> {
  readonly name: string;
  readonly codec: Codec<T>;
  /** Grows with every change: lets a caller keep an index until the table changes. */
  version = 0;
  readonly dirty = new Set<K>();
  #rows = new Map<K, T>();
  #array: T[] | null = null;
  #last = 0;

  constructor(name: string, codec: Codec<T>) {
    this.name = name;
    this.codec = codec;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: K): T | undefined {
    return this.#rows.get(id);
  }

  /** All rows in insertion order; do not change the array. */
  all(): readonly T[] {
    this.#array ??= [...this.#rows.values()];
    return this.#array;
  }

  put(row: T): T {
    this.#rows.set(row.Id, row);
    if (typeof row.Id === 'number' && row.Id > this.#last) this.#last = row.Id;
    this.#changed(row.Id);
    return row;
  }

  remove(id: K): boolean {
    const was = this.#rows.delete(id);
    if (was) this.#changed(id);
    return was;
  }

  /** The next free number; a number that was used once is never given again. */
  nextId(): number {
    this.#last += 1;
    return this.#last;
  }

  get lastId(): number {
    return this.#last;
  }

  /** Puts back what storage holds; nothing becomes dirty. */
  restore(rows: readonly T[], lastId: number): void {
    for (const row of rows) this.put(row);
    this.#last = Math.max(this.#last, lastId);
    this.dirty.clear();
  }

  #changed(id: K): void {
    this.version += 1;
    this.#array = null;
    this.dirty.add(id);
  }
}
