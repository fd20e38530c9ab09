import { ApiError } from '../../../api/errors.ts';
import { isDocument, type WireDocument } from '../../../api/wireDocument.ts';
import { merge3, type Change, type Json } from '../../../domain/merge.ts';
import { changedPlaces, orderChanges, orderOfMerge, placesOf } from './changedPlaces.ts';
import { notHeld, sameJson } from './held.ts';
import { keyed, unkeyed } from './keyedRows.ts';

/** One kind of document that can be saved: how it is read, written, and what of it a PUT may carry. */
export interface SaveTarget {
  get: () => Promise<WireDocument>;
  put: (body: WireDocument) => Promise<unknown>;
  project: (document: WireDocument) => WireDocument;
}

export interface Clash {
  /** Names the clash and what the server holds now: an answer given for another state does not count. */
  key: string;
  path: readonly (string | number)[];
  base: Json | undefined;
  mine: Json | undefined;
  theirs: Json | undefined;
}

export type Answers = Readonly<Record<string, 'mine' | 'theirs'>>;

/** What is shown before a save: everything is about the PUT projection, with rows keyed by what they are about. */
export interface Review {
  base: WireDocument;
  edited: WireDocument;
  /** What the server held when the review was made. */
  fresh: WireDocument;
  merged: Json;
  clashes: readonly Clash[];
  /** What somebody else changed since the page was loaded, but for the clashes. */
  theirs: readonly Change[];
  /** The server changed between the last review and the confirmation. */
  moved: boolean;
}

export type Outcome =
  /** The server moved on: review again. */
  | { kind: 'review'; review: Review }
  /** The server holds what was asked; `lostAnswer` when only reading it back showed that. */
  | { kind: 'saved'; stored: WireDocument; lostAnswer: boolean }
  /** The server holds something else: asked in `before`, stored in `after`; `lostAnswer` when it did not say that it saved. */
  | { kind: 'differs'; stored: WireDocument; differences: readonly Change[]; lostAnswer: boolean }
  /** The server refused; nothing was changed. */
  | { kind: 'refused'; error: unknown }
  /** The connection dropped, and reading the document again showed that nothing was saved. */
  | { kind: 'not saved'; error: unknown }
  /** The save was sent, and what became of it cannot be seen; `answered` when the server did accept it. */
  | { kind: 'not known'; error: unknown; answered: boolean };

/** The three states of a review, keyed alike. */
function states(project: SaveTarget['project'], o: Pick<Review, 'base' | 'edited' | 'fresh'>) {
  const was = keyed(project(o.base));
  return { was, mine: keyed(project(o.edited), was), now: keyed(project(o.fresh), was) };
}

/** Compares what was loaded, what was typed and what the server holds now. */
function review(
  project: SaveTarget['project'],
  base: WireDocument,
  edited: WireDocument,
  fresh: WireDocument,
  moved = false,
): Review {
  const { was, mine, now } = states(project, { base, edited, fresh });
  const result = merge3(was, mine, now);
  const clashes = result.clashes.map((clash) => ({
    ...clash,
    key: JSON.stringify([clash.path, clash.theirs ?? null]),
  }));
  const theirs = result.theirChanges.filter(
    (change) =>
      !sameJson(change.before, change.after, change.path.at(-1)) &&
      !clashes.some((clash) => under(clash.path, change.path)),
  );
  const places = [...placesOf(theirs, was, now), ...orderChanges(was, now)];
  return { base, edited, fresh, merged: result.merged, clashes, theirs: places, moved };
}

function under(path: readonly (string | number)[], inner: readonly (string | number)[]): boolean {
  return path.every((step, at) => step === inner[at]);
}

/** Reads the document anew and compares. Rejects with the error of the read. */
export async function startSave(target: SaveTarget, base: WireDocument, edited: WireDocument): Promise<Review> {
  return review(target.project, base, edited, await target.get());
}

