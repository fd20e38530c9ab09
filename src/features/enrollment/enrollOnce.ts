import { useMutation, useQueryClient, type UseMutationOptions } from '@tanstack/react-query';
import { useState } from 'react';
import type { Enrolled } from '../../api/enrollment.ts';
import { ApiError, explain, type Explained } from '../../api/errors.ts';
import { meQuery } from '../../api/server.ts';
import { mayHaveIssued, SendOnce } from './sendOnce.ts';
import { forget, remember, type SentRequest } from './sent.ts';
import { useScope } from './useScope.ts';

/** What a wizard shows: its steps, what became of a request, or that this is not known. */
export type Outcome<Sent, Answer> =
  | { kind: 'steps' }
  /** `adopted`: no answer came; the certificate was searched for, and the user took it for this request's. */
  | { kind: 'answered'; sent: Sent; answer: Answer; adopted: boolean }
  | { kind: 'unknown'; sent: Sent; about: { answer: Answer } | { error: Explained } }
  /** The server did not carry it out and said so: nothing was issued. */
  | { kind: 'refused'; sent: Sent; error: Explained };

/** What the page of the result shows. */
export type Ended<Sent, Answer> = Exclude<Outcome<Sent, Answer>, { kind: 'steps' }>;

/** The pages of the result, one for each wizard: everything after sending. */
export interface ResultProps<Sent, Answer> {
  outcome: Ended<Sent, Answer>;
  /** Back to the steps. */
  onChange: () => void;
  onAdopt: (answer: Answer) => void;
  onAnother: () => void;
}

/** The answer that an end shows; null where none came. */
export function answerOf<Sent, Answer>(outcome: Ended<Sent, Answer>): Answer | null {
  if (outcome.kind === 'answered') return outcome.answer;
  return outcome.kind === 'unknown' && 'answer' in outcome.about ? outcome.about.answer : null;
}

/** What went wrong where no answer came; null where one did. */
export function errorOf<Sent, Answer>(outcome: Ended<Sent, Answer>): Explained | null {
  if (outcome.kind === 'refused') return outcome.error;
  return outcome.kind === 'unknown' && 'error' in outcome.about ? outcome.about.error : null;
}

/** Signing in or a moment's patience answers these; what was asked for has not been judged. */
const notJudged: readonly (number | null)[] = [401, 407, 408, 429];

/**
 * A refusal of what was asked for is an end. What kept the request from being judged leads back to the steps; a lost answer,
 * or one that says nothing known, never does by itself.
 */
export function outcomeOf<Sent, Answer extends Enrolled>(
  sent: Sent | null,
  answer: Answer | undefined,
  error: unknown,
  adopted: Answer | null = null,
): Outcome<Sent, Answer> {
  if (sent === null) return { kind: 'steps' };
  if (adopted) return { kind: 'answered', sent, answer: adopted, adopted: true };
  if (answer?.disposition === 'unclear') return { kind: 'unknown', sent, about: { answer } };
  if (answer) return { kind: 'answered', sent, answer, adopted: false };
  if (mayHaveIssued(error)) return { kind: 'unknown', sent, about: { error: explain(error) } };
  const judged = error instanceof ApiError && error.kind === 'http' && !notJudged.includes(error.status);
  return judged ? { kind: 'refused', sent, error: explain(error) } : { kind: 'steps' };
}

interface EnrollOnce<Sent, Answer, Post> {
  /** `sent` is kept beside the answer, as the form can be changed afterwards. Gives the answer, for what follows it at once; null: none came. */
  send: (sent: Sent, post: Post) => Promise<Answer | null>;
  /** Back to the steps: after a refusal or a denial, or after an unknown outcome by someone who knows what that risks. */
  change: () => void;
  /** Takes a certificate that was searched for as the answer (`adoptedPfx`, `adoptedCsr`). */
  adopt: (answer: Answer) => void;
  busy: boolean;
  error: Explained | null;
  outcome: Outcome<Sent, Answer>;
}

/**
 * Sends one enrollment and never a second: two presses make one certificate. It goes into the list of this browser before
 * the first byte is sent, so that Activity finds it even when the tab is closed while the server works.
 * @param loadResult loads the page of the result: it must be there before a key can come that is nowhere else
 */
export function useEnrollOnce<Sent extends SentRequest, Answer extends Enrolled, Post>(
  mutation: UseMutationOptions<Answer, Error, Post>,
  loadResult: () => Promise<unknown>,
): EnrollOnce<Sent, Answer, Post> {
  const client = useQueryClient();
  const scope = useScope();
  const { mutationFn } = mutation;
  const { mutateAsync, reset, isPending, data, error } = useMutation<Answer, Error, Post>({
    ...mutation,
    mutationFn: async (post, context) => {
      if (!mutationFn) throw new Error('Nothing to send with.');
      await loadResult().catch(() => {
        throw new ApiError({ kind: 'network' });
      });
      return mutationFn(post, context);
    },
  });
  const [sent, setSent] = useState<Sent | null>(null);
  const [adopted, setAdopted] = useState<Answer | null>(null);
  const [once] = useState(
    () =>
      new SendOnce<Sent, Answer>({
        keep: (what, answer) => remember(what, answer, client.getQueryData(meQuery().queryKey)?.name ?? null, scope),
        forget,
      }),
  );
  const send = (next: Sent, post: Post): Promise<Answer | null> =>
    once.send(next, () => {
      setSent(next);
      return mutateAsync(post);
    });
  const change = (): void => {
    if (!once.change()) return;
    reset();
    setAdopted(null);
  };
  const adopt = (answer: Answer): void => {
    if (once.adopt(answer)) setAdopted(answer);
  };
  return {
    send,
    change,
    adopt,
    busy: isPending,
    error: error ? explain(error) : null,
    outcome: outcomeOf(sent, data, error, adopted),
  };
}
