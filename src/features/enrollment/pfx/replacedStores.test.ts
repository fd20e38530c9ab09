import { expect, test } from 'vitest';
import { asCertificateId, asStoreId } from '../../../domain/ids.ts';
import {
  closedStores,
  heldByRequest,
  heldWords,
  placesRead,
  reachedStores,
  twiceReached,
  unreadPlaces,
} from './replacedStores.ts';

const place = (storeId: string, alias: string) => ({
  storeId: asStoreId(storeId),
  machine: 'web01',
  path: '/opt/app.jks',
  alias,
  typeName: 'RFJKS',
});
const old = asCertificateId(9);
const replaced9 = {
  certificateId: old,
  byRequest: false,
  state: 'read' as const,
  places: [place('a', 'one'), place('a', 'two'), place('b', 'one')],
};
/** May not be read. */
const unknown9 = { certificateId: old, byRequest: false, state: 'read' as const, places: null };

test('a store counts once, whether it is planned, holds the old certificate under two aliases, or both', () => {
  expect(reachedStores([{ storeId: 'B' }, { storeId: 'c' }], [replaced9])).toBe(3);
  expect(reachedStores([{ storeId: 'c' }], [])).toBe(1);
});

test('where the places of the old certificate are not known, no number is told', () => {
  expect(reachedStores([{ storeId: 'c' }], [unknown9])).toBeNull();
  expect(heldWords(unknown9)).toBe('those that hold certificate 9');
});

test('the stores of the old certificate are told by their number', () => {
  expect(heldWords({ ...replaced9, places: replaced9.places.slice(0, 2) })).toBe('1 store that holds certificate 9');
  expect(heldWords({ ...replaced9, places: [] })).toBe('none known that holds certificate 9');
});

test('a store that gets the certificate in the place of an older one is closed to the plan, with the reason', () => {
  expect(Object.fromEntries(closedStores([replaced9]))).toEqual({
    a: 'Gets it in place of certificate 9.',
    b: 'Gets it in place of certificate 9.',
  });
  expect(closedStores([unknown9]).size).toBe(0);
});

test('a store in the plan that is reached by a replacement as well is told, whatever the case of its id', () => {
  const plan = [{ storeId: 'B' }, { storeId: 'c' }];
  expect(twiceReached({ stores: plan, replaces: 9 }, [replaced9])).toEqual({
    title: '1 store of the plan gets the certificate in the place of certificate 9 as well',
    storeIds: ['B'],
  });
  const other = { ...replaced9, certificateId: asCertificateId(8), byRequest: true, places: [place('C', 'x')] };
  expect(twiceReached({ stores: plan, replaces: 9 }, [replaced9, other])).toMatchObject({
    title: '2 stores of the plan get the certificate in the place of an older one as well',
  });
  expect(twiceReached({ stores: [{ storeId: 'c' }], replaces: 9 }, [replaced9])).toBeNull();
  expect(twiceReached({ stores: plan, replaces: 9 }, [unknown9])).toBeNull();
  expect(twiceReached({ stores: plan, replaces: null }, [])).toBeNull();
});

test('one certificate is not replaced by the request and once more after it', () => {
  const both = { ...replaced9, byRequest: true };
  expect(twiceReached({ stores: [], replaces: 9 }, [both])).toEqual({
    title: 'Certificate 9 is replaced in its stores by the request already',
    storeIds: [],
  });
  expect(twiceReached({ stores: [], replaces: null }, [both])).toBeNull();
  expect(twiceReached({ stores: [], replaces: 8 }, [both])).toBeNull();
});

test('places that are not there yet, or failed, do not look like those that may not be read', () => {
  const { places } = replaced9;
  expect(placesRead(undefined)).toEqual({ state: 'pending', places: null });
  expect(placesRead({ data: undefined, isError: false })).toEqual({ state: 'pending', places: null });
  expect(placesRead({ data: undefined, isError: true })).toEqual({ state: 'failed', places: null });
  expect(placesRead({ data: null, isError: false })).toEqual({ state: 'read', places: null });
  expect(placesRead({ data: places, isError: true })).toEqual({ state: 'read', places });
});

test('places that are on their way or failed are told apart from those that may not be read; a failure is told first', () => {
  const plan = [{ storeId: 'c' }];
  const pending = { ...unknown9, state: 'pending' as const };
  const failed = { ...unknown9, certificateId: asCertificateId(8), byRequest: true, state: 'failed' as const };
  expect(unreadPlaces(plan, [pending, replaced9])).toEqual({
    title: 'The stores of certificate 9 are still being read',
    state: 'pending',
    certificateIds: [9],
  });
  expect(unreadPlaces(plan, [pending, failed])).toEqual({
    title: 'The stores of certificate 8 could not be read',
    state: 'failed',
    certificateIds: [8],
  });
  expect(unreadPlaces(plan, [{ ...pending, state: 'failed' }, failed])?.title).toBe(
    'The stores of certificates 9 and 8 could not be read',
  );
  // Without a plan only a renewal waits for what it will follow.
  expect(unreadPlaces([], [pending, { ...failed, certificateId: asCertificateId(7) }])).toBeNull();
  expect(unreadPlaces([], [{ ...pending, byRequest: true }])).toMatchObject({ state: 'pending', certificateIds: [9] });
  expect([unreadPlaces(plan, [unknown9, replaced9]), unreadPlaces(plan, [])]).toEqual([null, null]);
});

test('with a request go the places of the certificate that it replaces by itself, and of no other', () => {
  expect(heldByRequest([replaced9])).toEqual([]);
  expect(heldByRequest([replaced9, { ...replaced9, byRequest: true }])).toHaveLength(3);
  expect(heldByRequest([{ ...unknown9, byRequest: true }])).toEqual([]);
});
