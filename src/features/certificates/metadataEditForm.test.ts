import { expect, test } from 'vitest';
import { readMetadataField } from '../../api/metadata.ts';
import {
  changedMeanwhile,
  changedRows,
  fromWire,
  metadataEditSchema,
  notTaken,
  shownFields,
  toWire,
} from './metadataEditForm.ts';

const field = (Id: number, Name: string, members: object = {}) =>
  readMetadataField({ Id, Name, DataType: 1, ...members });
const definitions = [field(1, 'Owner', { Validation: '^[a-z]+$', Message: 'Letters only' }), field(2, 'Ticket')];
const held = { Owner: 'OLD1', Extra: 'kept' };
const fields = shownFields(definitions, held);

test('every defined field is shown, and what only the certificate has', () => {
  expect(fields.map(({ name }) => name)).toEqual(['Owner', 'Ticket', 'Extra']);
  expect(shownFields(null, held).map(({ name }) => name)).toEqual(['Owner', 'Extra']);
  expect(fromWire(fields, held).rows[1]).toEqual({ name: 'Ticket', value: '' });
});

test('only fields that change are sent, an emptied one as an empty text', () => {
  const values = fromWire(fields, held);
  expect(toWire(values, held)).toEqual({});
  const edited = { rows: values.rows.map((row) => (row.name === 'Extra' ? { ...row, value: '' } : row)) };
  expect(toWire(edited, held)).toEqual({ Extra: '' });
  expect(changedRows(edited, held)).toEqual([{ name: 'Extra', old: 'kept', new: '' }]);
});

test('a field that somebody else changes meanwhile is told, where it is about to be replaced', () => {
  const now = { Owner: 'theirs', Extra: 'kept' };
  const edit = (name: string) => changedRows({ rows: [{ name, value: 'mine' }] }, held);
  expect(changedMeanwhile(edit('Owner'), now)).toEqual(['Owner']);
  expect(changedMeanwhile(edit('Extra'), now)).toEqual([]);
  expect(changedMeanwhile(edit('Ticket'), now)).toEqual([]);
});

test('the rule of a field judges what changes, and not what was there before', () => {
  const schema = metadataEditSchema(fields, held);
  expect(schema.safeParse(fromWire(fields, held)).success).toBe(true);
  const wrong = schema.safeParse({ rows: [{ name: 'Owner', value: 'N3W' }] });
  expect(wrong.error?.issues[0]).toMatchObject({ path: ['rows', 0, 'value'], message: 'Letters only' });
});

test('what the server does not hold after saving is named', () => {
  expect(notTaken({ Owner: 'a', Ticket: '' }, { Owner: 'a' })).toEqual([]);
  expect(notTaken({ Owner: 'a', Extra: '' }, { Owner: 'b', Extra: 'kept' })).toEqual(['Owner', 'Extra']);
});
