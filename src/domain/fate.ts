import { type DeployStep, isFinal } from './deploySteps.ts';

/** What became of one sending, in one word. */
export type Fate =
  | 'not sent'
  | 'refused'
  | 'waiting'
  | 'retrying'
  | 'failed'
  | 'cancelled'
  | 'superseded'
  | 'warning'
  | 'reached'
  | 'finished'
  | 'not known';

/**
 * One word for all steps. `reached`: the inventory shows it; `finished`: the job reports success, and the inventory can
 * prove nothing; `warning`: at its end, but the job warned; `not known`: nothing proves an end, or that it was sent at all.
 * That a failure is `superseded` no step tells: only what was sent later does.
 */
export function fateOf(steps: readonly DeployStep[]): Exclude<Fate, 'superseded'> {
  const state = (step: DeployStep['step']) => steps.find((s) => s.step === step)?.state;
  const end = state('finished');
  if (state('asked') === 'failed') return 'refused';
  if (state('asked') === 'waiting') return 'not sent';
  if (state('picked up') === 'cancelled') return 'cancelled';
  if (end === 'failed' || end === 'retrying') return end;
  if (!isFinal(steps)) return state('asked') === 'unknown' ? 'not known' : 'waiting';
  if (end === 'warning') return 'warning';
  if (state('seen in inventory') === 'done') return 'reached';
  return end === 'done' ? 'finished' : 'not known';
}
