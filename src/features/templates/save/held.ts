import { isDocument } from '../../../api/wireDocument.ts';
import type { Change, Json } from '../../../domain/merge.ts';
import { isKeyedList } from './keyedRows.ts';

/** Lists of plain values whose order the server does not promise (recorded on 25.4). */
const unordered = new Set(['AssociatedRoles', 'AllowedRequesters', 'CertificateAuthorities']);

const asText = (value: Json): string => JSON.stringify(value);

/** Whether two JSON values are the same, whatever the order of members and of lists that have no order. */
export function sameJson(one: Json | undefined, other: Json | undefined, name: string | number = ''): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined) return false;
  if (Array.isArray(one) && Array.isArray(other)) {
    if (one.length !== other.length) return false;
    const sort = (list: readonly Json[]) => (unordered.has(String(name)) ? list.toSorted(byText) : list);
    const [left, right] = [sort(one), sort(other)];
    return left.every((entry, at) => sameJson(entry, right[at]));
  }
  if (!isDocument(one) || !isDocument(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameJson(one[key], other[key], key))
  );
}

function byText(one: Json, other: Json): number {
  return asText(one) < asText(other) ? -1 : 1;
}

/**
 * Where the server does not hold what a save asked for; `before` is what was asked, `after` what is stored. Members that
 * were not asked for are the server's business (ids of new rows, derived names); rows that were not asked for are not.
 * Both documents are keyed (`keyedRows`).
 */
export function notHeld(asked: Json, stored: Json | undefined, path: readonly (string | number)[] = []): Change[] {
  const name = path.at(-1) ?? '';
  if (!isDocument(asked) || !isDocument(stored)) {
    return sameJson(asked, stored, name) ? [] : [{ path, before: asked, after: stored }];
  }
  const found = Object.entries(asked).flatMap(([key, value]) =>
    value === 0 && key === 'Id'
      ? []
      : notHeld(value, Object.hasOwn(stored, key) ? stored[key] : undefined, [...path, key]),
  );
  if (!isKeyedList(name, asked)) return found;
  const extra = Object.keys(stored).filter((key) => !Object.hasOwn(asked, key));
  return [...found, ...extra.map((key) => ({ path: [...path, key], before: undefined, after: stored[key] }))];
}
