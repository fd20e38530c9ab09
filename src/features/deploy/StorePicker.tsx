import Box from '@mui/material/Box';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { type Agent, agentsQuery } from '../../api/agents.ts';
import { explain } from '../../api/errors.ts';
import { type Store, storesQuery } from '../../api/stores.ts';
import { storeTypesQuery } from '../../api/storeTypes.ts';
import { whyNotTarget } from '../../domain/deploy.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { Time } from '../../ui/Time.tsx';
import { type PlannedStore, planned } from './deployForm.ts';

interface StorePickerProps {
  /** Stores that are in the plan already. */
  chosen: readonly string[];
  /** Stores that have a job already. */
  asked: readonly string[];
  onAdd: (store: PlannedStore) => void;
}

/** Certificate stores of the server; those that cannot take the certificate say why. */
export function StorePicker({ chosen, asked, onAdd }: StorePickerProps): ReactElement {
  const [search, setSearch] = useState('');
  const stores = useInfiniteQuery({ ...storesQuery(search), placeholderData: keepPreviousData });
  const types = useQuery(storeTypesQuery());
  const agents = useQuery(agentsQuery());
  const byType = useMemo(() => new Map(types.data?.map((type) => [type.typeId, type.rules])), [types.data]);
  const byAgent = useMemo(() => new Map(agents.data?.map((agent) => [agent.agentId, agent])), [agents.data]);

  const rows = useMemo(() => stores.data?.pages.flatMap((page) => page.rows) ?? [], [stores.data]);
  const agentOf = (store: Store) => (store.agentId === null ? undefined : byAgent.get(store.agentId));
  const failure = stores.error ?? types.error;

  const choice = (store: Store, tabIndex: number): ReactElement => {
    const rules = byType.get(store.typeId);
    const reason = whyNotTarget({
      type: rules,
      approved: store.approved,
      agentApproved: agentOf(store)?.approved ?? null,
      // A PFX enrollment always deploys the key.
      hasPrivateKey: true,
    });
    const note = (content: ReactElement | null) => (
      <span tabIndex={tabIndex} data-row-focus="">
        {content}
      </span>
    );
    if (chosen.includes(store.storeId)) return note(<StatusMark kind="ok" text="In the plan" />);
    if (asked.includes(store.storeId)) return note(<StatusMark kind="waiting" text="On its way" />);
    if (types.isPending) return note(null);
    return (
      <ActionButton
        label={`Add ${store.displayName}`}
        rowTabIndex={tabIndex}
        disabledReason={reason}
        onClick={() => rules && onAdd(planned(store, rules))}
      >
        Add
      </ActionButton>
    );
  };

  return (
    <Box>
      <Box sx={{ mb: 1 }}>
        <SearchField value={search} onChange={setSearch} label="Search machine or path" />
      </Box>
      <DataTable
        label="Certificate stores"
        height="320px"
        columns={[
          { key: 'choose', header: 'Choose', width: 124, takesFocus: true, cell: choice },
          {
            key: 'machine',
            header: 'Machine',
            minWidth: 140,
            title: (store) => store.machine,
            cell: (store) => store.machine,
          },
          {
            key: 'path',
            header: 'Path',
            mono: true,
            minWidth: 140,
            title: (store) => store.path,
            cell: (store) => store.path,
          },
          {
            key: 'type',
            header: 'Type',
            width: 110,
            hideBelow: 480,
            cell: (store) => byType.get(store.typeId)?.shortName ?? '',
          },
          { key: 'container', header: 'Container', width: 150, hideBelow: 900, cell: (store) => store.container ?? '' },
          {
            key: 'agent',
            header: 'Orchestrator last seen',
            width: 190,
            hideBelow: 1100,
            cell: (store) => lastSeen(agentOf(store), agents.data === null),
          },
        ]}
        rows={rows}
        total={stores.data?.pages[0]?.total ?? 0}
        rowKey={(store) => store.storeId}
        loading={stores.isFetching}
        error={failure === null ? null : explain(failure)}
        onRetry={() => void Promise.all([stores.refetch(), types.refetch()])}
        onEndReached={() => {
          if (stores.hasNextPage && !stores.isFetchingNextPage) void stores.fetchNextPage();
        }}
        empty={
          search === ''
            ? { title: 'No certificate stores', text: 'This server shows you no store, or you may not read any.' }
            : { title: 'No store matches', text: 'Machine and path were searched on the server.' }
        }
      />
    </Box>
  );
}

/** When the store's orchestrator last called in; empty where the store names none. */
function lastSeen(agent: Agent | undefined, hidden: boolean): ReactElement | string {
  if (hidden) return 'not visible to you';
  return agent?.lastSeen ? <Time value={agent.lastSeen} /> : '';
}
