import type { CertificateRecord } from '../api/certificates.ts';
import { certificateState, type StateFacts } from '../domain/certificateState.ts';

/** One thing that the palette leads to. */
export interface Find {
  key: string;
  label: string;
  /** A few more words that tell finds apart. */
  hint: string;
  to: string;
}

/** Finds of one kind. */
export interface FindGroup {
  name: string;
  finds: readonly Find[];
}

const dayOf = (iso: string): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(new Date(iso));

/** What tells certificates of one name apart: number, state at a time (ms) with the end of what is in force, and template. */
export function certificateHint(
  row: StateFacts & Pick<CertificateRecord, 'certificateId' | 'templateName'>,
  nowMs: number,
): string {
  const { certificateId, templateName, notAfter } = row;
  const { name, word } = certificateState(row, nowMs);
  const said = word.toLowerCase();
  const inForce = name === 'active' || name === 'ends soon';
  const end = notAfter === '' || !(inForce || name === 'expired') ? '' : dayOf(notAfter);
  const state = end === '' ? said : inForce ? `${said}, valid until ${end}` : `${said} on ${end}`;
  return [`certificate ${certificateId}`, state, templateName].filter(Boolean).join(', ');
}

/** Finds of a kind whose label holds every typed word, at most `most`. */
export function fitting(finds: readonly Find[], typed: string, most: number): Find[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return finds.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word))).slice(0, most);
}

/** The key that is active after a key press, in the order of the groups, from the end back to the start; null without finds. */
export function moved(groups: readonly FindGroup[], active: string | null, pressed: string): string | null {
  const keys = groups.flatMap(({ finds }) => finds.map(({ key }) => key));
  const at = active === null ? -1 : keys.indexOf(active);
  const place: Record<string, number> = {
    ArrowDown: at + 1 >= keys.length ? 0 : at + 1,
    ArrowUp: at <= 0 ? keys.length - 1 : at - 1,
  };
  return keys[place[pressed] ?? Math.max(at, 0)] ?? null;
}
