import type { PfxAnswer } from '../../../api/enrollment.ts';
import type { SentPfx } from '../sent.ts';

type Sent = { post: Pick<SentPfx['post'], 'body'>; values: { stores: readonly { storeId: string }[] } };

/** Did the plan's stores go with the request? Version 1 of it takes none, so that they wait for a deployment. */
export const askedWithRequest = ({ post }: Pick<Sent, 'post'>): boolean => {
  const stores = post.body['Stores'];
  return Array.isArray(stores) && stores.length > 0;
};

/**
 * Stores for which the enrollment itself created a job. A store that was asked for and is not in the list has none (vendor
 * documentation, POST Enrollment PFX); an answer without a list does not tell. Null: none were asked for with the request.
 */
export function answeredStores(
  answer: Pick<PfxAnswer, 'successfulStores'>,
  sent: Sent,
  adopted: boolean,
): readonly string[] | null | 'not known' {
  if (!askedWithRequest(sent)) return null;
  return adopted ? 'not known' : (answer.successfulStores ?? 'not known');
}

/** Stores with a job that nobody planned: those of the renewed certificate. Ids in lower case. */
export function otherStores(answer: Pick<PfxAnswer, 'successfulStores'>, sent: Sent): string[] {
  const planned = sent.values.stores.map((store) => store.storeId.toLowerCase());
  return (answer.successfulStores ?? []).filter((id) => !planned.includes(id));
}
