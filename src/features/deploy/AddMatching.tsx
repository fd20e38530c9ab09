import { styled } from '@mui/material/styles';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { explain } from '../../api/errors.ts';
import { allStoresQuery, mostStores, type Store, type StoreFilters } from '../../api/stores.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { formatCount } from '../../ui/numbers.ts';
import { noneReason } from './storeTargets.ts';

interface AddMatchingProps {
  filters: StoreFilters;
  /** How many match, and whether the server said so. */
  total: number;
  totalIsExact: boolean;
  /** How many of them cannot take the certificate; null while not all of them were read. */
  unfit: number | null;
  /** How many of them could still be added; null while not all of them were read. */
  left: number | null;
  /** Why nothing can be added now. */
  waiting: string | undefined;
  /** Told all stores that match; or null where they are more than can be added at once. */
  onFound: (stores: readonly Store[] | null) => void;
}

export const tooMany = `At most ${formatCount(mostStores)} stores can be added at once. Narrow the filters first.`;

const Quiet = styled('span')(({ theme }) => ({ color: theme.palette.text.secondary }));

const leftOut = (unfit: number | null): string =>
  unfit === null
    ? 'Those that cannot take the certificate are left out.'
    : `${formatCount(unfit)} that cannot take the certificate ${unfit === 1 ? 'is' : 'are'} left out.`;

function matchWords(total: number, totalIsExact: boolean): string {
  if (!totalIsExact || total === 0) return 'Add all that match';
  return total === 1 ? 'Add the one that matches' : `Add all ${formatCount(total)} that match`;
}

/** Adds every store that matches, loaded or not. */
export function AddMatching(props: AddMatchingProps): ReactElement {
  const { filters, total, totalIsExact, unfit, left, waiting, onFound } = props;
  const client = useQueryClient();
  const read = useMutation({
    mutationFn: (asked: StoreFilters) => client.fetchQuery(allStoresQuery(asked)),
    onSuccess: ({ stores, complete }) => onFound(complete ? stores : null),
    retry: false,
    gcTime: 0,
  });
  const none = noneReason({ total, unfit, left });
  return (
    <>
      <ActionButton
        busy={read.isPending}
        disabledReason={waiting ?? none ?? (totalIsExact && total > mostStores ? tooMany : undefined)}
        onClick={() => read.mutate(filters)}
      >
        {matchWords(total, totalIsExact)}
      </ActionButton>
      {total > 0 && unfit !== 0 && <Quiet>{leftOut(unfit)}</Quiet>}
      {read.isError && <ErrorNotice error={explain(read.error)} onRetry={() => read.mutate(filters)} />}
    </>
  );
}
