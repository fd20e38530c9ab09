import type { HeldAt } from '../../../api/renewals.ts';
import type { CertificateId } from '../../../domain/ids.ts';
import { storesWord } from '../../deploy/deployForm.ts';

/** An older certificate whose places the new one takes, and where inventories know it. */
export interface Replaced {
  certificateId: CertificateId;
  /** The request itself replaces it, as it renews it; the others follow right after it. */
  byRequest: boolean;
  /** Only what was read tells of places; `failed`: it may be read, but the server did not answer. */
  state: 'read' | 'pending' | 'failed';
  /** Null: may not be read, or was not read yet. */
  places: readonly HeldAt[] | null;
}

/**
 * How the reading of places stands. What was read before stands while it is read again, and where that fails.
 * @param read undefined: not asked for yet; its data are null where the places may not be read
 */
export function placesRead(
  read: { data: readonly HeldAt[] | null | undefined; isError: boolean } | undefined,
): Pick<Replaced, 'state' | 'places'> {
  if (read?.data !== undefined) return { state: 'read', places: read.data };
  return { state: read?.isError === true ? 'failed' : 'pending', places: null };
}

const idOf = (storeId: string) => storeId.toLowerCase();

/** How many stores get the new certificate, those of older ones among them; null where some of these are not known. */
export function reachedStores(planned: readonly { storeId: string }[], replaced: readonly Replaced[]): number | null {
  if (replaced.some(({ places }) => places === null)) return null;
  const held = replaced.flatMap(({ places }) => places ?? []);
  return new Set([...planned, ...held].map(({ storeId }) => idOf(storeId))).size;
}

/** The stores of an older certificate in words, with their number where it is known. */
export function heldWords({ certificateId, places }: Replaced): string {
  if (places === null) return `those that hold certificate ${certificateId}`;
  const count = new Set(places.map(({ storeId }) => idOf(storeId))).size;
  if (count === 0) return `none known that holds certificate ${certificateId}`;
  return `${storesWord(count)} that ${count === 1 ? 'holds' : 'hold'} certificate ${certificateId}`;
}

/** Why a store is no choice for the plan, by its id in lower case: it gets the certificate by a job of another kind. */
export const closedStores = (replaced: readonly Replaced[]): ReadonlyMap<string, string> =>
  new Map(
    replaced.flatMap(({ certificateId, places }) =>
      (places ?? []).map(({ storeId }): [string, string] => [
        idOf(storeId),
        `Gets it in place of certificate ${certificateId}.`,
      ]),
    ),
  );

/** What would make a second job for the same certificate in the same store. */
interface Twice {
  title: string;
  /** The stores of the plan that it is about; none where it is about the replacements. */
  storeIds: readonly string[];
}

/**
 * What would make a second job, maybe under a second alias: a store of the plan that a replacement reaches too, or one
 * certificate that is replaced by the request and once more after it. Null: nothing, as far as the places are known.
 */
export function twiceReached(
  { stores, replaces }: { stores: readonly { storeId: string }[]; replaces: number | null },
  replaced: readonly Replaced[],
): Twice | null {
  if (replaced.some(({ byRequest, certificateId }) => byRequest && certificateId === replaces))
    return { title: `Certificate ${replaces} is replaced in its stores by the request already`, storeIds: [] };
  const holds = (storeId: string) => (place: HeldAt) => idOf(place.storeId) === idOf(storeId);
  const reached = ({ places }: Replaced) => stores.filter(({ storeId }) => places?.some(holds(storeId)));
  const [first, ...others] = replaced.filter((each) => reached(each).length > 0);
  if (first === undefined) return null;
  const storeIds = [...new Set([first, ...others].flatMap(reached).map(({ storeId }) => storeId))];
  const old = others.length === 0 ? `certificate ${first.certificateId}` : 'an older one';
  const get = storeIds.length === 1 ? 'gets' : 'get';
  return {
    title: `${storesWord(storeIds.length)} of the plan ${get} the certificate in the place of ${old} as well`,
    storeIds,
  };
}

/** Older certificates of which nobody can tell yet whether the plan reaches their stores as well. */
interface Unread {
  title: string;
  state: 'pending' | 'failed';
  certificateIds: readonly CertificateId[];
}

/**
 * What could be read of the replaced certificates and was not: until it is, a store of the plan may get two jobs without a word,
 * and nobody could follow the stores that a request reaches by itself. Null: nothing; what may not be read is no part of it.
 */
export function unreadPlaces(stores: readonly unknown[], replaced: readonly Replaced[]): Unread | null {
  // Without a plan nothing is done twice: what cannot be read then keeps nobody from going on, and the server goes by its own.
  const failed = replaced.filter(({ state }) => state === 'failed' && stores.length > 0);
  const state = failed.length > 0 ? 'failed' : 'pending';
  const counts = ({ byRequest }: Replaced) => byRequest || stores.length > 0;
  const certificateIds = replaced
    .filter((each) => each.state === state && counts(each))
    .map(({ certificateId }) => certificateId);
  if (certificateIds.length === 0) return null;
  const many = certificateIds.length > 1 ? 'certificates' : 'certificate';
  const whose = `The stores of ${many} ${certificateIds.join(' and ')}`;
  const title = state === 'failed' ? `${whose} could not be read` : `${whose} are still being read`;
  return { title, state, certificateIds };
}

/** The places that a request asks for by itself, as inventories know them. */
export const heldByRequest = (replaced: readonly Replaced[]): readonly HeldAt[] =>
  replaced.find(({ byRequest }) => byRequest)?.places ?? [];