function putAt(value: Json, path: readonly (string | number)[], wanted: Json | undefined): Json {
  const [first, ...rest] = path;
  if (first === undefined) return wanted ?? null;
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    return list.map((entry, at) => (at === first ? putAt(entry, rest, wanted) : entry));
  }
  if (!isDocument(value)) return value;
  if (rest.length === 0 && wanted === undefined) {
    return Object.fromEntries(Object.entries(value).filter(([name]) => name !== String(first)));
  }
  return { ...value, [first]: putAt(value[first] ?? null, rest, wanted) };
}

/** The merged document with the clashes answered; null while one has no answer. */
function settled(current: Review, answers: Answers): Json | null {
  let value = current.merged;
  for (const clash of current.clashes) {
    const answer = answers[clash.key];
    if (answer === undefined) return null;
    value = putAt(value, clash.path, answer === 'mine' ? clash.mine : clash.theirs);
  }
  return value;
}

/** The exact body that a confirmation would send; null while a clash has no answer. */
export function requestBody(
  target: Pick<SaveTarget, 'project'>,
  current: Review,
  answers: Answers,
): WireDocument | null {
  const value = settled(current, answers);
  if (value === null) return null;
  const { was, mine, now } = states(target.project, current);
  const body = unkeyed(value, orderOfMerge(was, mine, now));
  return isDocument(body) ? body : null;
}

/** What the save would change on the server as it is now; clashes without an answer are left out. */
export function plannedChanges(target: Pick<SaveTarget, 'project'>, current: Review, answers: Answers): Change[] {
  const open = current.clashes.filter((clash) => answers[clash.key] === undefined);
  const body = requestBody(target, current, {
    ...answers,
    ...Object.fromEntries(open.map(({ key }) => [key, 'theirs' as const])),
  });
  return body === null ? [] : changedPlaces(target.project(current.fresh), body);
}

/** Whether the server holds something else than it did, as far as a save could undo it. */
/** Whether two states of a document differ in what a save may write. Lists that have no order may come in another one. */
export function hasMoved({ project }: Pick<SaveTarget, 'project'>, before: WireDocument, now: WireDocument): boolean {
  const was = keyed(project(before));
  const is = keyed(project(now), was);
  return !sameJson(is, was) || orderChanges(was, is).length > 0;
}

async function readBack(
  target: SaveTarget,
  sent: WireDocument,
  before: WireDocument,
  failure: unknown,
): Promise<Outcome> {
  let stored: WireDocument;
  try {
    stored = await target.get();
  } catch (error) {
    return { kind: 'not known', error: failure ?? error, answered: failure === undefined };
  }
  const asked = keyed(sent);
  const held = keyed(target.project(stored), asked);
  const differences = [...placesOf(notHeld(asked, held), asked, held), ...orderChanges(asked, held)];
  if (differences.length === 0) return { kind: 'saved', stored, lostAnswer: failure !== undefined };
  if (failure !== undefined && !hasMoved(target, before, stored)) return { kind: 'not saved', error: failure };
  return { kind: 'differs', stored, differences, lostAnswer: failure !== undefined };
}

/**
 * Sends what was reviewed: reads the document again, asks for another review if it moved, sends it, reads it back and
 * compares. Rejects only when the first read fails, with nothing sent.
 */
export async function confirmSave(target: SaveTarget, current: Review, answers: Answers): Promise<Outcome> {
  const fresh = await target.get();
  const again = () => review(target.project, current.base, current.edited, fresh, true);
  const body = requestBody(target, current, answers);
  if (body === null || hasMoved(target, current.fresh, fresh)) return { kind: 'review', review: again() };
  try {
    await target.put(body);
  } catch (error) {
    const unknown = error instanceof ApiError && error.outcomeUnknown;
    return unknown ? readBack(target, body, fresh, error) : { kind: 'refused', error };
  }
  return readBack(target, body, fresh, undefined);
}

/**
 * Reads the document once more after a save whose effect could not be seen. `failure` is the error of the lost answer;
 * undefined when the server did accept the save.
 */
export async function lookAgain(
  target: SaveTarget,
  current: Review,
  answers: Answers,
  failure: unknown,
): Promise<Outcome> {
  return readBack(target, requestBody(target, current, answers) ?? {}, current.fresh, failure);
}
