import type { PfxAnswer } from '../../../api/enrollment.ts';
import type { SentPfx } from '../sent.ts';

type Sent = { post: Pick<SentPfx['post'], 'body'>; values: { stores: readonly { storeId: string }[] } };

/** Did the plan's stores go with the request? Version 1 of it takes none, so that they wait for a deployment. */
export const askedWithRequest = ({ post }: Pick<Sent, 'post'>): boolean => {
  const stores = post.body['Stores'];
  return Array.isArray(stores) && stores.length > 0;
};

/** Is the new certificate to take the places of the renewed one with this request? */
export const asksToInstall = ({ post }: Pick<Sent, 'post'>): boolean =>
  post.body['InstallIntoExistingCertificateStores'] === true;

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

/**
 * Stores of a request that nobody planned, which are those of the renewed certificate: where inventories knew it before the
 * request was sent, and any other with a job. Ids in lower case, each once.
 */
export function otherStores(
  answer: Pick<PfxAnswer, 'successfulStores'>,
  sent: Pick<Sent, 'values'> & { held: readonly { storeId: string }[] },
): string[] {
  const planned = sent.values.stores.map((store) => store.storeId.toLowerCase());
  const held = sent.held.map(({ storeId }) => storeId.toLowerCase());
  return [...new Set([...held, ...(answer.successfulStores ?? [])])].filter((id) => !planned.includes(id));
}
