import { type Asked, isUnknown } from './askedStores.ts';
import { asksFor, askKey } from './followEvidence.ts';

/** Is a request about what an older one to the same store was about? Two removals are so only where the entries are. */
const isAbout = (older: Asked, { store, action }: Asked): boolean =>
  older.action === 'add' || action === 'add' || older.store.alias.split(', ').every((alias) => asksFor(store, alias));

const timeOf = ({ askedAt }: Asked): number => Date.parse(askedAt ?? '');

/**
 * When the store of a sending was asked for again, the last time, by a request that the server took or may have taken; ISO text
 * in UTC, by `askKey`. What failed before must not run once more then: there would be two jobs. Sendings that no other followed
 * are not in it.
 * @param sent what was sent of the same certificate to the same server
 */
export function supersededBy(all: readonly Asked[], sent: readonly Asked[]): ReadonlyMap<string, string> {
  const byStore = new Map<string, Asked[]>();
  for (const one of sent.filter((each) => each.accepted === true || isUnknown(each))) {
    const id = one.store.storeId.toLowerCase();
    const same = byStore.get(id);
    if (same) same.push(one);
    else byStore.set(id, [one]);
  }
  return new Map(
    all.flatMap((one) => {
      const last = (byStore.get(one.store.storeId.toLowerCase()) ?? [])
        .filter((other) => timeOf(other) > timeOf(one) && isAbout(one, other))
        .toSorted((a, b) => timeOf(b) - timeOf(a))[0];
      return typeof last?.askedAt === 'string' ? [[askKey(one), last.askedAt] as const] : [];
    }),
  );
}
