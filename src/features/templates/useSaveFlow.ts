import { useState } from 'react';
import type { WireDocument } from '../../api/wireDocument.ts';
import { confirmSave, startSave, type Answers, type Outcome, type Review, type SaveTarget } from './saveFlow.ts';

/** Where a save stands. An `error` is one of reading: nothing was sent. */
export type SaveState =
  | { phase: 'editing'; error: unknown; outcome: Outcome | null }
  | { phase: 'reading' }
  | { phase: 'review'; review: Review; answers: Answers; busy: boolean; error: unknown; outcome: Outcome | null };

export interface SaveControls {
  state: SaveState;
  start: (base: WireDocument, edited: WireDocument) => Promise<void>;
  answer: (clashKey: string, choice: 'mine' | 'theirs') => void;
  confirm: () => Promise<void>;
  back: () => void;
}

const editing: SaveState = { phase: 'editing', error: null, outcome: null };

/**
 * Drives `saveFlow` for a screen. `onStored` gets the document once the server is seen to hold what was asked, and only
 * then: whatever else happens, what was typed stays as it is.
 */
export function useSaveFlow(target: SaveTarget, onStored: (stored: WireDocument) => void): SaveControls {
  const [state, setState] = useState<SaveState>(editing);

  const start = async (base: WireDocument, edited: WireDocument) => {
    // Enter in a choice of the review submits the form around it.
    if (state.phase !== 'editing') return;
    setState({ phase: 'reading' });
    try {
      const review = await startSave(target, base, edited);
      setState({ phase: 'review', review, answers: {}, busy: false, error: null, outcome: null });
    } catch (error) {
      setState({ phase: 'editing', error, outcome: null });
    }
  };

  const answer = (clashKey: string, choice: 'mine' | 'theirs') =>
    setState((now) => (now.phase === 'review' ? { ...now, answers: { ...now.answers, [clashKey]: choice } } : now));

  const confirm = async () => {
    if (state.phase !== 'review' || state.busy) return;
    setState({ ...state, busy: true, error: null, outcome: null });
    try {
      const outcome = await confirmSave(target, state.review, state.answers);
      if (outcome.kind === 'review') {
        setState({ ...state, review: outcome.review, busy: false, error: null, outcome: null });
      } else if (outcome.kind === 'refused' || outcome.kind === 'not saved') {
        setState({ ...state, busy: false, error: null, outcome });
      } else {
        if (outcome.kind === 'saved') onStored(outcome.stored);
        setState({ phase: 'editing', error: null, outcome });
      }
    } catch (error) {
      setState({ ...state, busy: false, error, outcome: null });
    }
  };

  return { state, start, answer, confirm, back: () => setState(editing) };
}
