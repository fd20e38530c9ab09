import { expect, test } from 'vitest';
import { patternBody } from '../../api/patternBody.ts';
import type { WireDocument } from '../../api/wireDocument.ts';
import { changes } from '../../domain/merge.ts';
import { fromWire, patternSchema, toWire } from './patternForm.ts';
import { newRegexRow } from './rules/regexForm.ts';

const corpus = import.meta.glob<WireDocument>('../../api/corpus/pattern-*.json', { eager: true, import: 'default' });
const documents = Object.entries(corpus).map(([path, document]) => ({
  name: path.replace(/^.*\/|\.json$/g, ''),
  document,
}));

test.each(documents)('$name: nothing changed sends exactly the projection', ({ document }) => {
  expect(documents.length).toBe(3);
  expect(JSON.stringify(patternBody(toWire(document, fromWire(document))))).toBe(JSON.stringify(patternBody(document)));
});

test.each(documents)('$name: a changed name or description changes exactly that', ({ document }) => {
  const values = fromWire(document);
  expect(changes(document, toWire(document, { ...values, name: 'Other' }))).toEqual([
    { path: ['Name'], before: document['Name'], after: 'Other' },
  ]);
  expect(changes(document, toWire(document, { ...values, description: 'why' }))).toEqual([
    { path: ['Description'], before: document['Description'], after: 'why' },
  ]);
});

test.each(documents)('$name: an added regex has no template id, and knows case sensitivity', ({ document }) => {
  const values = fromWire(document);
  const regexes = [...values.regexes, { ...newRegexRow(), subjectPart: 'CN', regex: 'x', caseSensitive: true }];
  const sent = patternBody(toWire(document, { ...values, regexes }))['Regexes'];
  expect(Array.isArray(sent) && sent.at(-1)).toEqual({ SubjectPart: 'CN', Regex: 'x', Error: '', CaseSensitive: true });
});

test('an emptied description is sent as null', () => {
  const document = documents.find(({ name }) => name === 'pattern-25.4-unset')?.document ?? {};
  expect(toWire(document, { ...fromWire(document), description: '' })['Description']).toBeNull();
});

test('a pattern without a name is refused', () => {
  const document = documents[0]?.document ?? {};
  const schema = patternSchema(document);
  expect(schema.safeParse(fromWire(document)).success).toBe(true);
  expect(schema.safeParse({ ...fromWire(document), name: '' }).success).toBe(false);
});
