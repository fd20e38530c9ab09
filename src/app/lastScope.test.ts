import { expect, it } from 'vitest';
import { noScope } from '../domain/scope.ts';
import { visitedAfter } from './lastScope.ts';

const nowhere = { pathname: '', search: '', scope: noScope };
const walked = (...addresses: readonly string[]) =>
  addresses.reduce((visited, address) => {
    const [pathname = '', search = ''] = address.split('?');
    return visitedAfter(visited, pathname, search);
  }, nowhere).scope;
const collection3 = { collectionId: 3, containerId: null };

it('the part that an address names is kept on pages that name none', () => {
  expect(walked('/certificates?collection=3')).toEqual(collection3);
  expect(walked('/certificates?collection=3', '/templates', '/certificates/5')).toEqual(collection3);
  expect(walked('/enroll/pfx?container=2', '/activity')).toEqual({ collectionId: null, containerId: 2 });
});

it('another part that is named takes its place', () => {
  expect(walked('/certificates?container=2', '/certificates/5?collection=3')).toEqual(collection3);
});

it('is forgotten where it is taken away from the list, not where a link to the list names none', () => {
  expect(walked('/certificates?collection=3', '/certificates?q=a')).toEqual(noScope);
  expect(walked('/certificates?collection=3', '/templates', '/certificates')).toEqual(collection3);
  expect(walked('/enroll/pfx?collection=3', '/enroll/pfx?step=names')).toEqual(collection3);
});
