import { styled } from '@mui/material/styles';
import { useContext, useDeferredValue, useEffect, useMemo, useState, type ReactElement } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { serverNow } from '../../api/client.ts';
import type { KeyCarrying } from '../../domain/deploy.ts';
import { SecretNames } from '../../form/secrets.ts';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { usePainted } from '../../ui/usePainted.ts';
import { planProblems, type PlannedStore, storesWord } from './deployForm.ts';
import { planFindings } from './planFindings.ts';
import { type OpenRow, PlanRows } from './PlanRows.tsx';
import { renameSecrets } from './planSecrets.ts';
import { StorePicker } from './StorePicker.tsx';
import { usePlanInventories } from './usePlanInventories.ts';

const Planned = styled('section')({ marginTop: 16 });

interface DeployPlanProps {
  /** Path of the plan in the form. */
  name: string;
  /** Stores that have a job already. */
  asked?: readonly string[];
  /** Why a store may not be planned, by its id in lower case; the same object while that stays so. */
  closed?: ReadonlyMap<string, string>;
  /** Whether this way of deploying carries the private key. */
  keys?: KeyCarrying;
}

/** The part of a form that holds a plan: which stores, and what each of them is told. */
export function DeployPlanStep({ name, asked = [], closed, keys = 'always' }: DeployPlanProps): ReactElement {
  const { getValues, setValue } = useFormContext();
  const plan = (useWatch({ name }) ?? []) as PlannedStore[];
  // A plan of one store is shown open.
  const [open, setOpen] = useState<OpenRow | null>(() =>
    plan.length === 1 && plan[0] ? { storeId: plan[0].storeId, takesFocus: false } : null,
  );
  // Whoever comes back to a plan, or to what was not taken, comes for that, and not for more stores.
  const [planFirst] = useState(plan.length > 0);
  useSecretNames(name, plan);
  // Below the list, and at first mostly nothing.
  const painted = usePainted();

  const change = (next: (held: readonly PlannedStore[]) => PlannedStore[]): void =>
    setValue(name, next((getValues(name) ?? []) as PlannedStore[]), { shouldDirty: true });
  const add = (stores: readonly PlannedStore[]): void => {
    change((held) => {
      const there = new Set(held.map(({ storeId }) => storeId));
      return [...held, ...stores.filter(({ storeId }) => !there.has(storeId))];
    });
    const [only] = stores;
    // The focus stays where the next store is chosen.
    if (stores.length === 1 && only) setOpen({ storeId: only.storeId, takesFocus: false });
  };
  const planned = (
    <Planned aria-label="Stores in the plan">
      {(painted || plan.length > 0) && <PlanPart name={name} plan={plan} keys={keys} open={open} onOpen={setOpen} />}
    </Planned>
  );
  return (
    <>
      {planFirst && planned}
      <h3>Choose {planFirst ? 'more ' : ''}stores</h3>
      <StorePicker
        chosen={plan.map(({ storeId }) => storeId)}
        asked={asked}
        closed={closed}
        keys={keys}
        onAdd={add}
        onRemove={(ids) => change((held) => held.filter(({ storeId }) => !ids.includes(storeId)))}
      />
      {!planFirst && planned}
    </>
  );
}

interface PlanPartProps {
  name: string;
  plan: readonly PlannedStore[];
  keys: KeyCarrying;
  open: OpenRow | null;
  onOpen: (row: OpenRow | null) => void;
}

/** What is planned, and what the inventories say to it. */
function PlanPart(props: PlanPartProps): ReactElement {
  const { plan, keys } = props;
  // Hundreds of stores are not drawn anew for each inventory that arrives, but when there is time for it.
  const inventories = useDeferredValue(usePlanInventories(plan).inventories);
  const findings = useMemo(() => planFindings(plan, inventories, serverNow(), keys), [plan, inventories, keys]);
  const incomplete = plan.filter((store) => planProblems(store).length > 0).length;
  return (
    <>
      {plan.length > 0 && (
        <>
          <h3>{storesWord(plan.length)} in the plan</h3>
          {incomplete > 0 && (
            <StatusMark
              kind="warning"
              text={`${storesWord(incomplete)} ${incomplete === 1 ? 'lacks' : 'lack'} something.`}
            />
          )}
        </>
      )}
      <PlanRows {...props} inventories={inventories} findings={findings} />
    </>
  );
}

/** The form empties secrets by their names when it goes, and most stores of a plan have no field on the page. */
function useSecretNames(name: string, plan: readonly PlannedStore[]): void {
  const names = useContext(SecretNames);
  useEffect(() => {
    if (names) renameSecrets(names, name, plan);
  });
}
