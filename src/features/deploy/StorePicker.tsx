import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { agentsQuery } from '../../api/agents.ts';
import { serverNow } from '../../api/client.ts';
import { containerNoun } from '../../api/containers.ts';
import { ApiError, explain, notPermitted } from '../../api/errors.ts';
import { lackedRight } from '../../api/rights.ts';
import { meQuery, serverQuery } from '../../api/server.ts';
import { mayScheduleNowhere, mostStores, noStoreFilters, type Store, storeFilter } from '../../api/stores.ts';
import { storeTypesQuery } from '../../api/storeTypes.ts';
import type { KeyCarrying } from '../../domain/deploy.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable, type RowSelection } from '../../ui/DataTable.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { BarButton } from '../../ui/tableParts.ts';
import { AddMatching, tooMany } from './AddMatching.tsx';
import type { PlannedStore } from './deployForm.ts';
import { StoreFilterBar } from './StoreFilterBar.tsx';
import { StoreCells, storeColumns } from './storeColumns.tsx';
import { sortedWords, sortStores, type TargetRules, whyNotStore } from './storeTargets.ts';
import { useStorePages } from './useStorePages.ts';

const SavedSelections = lazy(() => import('./SavedSelections.tsx'));

interface StorePickerProps {
  /** Ids of the stores that are in the plan: the plan is the selection. */
  chosen: readonly string[];
  /** Ids of the stores that have a job already. */
  asked: readonly string[];
  /** Whether this way of deploying carries the private key. */
  keys: KeyCarrying;
  onAdd: (stores: PlannedStore[]) => void;
  onRemove: (storeIds: string[]) => void;
}

/** What was said to the last choice, and what it added. */
interface Outcome {
  summary: string;
  reasons: readonly string[];
  added: readonly string[];
}

const Said = styled('output')({
  display: 'block',
  marginTop: 8,
  '&:empty': { display: 'none' },
  '& ul': { margin: '4px 0', paddingLeft: 20 },
});

const Quiet = styled('p')(({ theme }) => ({ margin: '8px 0 0', color: theme.palette.text.secondary }));

const nothingToSearch = {
  title: 'This cannot be asked for',
  text: 'The server cannot search for a double quote. Leave it out of the search.',
};
const noStores = { title: 'No certificate stores', text: 'This server shows you no store.' };
const noMatch = {
  title: 'No store matches',
  text: 'The server looked through all stores that you may read. Take a filter or a word back to see more.',
};

