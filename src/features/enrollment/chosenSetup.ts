import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { setupQuery, type EnrollChoice, type Setup } from './setup.ts';

/** Puts the defaults of a setup into the form. Called by the pick itself: no effect does that behind the user's back. */
export type ApplySetup = (next: Setup, before: Setup | null) => void;

/** What is known about the thing chosen to enroll with, and how to choose another. */
export interface ChosenSetup {
  setup: Setup | null;
  /** Loads what is in force for a choice, then hands it to `apply` unless another was picked meanwhile. */
  pick: (choice: EnrollChoice, apply: ApplySetup) => void;
  loading: boolean;
  error: unknown;
  /** The setup of the last pick once it is there, so that a check made meanwhile waits; null when it could not be loaded. */
  settled: () => Promise<Setup | null>;
}

/** Holds the setup of a wizard. */
export function useChosenSetup(initial: Setup | null): ChosenSetup {
  const client = useQueryClient();
  const [setup, setSetup] = useState(initial);
  const held = useRef(initial);
  const latest = useRef({ key: initial?.choice.key ?? '', promise: Promise.resolve(initial) });
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: (choice: EnrollChoice) => client.fetchQuery(setupQuery(choice)),
    retry: false,
  });
  const load = async (choice: EnrollChoice, apply: ApplySetup): Promise<Setup | null> => {
    try {
      const next = await mutateAsync(choice);
      if (latest.current.key !== choice.key) return held.current;
      apply(next, held.current);
      held.current = next;
      setSetup(next);
      return next;
    } catch {
      return null;
    }
  };
  const pick = (choice: EnrollChoice, apply: ApplySetup): void => {
    latest.current = { key: choice.key, promise: load(choice, apply) };
  };
  const settled = useCallback(() => latest.current.promise, []);
  return { setup, pick, loading: isPending, error, settled };
}
