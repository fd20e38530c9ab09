/** The logical name of a CA out of `host\logical` or `https://host/path\logical`: the text after the last backslash. */
export function logicalName(name: string): string {
  return name.slice(name.lastIndexOf('\\') + 1);
}
