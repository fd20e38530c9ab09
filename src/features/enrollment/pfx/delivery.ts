import { momentOf, timeProblem } from '../../deploy/when.ts';
import type { Problem } from '../problem.ts';
import type { PfxValues } from './pfxForm.ts';

type Timed = Pick<PfxValues, 'when' | 'jobTime' | 'stores' | 'replaces' | 'renewal'>;

/** Is something to be put into stores at a time? A request carries it with them, and so does a deployment after it. */
const isTimed = ({ when, stores, replaces, renewal }: Timed) =>
  when === 'later' && (stores.length > 0 || replaces !== null || renewal.install);

/** When the stores are to get the certificate; null: as soon as possible. */
export function deliveryTime(values: Timed): Date | null {
  return isTimed(values) ? momentOf(values.jobTime) : null;
}

/** A time that is missing, or past by the server's clock: version 2 refuses it (vendor documentation, POST Enrollment PFX). */
export function deliveryProblems(values: Timed, now: Date): Problem[] {
  if (!isTimed(values)) return [];
  const text = timeProblem(values.jobTime, now);
  return text === undefined ? [] : [{ path: ['jobTime'], text }];
}
