const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const words = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** How long ago a moment (ISO text) was at `now`, in words: "3 weeks ago". The text itself where it is no date. */
export function ageText(iso: string, now: Date): string {
  const ms = now.getTime() - Date.parse(iso);
  if (Number.isNaN(ms)) return iso;
  if (ms < 2 * minuteMs) return 'just now';
  if (ms < 2 * hourMs) return words.format(-Math.floor(ms / minuteMs), 'minute');
  if (ms < 2 * dayMs) return words.format(-Math.floor(ms / hourMs), 'hour');
  if (ms < 14 * dayMs) return words.format(-Math.floor(ms / dayMs), 'day');
  if (ms < 70 * dayMs) return words.format(-Math.floor(ms / (7 * dayMs)), 'week');
  if (ms < 730 * dayMs) return words.format(-Math.floor(ms / (30.44 * dayMs)), 'month');
  return words.format(-Math.floor(ms / (365.25 * dayMs)), 'year');
}

/** Whether a moment (ISO text) lies more than a day back: an orchestrator that works asks many times an hour. */
export const isLongAgo = (iso: string, now: Date): boolean => now.getTime() - Date.parse(iso) > dayMs;
