import { useState } from 'react';
import { readOverSignIn } from '../../../api/readOverSignIn.ts';
import type { WireDocument } from '../../../api/wireDocument.ts';
import type { Reverted } from './previousFile.ts';
import {
  confirmSave,
  lookAgain,
  startSave,
  type Answers,
  type Outcome,
  type Review,
  type SaveTarget,
} from './saveFlow.ts';

/** A document that is put back from a file, and what of it cannot be. */
export type Revert = Pick<Reverted, 'kept' | 'left'> & { file: string };

/** Where a save stands. An `error` is one of reading: nothing was sent. */
export type SaveState =
  | { phase: 'editing'; error: unknown; outcome: Outcome | null }
  | { phase: 'reading' }
  | {
      phase: 'review';
      review: Review;
      answers: Answers;
      busy: boolean;
      error: unknown;
      outcome: Outcome | null;
      revert: Revert | null;
    };

export interface SaveControls {
  state: SaveState;
  /** What the server refused last, until another save is started; null otherwise. */
  refused: unknown;
  start: (base: WireDocument, edited: WireDocument) => Promise<void>;
  /** Reviews a document that `make` makes of what the server holds now, in place of the form's. */
  startDocument: (make: (fresh: WireDocument) => Reverted, file: string) => Promise<void>;
  answer: (clashKey: string, choice: 'mine' | 'theirs') => void;
  confirm: () => Promise<void>;
  back: () => void;
  /** Shows what the server was seen to hold in the review; for when nothing is left to save. */
  adopt: () => void;
  /** Reads once more after a save whose effect could not be seen. */
  look: () => Promise<void>;
}

const editing = { phase: 'editing', error: null, outcome: null } as const satisfies SaveState;

/**
 * Drives `saveFlow` for a screen. `onStored` gets the document once the server is seen to hold what was asked, and only
 * then: whatever else happens, what was typed stays as it is. `before` is what became of a save on another page.
 */
export function useSaveFlow(
  target: SaveTarget,
  onStored: (stored: WireDocument, lostAnswer: boolean) => void,
  before: Outcome | null = null,
): SaveControls {
  const [state, setState] = useState<SaveState>({ ...editing, outcome: before });
  const [refused, setRefused] = useState<unknown>(null);
  const [sent, setSent] = useState<{ review: Review; answers: Answers } | null>(null);

  const begin = async (read: () => Promise<{ review: Review; revert: Revert | null }>) => {
    // Enter in a choice of the review submits the form around it.
    if (state.phase !== 'editing') return;
    setState({ phase: 'reading' });
    setRefused(null);
    try {
      setState({
        phase: 'review',
        ...(await readOverSignIn(read)),
        answers: {},
        busy: false,
        error: null,
        outcome: null,
      });
    } catch (error) {
      setState({ phase: 'editing', error, outcome: null });
    }
  };

  const settle = (outcome: Outcome) => {
    if (outcome.kind === 'saved') onStored(outcome.stored, outcome.lostAnswer);
    setState({ phase: 'editing', error: null, outcome });
  };

  const confirm = async () => {
    if (state.phase !== 'review' || state.busy) return;
    setState({ ...state, busy: true, error: null, outcome: null });
    setRefused(null);
    try {
      const outcome = await confirmSave(target, state.review, state.answers);
      if (outcome.kind === 'review') {
        setState({ ...state, review: outcome.review, busy: false, error: null, outcome: null });
      } else if (outcome.kind === 'refused' || outcome.kind === 'not saved') {
        if (outcome.kind === 'refused') setRefused(outcome.error);
        setState({ ...state, busy: false, error: null, outcome });
      } else {
        setSent({ review: state.review, answers: state.answers });
        settle(outcome);
      }
    } catch (error) {
      setState({ ...state, busy: false, error, outcome: null });
    }
  };

  const look = async () => {
    if (state.phase !== 'editing' || state.outcome?.kind !== 'not known' || sent === null) return;
    const { error, answered } = state.outcome;
    setState({ phase: 'reading' });
    settle(await lookAgain(target, sent.review, sent.answers, answered ? undefined : error));
  };

  return {
    state,
    refused,
    start: (base, edited) => begin(async () => ({ review: await startSave(target, base, edited), revert: null })),
    startDocument: (make, file) =>
      begin(async () => {
        const fresh = await target.get();
        const { document, kept, left } = make(fresh);
        return { review: await startSave(target, fresh, document), revert: { file, kept, left } };
      }),
    answer: (clashKey, choice) =>
      setState((now) => (now.phase === 'review' ? { ...now, answers: { ...now.answers, [clashKey]: choice } } : now)),
    confirm,
    back: () => setState({ phase: 'editing', error: null, outcome: state.phase === 'review' ? state.outcome : null }),
    adopt: () => {
      if (state.phase !== 'review') return;
      onStored(state.review.fresh, false);
      setState(editing);
    },
    look,
  };
}
