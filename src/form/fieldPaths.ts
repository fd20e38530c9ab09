/** The place of the row that `path` lies in or names, where `list` is the path of a list; undefined outside of the list. */
export function rowIndex(list: string, path: string): number | undefined {
  if (!path.startsWith(`${list}.`)) return undefined;
  const [first = ''] = path.slice(list.length + 1).split('.');
  return /^\d+$/.test(first) ? Number(first) : undefined;
}

/** The path one step up; undefined at the top. */
export function parentPath(path: string): string | undefined {
  const end = path.lastIndexOf('.');
  return end < 0 ? undefined : path.slice(0, end);
}

const isGroup = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What the form library holds under `path` in its tree of errors. */
export function errorsAt(errors: unknown, path: string): unknown {
  let at = errors;
  for (const step of path.split('.')) at = isGroup(at) ? at[step] : undefined;
  return at;
}

/** The paths of every error in the form library's tree, in its order. An error is a group with a message of its own. */
export function errorPaths(errors: unknown, under = ''): string[] {
  if (!isGroup(errors)) return [];
  if (under !== '' && typeof errors['message'] === 'string') return [under];
  return Object.entries(errors).flatMap(([name, inner]) => {
    // `ref` leads into the page, `root` speaks of the list as a whole.
    if (name === 'ref' || name === 'types') return [];
    if (name === 'root') return errorPaths(inner, under);
    return errorPaths(inner, under === '' ? name : `${under}.${name}`);
  });
}

/** Whether a row has an error that none of its columns shows, one of its details then. */
export function hasErrorBeside(rowErrors: unknown, columns: readonly { name: string }[]): boolean {
  return errorPaths(rowErrors).some(
    (path) => !columns.some(({ name }) => path === name || path.startsWith(`${name}.`)),
  );
}
