const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/**
 * A copy of `now` that later typing cannot reach, in which every part equal to that part of `before` is the very same
 * object: what depends on one list of a form is then not worked out again because another one changed.
 */
export function settled(before: unknown, now: unknown): unknown {
  if (Array.isArray(now)) {
    const old: readonly unknown[] = Array.isArray(before) ? before : [];
    const copy = now.map((item: unknown, index) => settled(old[index], item));
    const same = Array.isArray(before) && before !== now && old.length === copy.length;
    return same && copy.every((item, index) => Object.is(item, old[index])) ? before : copy;
  }
  if (isPlain(now)) {
    const old = isPlain(before) ? before : {};
    const copy = Object.fromEntries(Object.entries(now).map(([name, value]) => [name, settled(old[name], value)]));
    const names = Object.keys(copy);
    const same = isPlain(before) && before !== now && names.length === Object.keys(old).length;
    return same && names.every((name) => Object.hasOwn(old, name) && Object.is(copy[name], old[name])) ? before : copy;
  }
  return now;
}
