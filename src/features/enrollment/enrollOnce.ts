import { useMutation, type UseMutationOptions } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Enrolled } from '../../api/enrollment.ts';
import { ApiError, explain, type Explained } from '../../api/errors.ts';

/** What a wizard shows: its steps, what became of a request, or that this is not known. */
export type Outcome<Sent, Answer> =
  | { kind: 'steps' }
  | { kind: 'answered'; sent: Sent; answer: Answer }
  | { kind: 'unknown'; sent: Sent; about: { answer: Answer } | { error: Explained } };

/** True where the server may have issued although no usable answer came: sending again could issue a second certificate. */
export function mayHaveIssued(error: unknown): boolean {
  return error instanceof ApiError && error.outcomeUnknown;
}

/** A refusal leads back to the steps; a lost answer, or one that says nothing known, never does. */
export function outcomeOf<Sent, Answer extends Enrolled>(
  sent: Sent | null,
  answer: Answer | undefined,
  error: unknown,
): Outcome<Sent, Answer> {
  if (sent === null) return { kind: 'steps' };
  if (answer?.disposition === 'unclear') return { kind: 'unknown', sent, about: { answer } };
  if (answer) return { kind: 'answered', sent, answer };
  return mayHaveIssued(error) ? { kind: 'unknown', sent, about: { error: explain(error) } } : { kind: 'steps' };
}

interface EnrollOnce<Sent, Answer, Post> {
  /** `sent` is kept beside the answer, as the form can be changed afterwards. */
  send: (sent: Sent, post: Post) => Promise<void>;
  /** Back to the steps after a request that was denied. */
  change: () => void;
  busy: boolean;
  error: Explained | null;
  outcome: Outcome<Sent, Answer>;
}

/** Sends one enrollment and never a second: two presses make one certificate. */
export function useEnrollOnce<Sent, Answer extends Enrolled, Post>(
  mutation: UseMutationOptions<Answer, Error, Post>,
): EnrollOnce<Sent, Answer, Post> {
  const { mutateAsync, reset, isPending, data, error } = useMutation(mutation);
  const [sent, setSent] = useState<Sent | null>(null);
  // Set before the first byte goes out and given back only after a refusal.
  const sending = useRef(false);
  const send = async (next: Sent, post: Post): Promise<void> => {
    if (sending.current) return;
    sending.current = true;
    setSent(next);
    try {
      await mutateAsync(post);
    } catch (failure) {
      sending.current = mayHaveIssued(failure);
    }
  };
  const change = (): void => {
    reset();
    sending.current = false;
  };
  return {
    send,
    change,
    busy: isPending,
    error: error ? explain(error) : null,
    outcome: outcomeOf(sent, data, error),
  };
}
