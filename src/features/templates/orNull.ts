/** What a reader gives, or null where it throws: for what is shown beside the form and must not take the form away. */
export function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
