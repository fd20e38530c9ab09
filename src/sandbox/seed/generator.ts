/** A small seeded generator, so that every start of the sandbox shows the same machines and certificates. */
export interface Generator {
  /** 0 ≤ x < 1 */
  next(): number;
  /** Whole number, 0 ≤ n < limit. */
  below(limit: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  hex(digits: number): string;
  guid(): string;
}

/** Mulberry32: 32 bits of state are enough to lay out test data. Same seed, same numbers. */
export function generator(seed: number): Generator {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const hex = (digits: number): string => {
    let text = '';
    while (text.length < digits)
      text += Math.floor(next() * 0x1000000)
        .toString(16)
        .padStart(6, '0');
    return text.slice(0, digits);
  };
  return {
    next,
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    hex,
    guid: () => {
      const h = hex(31);
      return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(12, 15)}-a${h.slice(15, 18)}-${h.slice(18, 30)}`;
    },
  };
}
