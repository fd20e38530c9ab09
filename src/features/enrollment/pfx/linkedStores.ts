import { explain } from '../../../api/errors.ts';
import type { Store } from '../../../api/stores.ts';
import type { StoreType } from '../../../api/storeTypes.ts';
import { whyNotTarget } from '../../../domain/deploy.ts';
import { planned, type PlannedStore } from '../../deploy/deployForm.ts';

/** The stores that a link names: those that go into the plan, and by id why others do not. */
export interface LinkedStores {
  planned: readonly PlannedStore[];
  failed: Readonly<Record<string, string>>;
}

interface Answer<T> {
  data: T | undefined;
  error: unknown;
}

/** Sorts what the server said about each store and about the store types. One failure takes no other store away. */
export function linkedStores(
  stores: readonly (Answer<readonly Store[]> & { id: string })[],
  types: Answer<readonly Pick<StoreType, 'typeId' | 'rules'>[]>,
): LinkedStores {
  const plan: PlannedStore[] = [];
  const failed: Record<string, string> = {};
  for (const { id, data, error } of stores) {
    const [store] = data ?? [];
    const type = types.data?.find(({ typeId }) => typeId === store?.typeId)?.rules;
    const asked = { type, approved: store?.approved ?? false, agentApproved: null, keys: 'always' as const };
    const reason = types.data ? whyNotTarget(asked) : `its store type cannot be read. ${explain(types.error).summary}`;
    if (data === undefined) failed[id] = explain(error).summary;
    else if (store && reason !== undefined) failed[id] = reason;
    else if (store && type) plan.push(planned(store, type));
  }
  return { planned: plan, failed };
}
