import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { chosenQuery, loadedSetup } from './chosenSetup.ts';
import { setupQuery } from './setupQuery.ts';
import { testChoice, testSetup } from './setupForTests.ts';

test('rules that a form is filled in from stay while it is there, and are not read again under it', () => {
  const client = new QueryClient();
  const rules = testSetup();
  client.setQueryData(setupQuery(testChoice).queryKey, rules);
  const observer = new QueryObserver(client, chosenQuery(testChoice, true));
  const stop = observer.subscribe(() => {});
  // As after signing in as somebody else.
  client.removeQueries({ type: 'inactive' });
  void client.invalidateQueries();
  expect(loadedSetup(client, [testChoice], testChoice.key)).toBe(rules);
  expect(observer.getCurrentResult()).toMatchObject({ data: rules, isFetching: false });
  stop();
});

test('rules are read for a form that comes back filled in, and not while a pick reads them, nor again after a failure', () => {
  const isFetched = (inForm: boolean, failed: boolean) => {
    const client = new QueryClient();
    const options = { ...chosenQuery(testChoice, inForm), queryFn: () => new Promise<never>(() => {}) };
    const observer = new QueryObserver(client, options);
    const query = observer.getCurrentQuery();
    if (failed) query.setState({ ...query.state, status: 'error', error: new Error('no') });
    const stop = observer.subscribe(() => {});
    const { fetchStatus } = query.state;
    stop();
    client.clear();
    return fetchStatus === 'fetching';
  };
  expect([isFetched(true, false), isFetched(false, false), isFetched(true, true)]).toEqual([true, false, false]);
});
