import { describe, expect, test } from 'vitest';
import { containsQuery, filtersInUse, listQueryString, type FilterFields } from './listFilters.ts';

const known: FilterFields = {
  type: { field: 'AllowedEnrollmentType', values: { pfx: '1', none: '0' } },
  tenant: { field: 'ConfigurationTenant' },
};
const searched = ['DisplayName', 'ShortName'];
const query = (search: string, filters: Record<string, string>) =>
  listQueryString(searched, known, { search, filters });

test('a search asks the server for any of the fields, and a double quote cannot be asked for', () => {
  expect(containsQuery(searched, ' web 1 ')).toBe('DisplayName -contains "web 1" OR ShortName -contains "web 1"');
  expect(containsQuery(['Name'], '  ')).toBeUndefined();
  expect(containsQuery(['Name'], 'a"b')).toBeNull();
});

describe('search and filters of a list', () => {
  test('are joined by AND, each in parentheses, so that the OR of a search stays its own', () => {
    expect(query('web', { type: 'pfx', tenant: 'keyexample.com' })).toBe(
      '(DisplayName -contains "web" OR ShortName -contains "web") AND (AllowedEnrollmentType -eq "1") AND (ConfigurationTenant -eq "keyexample.com")',
    );
  });

  test('alone need no parentheses, and nothing asked is no query', () => {
    expect(query('', { type: 'none' })).toBe('AllowedEnrollmentType -eq "0"');
    expect(query(' ', {})).toBeUndefined();
  });

  test('cannot carry a double quote, wherever it is', () => {
    expect(query('web', { tenant: 'a"b' })).toBeNull();
    expect(query('a"b', { type: 'pfx' })).toBeNull();
  });

  test('leave out what the list does not know: another filter, another word', () => {
    expect(query('', { role: 'Ops', type: 'toString' })).toBeUndefined();
    expect(filtersInUse(known, { role: 'Ops', type: 'ssh', tenant: 'x' })).toEqual(['tenant']);
  });
});
