import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patternBody } from '../../api/patternBody.ts';
import { settingsBody } from '../../api/settings.ts';
import { templateBody } from '../../api/templateBody.ts';
import { isDocument, type WireDocument } from '../../api/wireDocument.ts';
import type { Json } from '../../domain/merge.ts';
import { scalarEdits, type Path, type Values } from './editsForTests.ts';
import * as pattern from './patternForm.ts';
import { policyEdits } from './policyEditsForTests.ts';
import { rowEdits } from './rowEditsForTests.ts';
import { samples, type Sample } from './rules/documentsForTests.ts';
import { changedPlaces } from './save/changedPlaces.ts';
import { plannedChanges, requestBody, startSave } from './save/saveFlow.ts';
import * as settings from './settingsForm.ts';
import * as template from './templateForm.ts';

/** A way to a value of a document: every object of it can lose a member or get an unknown one. */
function placesIn(value: Json, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((entry: Json, at) => placesIn(entry, [...path, at]));
  if (!isDocument(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => [[...path, name], ...placesIn(inner, [...path, name])]);
}

type Spoil = 'gone' | 'null' | 'empty' | 'unknown';

function spoiled(value: Json, path: Path, how: Spoil, unknown: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(value)) {
    return value.map((entry: Json, at) => (at === step ? spoiled(entry, rest, how, unknown) : entry));
  }
  if (!isDocument(value) || !Object.hasOwn(value, step)) return value;
  if (rest.length > 0) return { ...value, [step]: spoiled(value[step] ?? null, rest, how, unknown) };
  if (how === 'unknown') return { ...value, [`x-${step}`]: unknown };
  if (how === 'gone') return Object.fromEntries(Object.entries(value).filter(([name]) => name !== step));
  return { ...value, [step]: how === 'null' ? null : emptyOf(value[step]) };
}

/** False, 0, the empty text or an empty list: real values that look like nothing. */
function emptyOf(value: Json | undefined): Json {
  if (typeof value === 'number') return 0;
  if (typeof value === 'string') return '';
  return Array.isArray(value) ? [] : false;
}

const spoils = fc.constantFrom<Spoil[]>('gone', 'null', 'empty', 'unknown', 'unknown');
const unknown = fc.jsonValue({ maxDepth: 1 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

/** The given documents, spoiled in up to eight places at any depth. The id stays: a server always sends it. */
function anyOf(documents: readonly Sample[]): fc.Arbitrary<WireDocument> {
  const spoilings = documents.map(({ document }) => {
    const places = placesIn(document).filter((path) => path.length > 1 || path[0] !== 'Id');
    const spoil = fc.tuple(fc.constantFrom(...places), spoils, unknown);
    return fc.array(spoil, { maxLength: 8 }).map((list) => {
      const result = list.reduce<Json>((value, [path, how, member]) => spoiled(value, path, how, member), document);
      return isDocument(result) ? result : {};
    });
  });
  return fc.oneof(...spoilings);
}

/** The places in which two bodies differ: into every object and every row, a list of plain values is one place. */
function differing(before: Json | undefined, after: Json | undefined, path: Path = []): Path[] {
  // What was left alone is mostly the very same value.
  if (before === after) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    const [was, now]: readonly (readonly Json[])[] = [before, after];
    const rows = was?.length === now?.length && [...(was ?? []), ...(now ?? [])].every((row) => isDocument(row));
    if (rows) return (was ?? []).flatMap((row, at) => differing(row, now?.[at], [...path, at]));
    return JSON.stringify(was) === JSON.stringify(now) ? [] : [path];
  }
  if (!isDocument(before) || !isDocument(after)) return [path];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => differing(before[name], after[name], [...path, name]));
}

const told = (paths: readonly Path[]) => paths.map((path) => path.join('.').toLowerCase()).toSorted();

interface Kind {
  fromWire: (document: WireDocument) => Values;
  toWire: (document: WireDocument, edited: Values) => WireDocument;
  project: (document: WireDocument) => WireDocument;
}

const kinds: Readonly<Record<Sample['kind'], Kind>> = {
  template: {
    fromWire: template.fromWire,
    toWire: (document, edited) => template.toWire(document, { ...template.fromWire(document), ...edited }),
    project: templateBody,
  },
  pattern: {
    fromWire: pattern.fromWire,
    toWire: (document, edited) => pattern.toWire(document, { ...pattern.fromWire(document), ...edited }),
    project: patternBody,
  },
  settings: {
    fromWire: settings.fromWire,
    toWire: (document, edited) => settings.toWire(document, { ...settings.fromWire(document), ...edited }),
    project: settingsBody,
  },
};

describe.each(['template', 'pattern', 'settings'] as const)('%s', (kind) => {
  const { fromWire, toWire, project } = kinds[kind];
  const own = samples.filter((sample) => sample.kind === kind);
  const any = anyOf(own);
  const offered = [...scalarEdits, ...rowEdits, ...policyEdits].filter((edit) => edit.kinds.includes(kind));

  test('no edit changes nothing, to the letter', () => {
    fc.assert(
      fc.property(any, (document) => {
        const edited = toWire(document, fromWire(document));
        expect(edited).toBe(document);
        expect(JSON.stringify(project(edited))).toBe(JSON.stringify(project(document)));
      }),
      { numRuns: 200 },
    );
  });

  test('every edit is offered by some document as it came', () => {
    const never = offered.filter(({ apply }) =>
      own.every(({ document }) => [0, 1, 2, 3].every((pick) => !apply(fromWire(document), document, kind, pick))),
    );
    expect(never.map(({ name }) => name)).toEqual([]);
    expect(own.length).toBeGreaterThanOrEqual(3);
  });

  test('what would leave the browser is the edited body, where nobody else changed anything', async () => {
    const edits = fc.constantFrom(...offered);
    await fc.assert(
      fc.asyncProperty(any, edits, fc.nat(20), async (document, { apply }, pick) => {
        const edit = apply(fromWire(document), document, kind, pick);
        fc.pre(edit !== null);
        if (edit === null) return;
        const edited = toWire(document, edit.values);
        const target = { get: async () => document, put: async () => undefined, project };
        const review = await startSave(target, document, edited);
        expect(review.clashes).toEqual([]);
        expect(changedPlaces(project(edited), requestBody(target, review, {}) ?? null)).toEqual([]);
        expect(plannedChanges(target, review, {})).toEqual(changedPlaces(project(document), project(edited)));
      }),
      { numRuns: 200, maxSkipsPerRun: 1000 },
    );
  });

  test.each(offered)('$name: one edit changes exactly its place in the body', ({ apply }) => {
    fc.assert(
      fc.property(any, fc.nat(20), (document, pick) => {
        const edit = apply(fromWire(document), document, kind, pick);
        fc.pre(edit !== null);
        if (edit === null) return;
        const edited = toWire(document, edit.values);
        const [before, after] = [project(document), project(edited)];
        const found = differing(before, after).map((path) => (edit.moves === true ? path.slice(0, 1) : path));
        const may = told(edit.may ?? []);
        expect([...new Set(told(found))].filter((place) => !may.includes(place))).toEqual(told(edit.places));
        const [got, wanted] = edit.check?.(before, after) ?? [];
        expect(got).toEqual(wanted);
        // What is on the wire but not in the body stays as well.
        const touched = new Set(edit.places.map(([member]) => String(member).toLowerCase()));
        const others = Object.keys(document).filter((name) => !touched.has(name.toLowerCase()));
        expect(others.filter((name) => !Object.is(edited[name], document[name]))).toEqual([]);
      }),
      { numRuns: 40, maxSkipsPerRun: 1000 },
    );
  });
});
