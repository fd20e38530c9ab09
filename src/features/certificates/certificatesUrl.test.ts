import { expect, test } from 'vitest';
import { certificatesOfUrl, sortMembers } from './certificatesUrl.ts';

const of = (text: string) => certificatesOfUrl(new URLSearchParams(text));

test('without a sort in the URL the newest come first', () => {
  expect(of('')).toEqual({ search: '', sortField: 'CertId', descending: true, filters: {} });
  expect(sortMembers({ field: 'CertId', descending: true })).toEqual({ sort: '', order: '' });
});

test('every other sort is in the URL and comes back from it', () => {
  for (const sort of [
    { field: 'CertId', descending: false },
    { field: 'IssuedCN', descending: true },
  ]) {
    const { sortField, descending } = of(new URLSearchParams(sortMembers(sort)).toString());
    expect({ field: sortField, descending }).toEqual(sort);
  }
});

test('filters are those that the list knows; empty ones ask for nothing', () => {
  expect(of('q=web&machine=web01&template=&tenant=x&expired=yes').filters).toEqual({
    machine: 'web01',
    expired: 'yes',
  });
});
