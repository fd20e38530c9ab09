import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { storesByIdQuery } from '../../../api/stores.ts';
import { storeTypesQuery } from '../../../api/storeTypes.ts';
import { Loading } from '../../../ui/Loading.tsx';
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
  if (types.isPending || stores.some(({ isPending }) => isPending)) return <Loading what="the stores of the link" />;
  const answers = ids.map((id, at) => ({ id, data: stores[at]?.data, error: stores[at]?.error }));
  return <>{children(linkedStores(answers, types))}</>;
}
