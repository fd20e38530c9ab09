import { describe, expect, it } from 'vitest';
import { ApiError } from './errors.ts';
import {
  bool,
  enumNumber,
  int,
  listOf,
  loose,
  maybe,
  numberOrName,
  parseInstant,
  read,
  readCaseless,
  text,
} from './wire.ts';

const row = loose({ Id: int, Name: maybe(text), Enabled: maybe(bool), KeyRetention: numberOrName });

describe('reading a body', () => {
  it('keeps members it does not know', () => {
    const body = { Id: 4, KeyRetention: 'None', Added: { In: [26] } };
    expect(read(row, body, 'Template')).toEqual(body);
  });

  it('keeps null, false and not there apart', () => {
    expect(read(row, { Id: 1, KeyRetention: 0, Enabled: null }, 'x').Enabled).toBeNull();
    expect(read(row, { Id: 1, KeyRetention: 0, Enabled: false }, 'x').Enabled).toBe(false);
    expect('Enabled' in read(row, { Id: 1, KeyRetention: 0 }, 'x')).toBe(false);
  });

  it('says where a body differs and never what it held', () => {
    let thrown: unknown;
    try {
      read(listOf(row), [{ Id: 'hunter2', KeyRetention: 0 }], 'Templates');
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ApiError);
    expect(thrown).toMatchObject({ kind: 'unreadable', outcomeUnknown: false });
    expect(JSON.stringify(thrown)).toContain('Templates, 0.Id');
    expect(JSON.stringify(thrown)).not.toContain('hunter2');
  });

  it('marks a write as unknown when its answer cannot be read', () => {
    expect(() => read(row, null, 'Enrollment', { afterWrite: true })).toThrow(
      expect.objectContaining({ outcomeUnknown: true }),
    );
  });

  it('takes null and not there as an empty list', () => {
    expect(read(listOf(int), null, 'x')).toEqual([]);
    expect(read(loose({ Rows: listOf(int) }), {}, 'x').Rows).toEqual([]);
  });
});

describe('reading one value', () => {
  it('finds a member whatever its case', () => {
    expect(readCaseless({ KeyfactorID: 7 }, 'KeyfactorId')).toBe(7);
    expect(readCaseless({ id: 1, Id: 2 }, 'Id')).toBe(2);
    expect(readCaseless(null, 'Id')).toBeUndefined();
    expect(readCaseless({}, 'toString')).toBeUndefined();
  });

  it('takes an enum as number, numeric text or name', () => {
    const names = { None: 0, Indefinite: 1 };
    expect([2, '1', 'indefinite', 'Other', null, 1.5].map((value) => enumNumber(value, names))).toEqual([
      2,
      1,
      1,
      null,
      null,
      null,
    ]);
  });

  it('takes a date without a zone as UTC, with any number of decimals', () => {
    expect(parseInstant('2026-03-19T20:20:03.2630000')?.toISOString()).toBe('2026-03-19T20:20:03.263Z');
    expect(parseInstant('2026-04-21T19:52:00.1Z')?.toISOString()).toBe('2026-04-21T19:52:00.100Z');
    expect(parseInstant('2026-04-21T19:42:00+02:00')?.toISOString()).toBe('2026-04-21T17:42:00.000Z');
    expect(parseInstant('2026-04-21')?.toISOString()).toBe('2026-04-21T00:00:00.000Z');
    expect([null, '', 'soon', '2026-13-41T00:00:00Z'].map(parseInstant)).toEqual([null, null, null, null]);
  });
});
