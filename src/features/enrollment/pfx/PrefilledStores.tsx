import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { storesByIdQuery } from '../../../api/stores.ts';
import { storeTypesQuery } from '../../../api/storeTypes.ts';
import { Loading } from '../../../ui/Loading.tsx';
import { useFirst } from '../useFirst.ts';
import { linkedStores, type LinkedStores } from './linkedStores.ts';

interface PrefilledStoresProps {
  ids: readonly string[];
  children: (stores: LinkedStores) => ReactNode;
}

/** The stores that a link names, as far as they can be read and take a certificate, before the form is made. */
export default function PrefilledStores({ ids, children }: PrefilledStoresProps): ReactElement {
  // Each by itself: one that fails leaves the others.
  const stores = useQueries({ queries: ids.map((id) => storesByIdQuery([id])) });
  const types = useQuery(storeTypesQuery());
  const pending = types.isPending || stores.some(({ isPending }) => isPending);
  const answers = ids.map((id, at) => ({ id, data: stores[at]?.data, error: stores[at]?.error }));
  // A store that failed is asked for again, after signing in for example, and is pending meanwhile.
  const linked = useFirst(pending ? undefined : linkedStores(answers, types));
  return linked ? <>{children(linked)}</> : <Loading what="the stores of the link" />;
}
