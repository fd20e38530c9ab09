import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { agentsQuery } from '../../api/agents.ts';
import { serverNow } from '../../api/client.ts';
import { containerNoun } from '../../api/containers.ts';
import { explain, notPermitted, permissionOf } from '../../api/errors.ts';
import { lackedRight, whyNot } from '../../api/rights.ts';
import { meQuery, serverQuery } from '../../api/server.ts';
import { mostStores, noStoreFilters, type Store, storeFilter } from '../../api/stores.ts';
import { storeTypesQuery } from '../../api/storeTypes.ts';
import { takenWords } from '../../domain/takenWords.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable, type RowSelection } from '../../ui/DataTable.tsx';
import { LostPart, PartBoundary } from '../../ui/LostPart.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { type Reason, reasonWords, WaysOut } from '../../ui/reasonWays.tsx';
import { BarButton } from '../../ui/tableParts.ts';
import { AddMatching, tooMany } from './AddMatching.tsx';
import { idSet } from './askedStores.ts';
import type { PlannedStore } from './deployForm.ts';
import { StoreFilterBar } from './StoreFilterBar.tsx';
import { StoreCells, storeColumns } from './storeColumns.tsx';
import { agentsById, sortedWords, sortStores, type TargetRules, whyNotStore } from './storeTargets.ts';
import { useStorePages } from './useStorePages.ts';

const SavedSelections = lazy(() => import('./SavedSelections.tsx'));

interface StorePickerProps extends Pick<TargetRules, 'keys' | 'closed'> {
  /** Ids of the stores that are in the plan: the plan is the selection. */
  chosen: readonly string[];
  /** Ids of the stores that have a job already. */
  asked: readonly string[];
  onAdd: (stores: PlannedStore[]) => void;
  onRemove: (storeIds: string[]) => void;
}

/** What was said to the last choice, and what it added. */
interface Outcome {
  summary: string;
  reasons: readonly string[];
  added: readonly string[];
  /** What was said of stores for a right that is lacked, each with one of them. */
  lacked: readonly { words: string; reason: Reason; store: Store }[];
}

const list = { margin: '4px 0', paddingLeft: 20 };
const Said = styled('output')({ display: 'block', marginTop: 8, '&:empty': { display: 'none' }, '& ul': list });
const Lacked = styled('ul')(list);

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
export function StorePicker({ chosen, asked, closed, keys, onAdd, onRemove }: StorePickerProps): ReactElement {
  const [filters, setFilters] = useState(noStoreFilters);
  const [saved, setSaved] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { rows, answered, waiting: behind, ...stores } = useStorePages(filters);
  const types = useQuery(storeTypesQuery());
  const agents = useQuery(agentsQuery());
  const me = useQuery(meQuery()).data;
  const endpoints = useQuery(serverQuery()).data?.endpoints ?? null;
  const noun = containerNoun(endpoints);

  const rules = useMemo(
    (): TargetRules => ({
      types: types.isPending ? undefined : new Map(types.data?.map((type) => [type.typeId, type.rules])),
      agents: agentsById(agents.data ?? []),
      me,
      keys,
      closed,
    }),
    [types.isPending, types.data, agents.data, me, keys, closed],
  );
  // By their content: the caller may make these lists anew with every drawing.
  const chosenText = chosen.join();
  const askedText = asked.join();
  const inPlan = useMemo(() => idSet(chosenText.split(',').filter(Boolean)), [chosenText]);
  const onItsWay = useMemo(() => idSet(askedText.split(',').filter(Boolean)), [askedText]);

  const add = (found: readonly Store[], gone = 0, known = 0): void => {
    const sorted = sortStores(found, new Set([...inPlan, ...onItsWay]), rules);
    const { fit, there } = sorted;
    if (fit.length + inPlan.size > mostStores && fit.length > 1) {
      setOutcome(tooManyFound);
      return;
    }
    if (fit.length > 0) onAdd([...fit]);
    // One store that was added shows that itself.
    const plain = found.length === 1 && fit.length === 1;
    const { summary, reasons } = sortedWords({ ...sorted, there: there + known }, gone);
    const lacked = sorted.refused.flatMap(({ reason, first }, at) =>
      typeof reason === 'string' ? [] : [{ words: reasons[at] ?? '', reason, store: first }],
    );
    const others = reasons.filter((_, at) => typeof sorted.refused[at]?.reason === 'string');
    setOutcome(plain ? null : { summary, reasons: others, added: fit.map((store) => store.storeId), lacked });
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
      whyNot: (store) =>
        onItsWay.has(store.storeId) ? 'A job for it was made already.' : reasonWords(whyNotStore(store, rules)),
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

  const again = () => void Promise.all([stores.refetch(), types.refetch()]);
  if (stores.error && notPermitted(stores.error) && rows.length === 0) {
    return (
      <Notice
        kind="info"
        title="Stores cannot be chosen here"
        actions={
          <ActionButton busy={stores.loading} onClick={again}>
            Check again
          </ActionButton>
        }
      >
        You may not read certificate stores on this server{takenWords(permissionOf(stores.error))}, so there is nothing
        to choose from. Everything else works without them.
      </Notice>
    );
  }
  const lacking = whyNot(me, 'deploy');
  if (lacking) {
    return (
      <Notice kind="info" title="Stores cannot be chosen here">
        You may read certificate stores on this server, but schedule jobs for none of them
        {takenWords(lackedRight(me, 'deploy'))}, so there is nothing to choose from. Everything else works without them.
        <WaysOut reason={lacking} />
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
        <PartBoundary lost={<LostPart what="The list of saved selections" />}>
          <Suspense>
            <SavedSelections
              chosen={chosen}
              waiting={waiting}
              onLoad={(found, { named, inPlan: known }) => add(found, named - found.length, known)}
            />
          </Suspense>
        </PartBoundary>
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
        onRetry={again}
        onRange={stores.onRange}
        footer={
          <AddMatching
            filters={filters}
            total={rows.length}
            totalIsExact={stores.totalIsExact}
            unfit={stores.totalIsExact ? unfit : null}
            left={stores.totalIsExact ? left : null}
            waiting={waiting ?? (behind ? 'Wait for the answer.' : undefined)}
            onFound={(found) => (found ? add(found) : setOutcome(tooManyFound))}
          />
        }
        empty={
          storeFilter(filters) === null ? nothingToSearch : JSON.stringify(filters) === unasked ? noStores : noMatch
        }
      />
      {agents.data === null && (
        <Quiet>
          You may not read orchestrators{takenWords(lackedRight(me, 'readJobs'))}, so stores do not tell here whether
          theirs still works.{' '}
          <ActionButton kind="quiet" busy={agents.isFetching} onClick={() => void agents.refetch()}>
            Check again
          </ActionButton>
        </Quiet>
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
      {outcome !== null && outcome.lacked.length > 0 && (
        <Lacked aria-label="Stores that you may not use">
          {outcome.lacked.map(({ words, reason, store }) => (
            <li key={words}>
              <output>{words}</output>
              <WaysOut reason={asBefore(reason, whyNotStore(store, rules))} />
            </li>
          ))}
        </Lacked>
      )}
    </StoreCells>
  );
}

/** A reason as it is known now; undefined where it holds no more. */
const asBefore = (then: Reason, now: Reason | undefined) => (reasonWords(now) === reasonWords(then) ? now : undefined);
const tooManyFound: Outcome = { summary: tooMany, reasons: [], added: [], lacked: [] };

const noTypes: readonly never[] = [];
const unasked = JSON.stringify(noStoreFilters);
