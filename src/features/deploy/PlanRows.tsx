import { styled } from '@mui/material/styles';
import { Fragment, lazy, memo, Suspense, useCallback, useState, type ReactElement } from 'react';
import { useFormContext } from 'react-hook-form';
import type { KeyCarrying } from '../../domain/deploy.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { LostPart, PartBoundary } from '../../ui/LostPart.tsx';
import { bulkEdited } from './bulkEdit.ts';
import { planProblems, type PlannedStore, storesWord } from './deployForm.ts';
import { mostAtOnce, scrollsByItself } from './deployStyle.ts';
import type { KnownInventories, PlanFinding } from './planFindings.ts';
import { PlannedStoreEditor } from './PlannedStoreEditor.tsx';
import { PlanRow } from './PlanRow.tsx';
import { planRowWords, typeName } from './planWords.ts';

const EditStoresOfType = lazy(() => import('./EditStoresOfType.tsx'));

const Head = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '4px 12px',
  margin: '12px 0 4px',
  '& h4': { margin: 0, fontSize: '1em', lineHeight: '32px', fontWeight: 600 },
});
const List = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  ...scrollsByItself,
  '& > li': { padding: '6px 0', borderTop: `1px solid ${theme.palette.divider}` },
  '& > li[data-open="true"]': { padding: '10px 0 12px' },
}));
const Gone = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '0 12px',
  color: theme.palette.text.secondary,
  overflowWrap: 'anywhere',
}));

interface Removed {
  store: PlannedStore;
  at: number;
}

/** Which row has inputs, and whether the focus goes into it. */
export interface OpenRow {
  storeId: string;
  takesFocus: boolean;
}

interface PlanRowsProps {
  /** Path of the plan in the form. */
  name: string;
  plan: readonly PlannedStore[];
  keys: KeyCarrying;
  inventories: KnownInventories;
  findings: readonly PlanFinding[];
  open: OpenRow | null;
  onOpen: (row: OpenRow | null) => void;
}

// The button that was pressed has gone with its row.
const focusButton = (line: HTMLElement | null): void => line?.querySelector('button')?.focus();

/** The planned stores by type, as text but for the one that is being edited. */
export const PlanRows = memo(function PlanRows(props: PlanRowsProps): ReactElement {
  const { name, plan, keys, inventories, findings, open, onOpen } = props;
  const { getValues, setValue } = useFormContext();
  const [removed, setRemoved] = useState<Removed | null>(null);
  const [editing, setEditing] = useState<number | null>(null);
  const [closed, setClosed] = useState('');

  // What the form holds at that moment: a row that was not drawn again since knows no later plan.
  const change = useCallback(
    (next: (held: readonly PlannedStore[]) => PlannedStore[]): void =>
      setValue(name, next(getValues(name) as PlannedStore[]), { shouldDirty: true }),
    [getValues, name, setValue],
  );
  const edit = useCallback((storeId: string) => onOpen({ storeId, takesFocus: true }), [onOpen]);
  const remove = useCallback(
    (storeId: string): void =>
      change((held) => {
        const at = held.findIndex((store) => store.storeId === storeId);
        const store = held[at];
        if (store !== undefined) setRemoved({ store, at });
        return held.filter((other) => other !== store);
      }),
    [change],
  );
  const gone = removed !== null && !plan.some(({ storeId }) => storeId === removed.store.storeId) ? removed : null;
  const undo = ({ store, at }: Removed): void => {
    setRemoved(null);
    setClosed(store.storeId);
    change((held) => [...held.slice(0, at), store, ...held.slice(at)]);
  };

  const said = new Map<string, PlanFinding[]>();
  for (const finding of findings) said.set(finding.storeId, [...(said.get(finding.storeId) ?? []), finding]);
  const types = new Map<number, { store: PlannedStore; at: number }[]>();
  plan.forEach((store, at) => types.set(store.storeTypeId, [...(types.get(store.storeTypeId) ?? []), { store, at }]));
  const row = ({ store, at }: { store: PlannedStore; at: number }): ReactElement => {
    const { storeId } = store;
    if (storeId === open?.storeId) {
      return (
        <PlannedStoreEditor
          // The fields belong to a place in the plan.
          key={at}
          name={`${name}.${at}`}
          store={store}
          known={inventories[storeId]}
          keys={keys}
          takesFocus={open.takesFocus}
          onDone={() => {
            setClosed(storeId);
            onOpen(null);
          }}
          onRemove={() => remove(storeId)}
        />
      );
    }
    const [problem] = planProblems(store);
    return (
      <PlanRow
        storeId={storeId}
        displayName={store.displayName}
        machine={store.machine}
        path={store.path}
        {...planRowWords(store, keys, said.get(storeId) ?? [])}
        wanted={problem === undefined ? '' : [name, at, ...problem.path].join('.')}
        takesFocus={closed === storeId}
        onEdit={edit}
        onRemove={remove}
      />
    );
  };
  return (
    <>
      {[...types].map(([typeId, rows]) => {
        const called = typeName(rows[0]?.store.rules);
        return (
          <Fragment key={typeId}>
            <Head>
              <h4>
                {called} · {storesWord(rows.length)}
              </h4>
              {rows.length > 1 && (
                <ActionButton onClick={() => setEditing(typeId)}>
                  {`Edit all ${rows.length} ${called} stores`}
                </ActionButton>
              )}
            </Head>
            <List aria-label={`${called} stores in the plan`} data-long={rows.length > mostAtOnce}>
              {rows.map((one) => (
                <li key={one.store.storeId} data-open={one.store.storeId === open?.storeId}>
                  {row(one)}
                </li>
              ))}
            </List>
          </Fragment>
        );
      })}
      {gone && (
        <Gone ref={focusButton} key={gone.store.storeId}>
          <span>Removed {gone.store.displayName}.</span>
          <ActionButton kind="quiet" onClick={() => undo(gone)} label={`Undo removing ${gone.store.displayName}`}>
            Undo
          </ActionButton>
        </Gone>
      )}
      {editing !== null && (
        <PartBoundary part={editing} lost={<LostPart what="The form for many stores" />}>
          <Suspense fallback={null}>
            <EditStoresOfType
              stores={plan.filter(({ storeTypeId }) => storeTypeId === editing)}
              inventories={inventories}
              keys={keys}
              onClose={() => setEditing(null)}
              onWrite={(bulk) => {
                setEditing(null);
                change((held) => bulkEdited(held, editing, bulk));
              }}
            />
          </Suspense>
        </PartBoundary>
      )}
    </>
  );
});
