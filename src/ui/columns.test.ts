import { describe, expect, test } from 'vitest';
import { columnWidths, isShown, noChoice, sortIdOf, withColumn, withWidth, type Column } from './columns.ts';

const name: Column<unknown> = { key: 'name', header: 'Name', minWidth: 200, sortField: 'DisplayName' };
const tenant: Column<unknown> = { key: 'tenant', header: 'Tenant', width: 150, hideBelow: 900 };
const roles: Column<unknown> = { key: 'roles', header: 'Roles', minWidth: 100, sortsHere: true };
const id: Column<unknown> = { key: 'id', header: 'Id', width: 80, optional: true };

describe('a column', () => {
  test('goes by the room there is until a person chooses', () => {
    expect(isShown(tenant, 1, noChoice, 899)).toBe(false);
    expect(isShown(tenant, 1, noChoice, 900)).toBe(true);
    expect(isShown(tenant, 1, withColumn(noChoice, 'tenant', true), 300)).toBe(true);
    expect(isShown(tenant, 1, withColumn(noChoice, 'tenant', false), 2000)).toBe(false);
  });

  test('that is optional is shown only where it was chosen', () => {
    expect(isShown(id, 3, noChoice, 2000)).toBe(false);
    expect(isShown(id, 3, withColumn(noChoice, 'id', true), 300)).toBe(true);
  });

  test('that names the row cannot be switched off', () => {
    expect(isShown(name, 0, withColumn(noChoice, 'name', false), 300)).toBe(true);
  });

  test('switched off and on again is in neither list twice', () => {
    const once = withColumn(withColumn(noChoice, 'id', false), 'id', true);
    expect(withColumn(once, 'id', true)).toEqual({ shown: ['id'], hidden: [], widths: {} });
  });

  test('is sorted under the server’s name, or under its own where loaded rows are sorted', () => {
    expect([name, roles, tenant].map(sortIdOf)).toEqual(['DisplayName', 'roles', undefined]);
  });
});

describe('the width of columns', () => {
  test('is shared by those without one, by their least widths, and never less', () => {
    expect(columnWidths([name, tenant, roles], {}, 1050)).toEqual([600, 150, 300]);
    expect(columnWidths([name, tenant, roles], {}, 300)).toEqual([200, 150, 100]);
  });

  test('is the chosen one where there is one', () => {
    expect(columnWidths([name, tenant, roles], { name: 250 }, 1050)).toEqual([250, 150, 650]);
  });

  test('of the last column takes what is left when all have one', () => {
    expect(columnWidths([name, tenant], { name: 250 }, 1050)).toEqual([250, 800]);
  });

  test('is not known for sharing columns before the table is measured', () => {
    expect(columnWidths([name, tenant], {}, Number.POSITIVE_INFINITY)).toEqual([undefined, 150]);
  });

  test('stays within what can be used, and can be given back', () => {
    expect(withWidth(noChoice, 'name', 3).widths).toEqual({ name: 64 });
    expect(withWidth(noChoice, 'name', 99_999).widths).toEqual({ name: 1200 });
    expect(withWidth(withWidth(noChoice, 'name', 300), 'name', null).widths).toEqual({});
  });
});
