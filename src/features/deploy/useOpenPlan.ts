import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { type Asked, sameId } from './askedStores.ts';
import { emptyPlan, type PlannedStore } from './deployForm.ts';
import type { Sending } from './deployments.ts';
import type { AddLaterValues } from './entriesForm.ts';
import { askKey } from './followEvidence.ts';
import { joinedWhen } from './when.ts';

/** The stores of a form. */
interface PlanFields {
  read: () => PlannedStore[];
  write: (stores: PlannedStore[]) => void;
  /** Puts stores to those that are there, and the start with them. */
  add: (stores: PlannedStore[]) => void;
  /** Makes the form anew, with these stores. */
  reset: (stores: PlannedStore[]) => void;
}

interface SentPlan extends Pick<Sending, 'startsAt'> {
  plan: readonly Pick<PlannedStore, 'storeId'>[];
}

/**
 * When the stores of a plan are to start, each start once, ISO text in UTC or null for at once: as the last sending of each,
 * as a plan that is sent again stays as it was. `fresh`: of a store that was not sent, and where there is none.
 */
export function startsOfPlan(
  stores: SentPlan['plan'],
  sendings: readonly SentPlan[],
  fresh: string | null,
): (string | null)[] {
  const startOf = (id: string) => {
    const last = sendings.findLast(({ plan }) => plan.some(({ storeId }) => sameId(storeId, id)));
    return last === undefined ? fresh : last.startsAt;
  };
  return stores.length === 0 ? [fresh] : [...new Set(stores.map(({ storeId }) => startOf(storeId)))];
}

/** `empty`: what the form begins with, for these stores. */
export const planFields = (
  { getValues, setValue, reset }: UseFormReturn<AddLaterValues>,
  empty: (stores: readonly PlannedStore[]) => AddLaterValues,
): PlanFields => ({
  read: () => getValues('stores'),
  write: (stores) => setValue('stores', stores),
  add(stores) {
    const held = getValues();
    const theirs = empty(stores);
    // Without a store in it, the form asks for no start.
    const { when, jobTime } = held.stores.length === 0 ? theirs : joinedWhen(held, theirs);
    setValue('when', when);
    setValue('jobTime', jobTime);
    setValue('stores', [...held.stores, ...stores]);
  },
  reset: (stores) => reset({ ...empty(stores), stores }),
});

export interface OpenPlan {
  /** How many sendings there were when the form was opened; null: it is closed. */
  openedAt: number | null;
  /** It was opened with stores in it: what was drawn of an empty one cannot show them. */
  isPlanned: boolean;
  /** `into`: another form, which takes the place of the one that was open. */
  open: (stores: PlannedStore[], into?: PlanFields) => void;
  close: () => void;
  /** Puts the plan of a store into the form, which opens for it. */
  edit: (plan: PlannedStore[]) => void;
  /** Takes a store that the server no longer has off the list, and out of the form. */
  drop: (one: Asked) => void;
  isDropped: (one: Asked) => boolean;
}

/** A form with a plan below a list of followed stores. `sent`: how many sendings there are. */
export function useOpenPlan(fields: PlanFields, sent: number): OpenPlan {
  const { read, write, reset } = fields;
  const [openedAt, setOpenedAt] = useState<number | null>(null);
  const [isPlanned, setPlanned] = useState(false);
  /** By `askKey`. */
  const [dropped, setDropped] = useState<readonly string[]>([]);
  // The plan is set on opening: a form that leaves the page empties its secret fields, in whatever it then holds.
  const open = (stores: PlannedStore[], into = fields): void => {
    into.reset(stores);
    setPlanned(stores.length > 0);
    setOpenedAt(sent);
  };
  return {
    openedAt,
    isPlanned,
    open,
    close() {
      setOpenedAt(null);
      setPlanned(false);
      reset(emptyPlan());
    },
    edit(plan) {
      if (openedAt === null) open(plan);
      else fields.add(plan);
    },
    drop(one) {
      setDropped([...dropped, askKey(one)]);
      write(read().filter(({ storeId }) => !sameId(storeId, one.store.storeId)));
    },
    isDropped: (one) => dropped.includes(askKey(one)),
  };
}
