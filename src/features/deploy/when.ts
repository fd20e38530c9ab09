/** A moment to the minute, in words that say the zone: UTC. */
export const utcText = (time: Date): string => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** The moment of a `datetime-local` value, which is local time; null where it is none. */
export function momentOf(local: string): Date | null {
  const time = new Date(local);
  return Number.isNaN(time.getTime()) ? null : time;
}

/** A moment as a `datetime-local` value, which is local time to the minute. */
export const localText = (time: Date): string =>
  new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

/** A moment as requests carry it: ISO text in UTC to the second. */
export const wireTime = (time: Date): string => time.toISOString().replace(/\.\d+Z$/, 'Z');

/** When something is to be done, as a form holds it: a time is local, as `datetime-local` writes it. */
export interface WhenValues {
  /** Empty: not chosen yet, which nothing is sent with. */
  when: 'soon' | 'later' | '';
  jobTime: string;
}

/** The chosen start as ISO text in UTC; null: as soon as possible. */
export function startOf({ when, jobTime }: WhenValues): string | null {
  const time = when === 'later' ? momentOf(jobTime) : null;
  return time === null ? null : wireTime(time);
}

/** What is wrong with a chosen time at `now`, which is server time: servers disagree on what a past one means. */
export function timeProblem(local: string, now: Date): string | undefined {
  const time = momentOf(local);
  if (time === null) return 'Enter a date and a time.';
  if (time.getTime() > now.getTime()) return undefined;
  return `This time is past, and the server refuses that: its clock says ${utcText(now)}.`;
}

/** A start that is still ahead at `now`; null once it is past, as a job is then to start at once. */
export function stillAhead(startsAt: string | null, now: Date): string | null {
  return startsAt !== null && Date.parse(startsAt) > now.getTime() ? startsAt : null;
}

/**
 * A start as a form holds it at `now`: the same while it is ahead, as soon as possible once it is past. Where stores had
 * several, it is to be chosen anew: none of them is every store's own.
 */
export function whenValues(starts: readonly (string | null)[], now: Date): WhenValues {
  const ahead = starts.map((start) => stillAhead(start, now));
  const [jobTime = '', ...others] = new Set(ahead.map((start) => (start === null ? '' : localText(new Date(start)))));
  if (others.length > 0) return { when: '', jobTime: '' };
  return { when: jobTime === '' ? 'soon' : 'later', jobTime };
}

/** The start of a plan into which stores come that had a start of their own: it stays where both are the same. */
export function joinedWhen(held: WhenValues, added: WhenValues): WhenValues {
  const same = held.when === added.when && (held.when !== 'later' || held.jobTime === added.jobTime);
  return same ? held : { ...held, when: '' };
}
