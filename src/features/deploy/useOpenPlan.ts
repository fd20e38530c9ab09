import { useState } from 'react';
import { type Asked, sameId } from './askedStores.ts';
import { emptyPlan, type PlannedStore } from './deployForm.ts';
import { askKey } from './followEvidence.ts';

/** The stores of a form. */
interface PlanFields {
  read: () => PlannedStore[];
  write: (stores: PlannedStore[]) => void;
  /** Makes the form anew, with these stores. */
  reset: (stores: PlannedStore[]) => void;
}

export interface OpenPlan {
  /** How many sendings there were when the form was opened; null: it is closed. */
  openedAt: number | null;
  /** It was opened with stores in it: what was drawn of an empty one cannot show them. */
  isPlanned: boolean;
  open: (stores: PlannedStore[]) => void;
  close: () => void;
  /** Puts the plan of a store into the form, which opens for it. */
  edit: (plan: PlannedStore[]) => void;
  /** Takes a store that the server no longer has off the list, and out of the form. */
  drop: (one: Asked) => void;
  isDropped: (one: Asked) => boolean;
}

/** A form with a plan below a list of followed stores. `sent`: how many sendings there are; `opened`: it is open at first. */
export function useOpenPlan({ read, write, reset }: PlanFields, sent: number, opened = false): OpenPlan {
  const [openedAt, setOpenedAt] = useState(opened ? sent : null);
  const [isPlanned, setPlanned] = useState(opened);
  /** By `askKey`. */
  const [dropped, setDropped] = useState<readonly string[]>([]);
  // The plan is set on opening: a form that leaves the page empties its secret fields, in whatever it then holds.
  const open = (stores: PlannedStore[]): void => {
    reset(stores);
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
      else write([...read(), ...plan]);
    },
    drop(one) {
      setDropped([...dropped, askKey(one)]);
      write(read().filter(({ storeId }) => !sameId(storeId, one.store.storeId)));
    },
    isDropped: (one) => dropped.includes(askKey(one)),
  };
}
