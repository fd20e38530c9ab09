import type { Problem } from '../problem.ts';
import type { PfxValues } from './pfxForm.ts';

type Timed = Pick<PfxValues, 'when' | 'jobTime' | 'stores' | 'populateFromAd'>;

/** A moment to the minute, in words that say the zone: UTC. */
export const utcText = (time: Date): string => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** The moment of a `datetime-local` value, which is local time; null where it is none. */
export function momentOf(local: string): Date | null {
  const time = new Date(local);
  return Number.isNaN(time.getTime()) ? null : time;
}

/** Whether the stores are to get the certificate at a time: only version 2 of the request carries stores and their time. */
const isTimed = ({ when, stores, populateFromAd }: Timed) => when === 'later' && stores.length > 0 && !populateFromAd;

/** When the stores are to get the certificate; null: as soon as possible. */
export function deliveryTime(values: Timed): Date | null {
  return isTimed(values) ? momentOf(values.jobTime) : null;
}

/** A time that is missing, or past by the server's clock: version 2 refuses it (vendor documentation, POST Enrollment PFX). */
export function deliveryProblems(values: Timed, now: Date): Problem[] {
  if (!isTimed(values)) return [];
  const time = momentOf(values.jobTime);
  if (time === null) return [{ path: ['jobTime'], text: 'Enter a date and a time.' }];
  if (time.getTime() > now.getTime()) return [];
  const text = `This time is past, and the server refuses that: its clock says ${utcText(now)}.`;
  return [{ path: ['jobTime'], text }];
}