/** Certificate stores of the server, to put into a plan; those that cannot take the certificate say why. */
export function StorePicker({ chosen, asked, keys, onAdd, onRemove }: StorePickerProps): ReactElement {
  const [filters, setFilters] = useState(noStoreFilters);
  const [saved, setSaved] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { rows, answered, waiting: behind, ...stores } = useStorePages(filters);
  const types = useQuery(storeTypesQuery());
  const agents = useQuery(agentsQuery());
  const me = useQuery(meQuery()).data;
  const permissions = me?.permissions ?? null;
  const endpoints = useQuery(serverQuery()).data?.endpoints ?? null;
  const noun = containerNoun(endpoints);

  const rules = useMemo(
    (): TargetRules => ({
      types: types.isPending ? undefined : new Map(types.data?.map((type) => [type.typeId, type.rules])),
      agents: new Map(agents.data?.map((agent) => [agent.agentId, agent])),
      permissions,
      keys,
    }),
    [types.isPending, types.data, agents.data, permissions, keys],
  );
  // By their content: the caller may make these lists anew with every drawing.
  const chosenText = chosen.join();
  const askedText = asked.join();
  const inPlan = useMemo(() => new Set(chosenText.split(',').filter(Boolean)), [chosenText]);
  const onItsWay = useMemo(() => new Set(askedText.split(',').filter(Boolean)), [askedText]);

  const add = (found: readonly Store[], gone = 0, known = 0): void => {
    const sorted = sortStores(found, new Set([...inPlan, ...onItsWay]), rules);
    const { fit, there } = sorted;
    if (fit.length + inPlan.size > mostStores && fit.length > 1) {
      setOutcome({ summary: tooMany, reasons: [], added: [] });
      return;
    }
    if (fit.length > 0) onAdd([...fit]);
    // One store that was added shows that itself.
    const plain = found.length === 1 && fit.length === 1;
    const words = sortedWords({ ...sorted, there: there + known }, gone);
    setOutcome(plain ? null : { ...words, added: fit.map((store) => store.storeId) });
  };
  const choose = (picked: readonly Store[], isChosen: boolean): void => {
    if (isChosen) {
      add(picked);
      return;
    }
    onRemove(picked.map((store) => store.storeId));
    setOutcome(null);
  };
  // The table keeps its rows as drawn while what it is given stays the same.
  const latest = useRef(choose);
  useEffect(() => {
    latest.current = choose;
  });
  const selection = useMemo(
    (): RowSelection<Store> => ({
      count: inPlan.size,
      isChosen: (store) => inPlan.has(store.storeId),
      whyNot: (store) => (onItsWay.has(store.storeId) ? 'A job for it was made already.' : whyNotStore(store, rules)),
      nameOf: (store) => store.displayName,
      onChoose: (picked, isChosen) => latest.current(picked, isChosen),
    }),
    [inPlan, onItsWay, rules],
  );
  const unfit = useMemo(() => {
    if (rows.includes(undefined)) return null;
    return rows.filter((store) => store !== undefined && whyNotStore(store, rules) !== undefined).length;
  }, [rows, rules]);
  const left = useMemo(() => {
    if (unfit === null) return null;
    const there = (store: Store) => inPlan.has(store.storeId) || onItsWay.has(store.storeId);
    return rows.filter((store) => store && !there(store) && whyNotStore(store, rules) === undefined).length;
  }, [rows, unfit, inPlan, onItsWay, rules]);
  const columns = useMemo(
    () =>
      storeColumns({
        rules,
        chosen: inPlan,
        asked: onItsWay,
        container: noun === 'application' ? 'Application' : 'Container',
        now: serverNow(),
      }),
    [rules, inPlan, onItsWay, noun],
  );

  const opener = useMemo(
    () => (
      <BarButton type="button" aria-expanded={saved} onClick={() => setSaved(!saved)}>
        Saved selections
      </BarButton>
    ),
    [saved],
  );

  if (stores.error && notPermitted(stores.error) && rows.length === 0) {
    const missing = stores.error instanceof ApiError ? stores.error.missingPermission : null;
    return (
      <Notice kind="info" title="Stores cannot be chosen here">
        You may not read certificate stores on this server{takesWords(missing)}, so there is nothing to choose from.
        Everything else works without them.
      </Notice>
    );
  }
  if (mayScheduleNowhere(permissions)) {
    return (
      <Notice kind="info" title="Stores cannot be chosen here">
        You may read certificate stores on this server, but schedule jobs for none of them
        {takesWords(lackedRight(me, 'deploy'))}, so there is nothing to choose from. Everything else works without them.
      </Notice>
    );
  }
  const failure = stores.error ?? types.error;
  const waiting = types.isPending ? 'The store types are still being read.' : undefined;
  return (
    <StoreCells data-wide>
      <StoreFilterBar
        filters={filters}
        onChange={setFilters}
        types={types.data ?? noTypes}
        noun={noun}
        ask={!stores.loading || rows.length > 0}
      >
        {opener}
      </StoreFilterBar>
      {saved && (
        <Suspense>
          <SavedSelections
            chosen={chosen}
            waiting={waiting}
            onLoad={(found, { named, inPlan: known }) => add(found, named - found.length, known)}
          />
        </Suspense>
      )}
      <DataTable
        label="Certificate stores"
        height="min(60dvh, 436px)"
        columns={columns}
        rows={rows}
        total={rows.length}
        tall
        rowKey={(store) => store.storeId}
        selection={selection}
        // The rows of the question before stay until the answer is there, and so does the place in them.
        view={JSON.stringify(answered)}
        loading={stores.loading}
        error={failure === null ? null : explain(failure)}
        onRetry={() => void Promise.all([stores.refetch(), types.refetch()])}
        onRange={stores.onRange}
        footer={
          <AddMatching
            filters={filters}
            total={rows.length}
            totalIsExact={stores.totalIsExact}
            unfit={stores.totalIsExact ? unfit : null}
            left={stores.totalIsExact ? left : null}
            waiting={waiting ?? (behind ? 'Wait for the answer.' : undefined)}
            onFound={(found) => (found ? add(found) : setOutcome({ summary: tooMany, reasons: [], added: [] }))}
          />
        }
        empty={
          storeFilter(filters) === null ? nothingToSearch : JSON.stringify(filters) === unasked ? noStores : noMatch
        }
      />
      {agents.data === null && (
        <Quiet>You may not read orchestrators, so stores do not tell here whether theirs still works.</Quiet>
      )}
      <Said>
        {outcome && (
          <>
            {outcome.summary}
            {outcome.reasons.length > 0 && (
              <ul>
                {outcome.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            )}
            {outcome.added.length > 1 && (
              <ActionButton
                kind="quiet"
                onClick={() => {
                  onRemove([...outcome.added]);
                  setOutcome(null);
                }}
              >
                Take them back
              </ActionButton>
            )}
          </>
        )}
      </Said>
    </StoreCells>
  );
}

/** Which permission it takes, where that is known. */
const takesWords = (permission: string | null | undefined): string => (permission ? `, which takes ${permission}` : '');

const noTypes: readonly never[] = [];
const unasked = JSON.stringify(noStoreFilters);
