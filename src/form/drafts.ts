import { arrivals, formsHere } from './secrets.ts';
import type { OpenForm } from './secrets.ts';

/** What differed in a form from what it began with, by member, without any secret. */
interface Draft {
  changed: Readonly<Record<string, { from?: unknown; to?: unknown }>>;
}

/** What was entered on one page when it was left for a sign-in. */
export interface LeftPage {
  /** Path of the page. */
  path: string;
  /** ISO text in UTC. */
  at: string;
  /** As names are compared; null where nobody tells it. */
  person: string | null;
  drafts: readonly Draft[];
}

const longestMs = 15 * 60_000;

const record = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Private keys, wherever they were pasted; and a request, as its key may be on the page that is left and nowhere else. */
const pem = /-----BEGIN [A-Z0-9 ]*(PRIVATE KEY|CERTIFICATE REQUEST)-----/;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

const missing = Symbol('no JSON');

/** A copy without what lies at a secret path; `missing` where anything in it is more than JSON can hold. */
function plain(value: unknown, path: string, secrets: ReadonlySet<string>): unknown {
  if (secrets.has(path)) return '';
  if (typeof value === 'string') return pem.test(value) ? '' : value;
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : missing;
  if (Array.isArray(value)) {
    const rows = value.map((row, at) => plain(row, `${path}.${at}`, secrets));
    return rows.includes(missing) ? missing : rows;
  }
  if (!record(value) || Object.getPrototypeOf(value) !== Object.prototype) return missing;
  const members = Object.entries(value).map(([name, each]) => [name, plain(each, `${path}.${name}`, secrets)] as const);
  return members.some(([, each]) => each === missing) ? missing : Object.fromEntries(members);
}

/** What a form holds beyond its beginning and may be kept; null where there is nothing. */
export function draftOf(form: Pick<OpenForm, 'values' | 'defaults' | 'secrets'>): Draft | null {
  const defaults = form.defaults();
  const changed: Record<string, { from: unknown; to: unknown }> = {};
  for (const [name, value] of Object.entries(form.values())) {
    const to = plain(value, name, form.secrets);
    const from = plain(defaults[name], name, form.secrets);
    if (to !== missing && from !== missing && !same(from, to)) changed[name] = { from, to };
  }
  return Object.keys(changed).length === 0 ? null : { changed };
}

/**
 * The values of a draft that a form takes: of members that it has, and that hold what the draft began with. What was
 * typed, or changed on the server, meanwhile stays. Null where none of it is of this form.
 */
export function takenFrom({ changed }: Draft, form: Pick<OpenForm, 'values' | 'secrets'>) {
  const held = form.values();
  const names = Object.keys(changed);
  if (!names.every((name) => Object.hasOwn(held, name))) return null;
  const fits = names.filter((name) => same(plain(held[name], name, form.secrets), changed[name]?.from));
  return {
    values: Object.fromEntries(fits.map((name) => [name, changed[name]?.to])),
    left: names.length - fits.length,
  };
}

/** Which page this is, for whom, and when. */
export interface Here {
  path: string;
  person: string | null;
  /** A sign-in is still to tell who it is. */
  open: boolean;
  /** By the clock that writes `at`. */
  now: Date;
}

/** Whether what was left is of this page and person, and not too old; null while it is not known who this is. */
export function isStillOf(left: LeftPage, { path, person, open, now }: Here): boolean | null {
  const ageMs = now.getTime() - Date.parse(left.at);
  if (left.path !== path || !(ageMs >= 0 && ageMs <= longestMs)) return false;
  return open && left.person !== null ? null : left.person === person;
}

let waiting: LeftPage | null = null;

/** What is entered on the page now, and what is still waiting to be taken. */
export function leavePage(here: Here): LeftPage {
  const { path, now } = here;
  const still = waiting !== null && isStillOf(waiting, here) !== false ? waiting : null;
  const entered = [...formsHere].filter((form) => !form.inDialog()).flatMap((form) => draftOf(form) ?? []);
  const person = here.open && still !== null ? still.person : here.person;
  return { path, person, at: now.toISOString(), drafts: [...(still?.drafts ?? []), ...entered] };
}

const again = 'What you had entered is here again. Passwords, keys and certificate requests have to be given again.';
const someLeft = 'Some of it is not: it has changed on the server meanwhile.';

/**
 * Gives what was left back to the forms that come, each to the first that it fits. `hereNow`: page and person then. Returns
 * what is to be called when more may be known of who it is, and tells whether anything still waits.
 */
export function returnTo(left: LeftPage, hereNow: () => Here): () => boolean {
  waiting = left;
  const patient = new Set<OpenForm>();
  const take = (form: OpenForm): void => {
    if (waiting === null || form.inDialog()) return;
    const still = isStillOf(waiting, hereNow());
    if (still === null) {
      patient.add(form);
      return;
    }
    if (!still) {
      waiting = null;
      arrivals.tell = null;
      return;
    }
    for (const draft of waiting.drafts) {
      const taken = takenFrom(draft, form);
      if (taken === null) continue;
      waiting = { ...waiting, drafts: waiting.drafts.filter((other) => other !== draft) };
      form.take(taken.values, taken.left > 0 ? `${again} ${someLeft}` : again, taken.left === 0);
      return;
    }
  };
  // Once all that follows the form is listening to it.
  arrivals.tell = (form) => queueMicrotask(() => take(form));
  return () => {
    const forms = [...patient];
    patient.clear();
    for (const form of forms) if (formsHere.has(form)) take(form);
    return waiting !== null && waiting.drafts.length > 0;
  };
}
