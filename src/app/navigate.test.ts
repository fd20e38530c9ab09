import { createMemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { createNavigate, pathOf } from './navigate.ts';

/** A router whose pages are left only after `asks` was answered. */
function routerThatAsks(asks: () => boolean) {
  const router = createMemoryRouter([{ path: '*' }], { initialEntries: ['/templates/17'] });
  const blocker = () => router.getBlocker('guard', asks);
  blocker();
  const app = new AbortController();
  return { router, blocker, app, navigate: createNavigate(router, app.signal) };
}

const turn = () => new Promise<void>((done) => setImmediate(done));

/** What a promise has come to so far. */
async function soFar(promise: Promise<boolean>): Promise<boolean | 'open'> {
  await turn();
  return Promise.race([promise, Promise.resolve('open' as const)]);
}

it('where nobody is asked, the host is told that the app went there, also to the page where it is', async () => {
  const { router, navigate } = routerThatAsks(() => false);
  expect(await navigate('/connection?x=1#y')).toBe(true);
  expect(router.state.location).toMatchObject({ pathname: '/connection', search: '?x=1', hash: '#y' });
  expect(await navigate('/connection?x=1#y')).toBe(true);
});

it('where the person is asked, the host is told when they have left', async () => {
  const { router, blocker, navigate } = routerThatAsks(() => true);
  const told = navigate('/connection');
  expect(await soFar(told)).toBe('open');
  blocker().proceed?.();
  expect(await told).toBe(true);
  expect(router.state.location.pathname).toBe('/connection');
});

it('where the person is asked, the host is told when they have stayed', async () => {
  const { router, blocker, navigate } = routerThatAsks(() => true);
  const told = navigate('/connection');
  expect(await soFar(told)).toBe('open');
  blocker().reset?.();
  expect(await told).toBe(false);
  expect(router.state.location.pathname).toBe('/templates/17');
});

it('of two commands while the person is asked only the last one is what they decided about', async () => {
  const { router, blocker, navigate } = routerThatAsks(() => true);
  const [first, last] = [navigate('/connection'), navigate('/activity')];
  await turn();
  blocker().proceed?.();
  expect([await first, await last]).toEqual([false, true]);
  expect(router.state.location.pathname).toBe('/activity');
});

it('what is asked for leaves nothing behind that waits for the end of the app', async () => {
  const { router, app } = routerThatAsks(() => false);
  let waiting = 0;
  const { signal } = app;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    waiting += 1;
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    waiting -= 1;
    remove(...args);
  };
  const navigate = createNavigate(router, signal);
  expect(waiting).toBe(0);
  const told = navigate('/connection');
  expect(waiting).toBe(1);
  expect(await told).toBe(true);
  expect(waiting).toBe(0);
});

it('a host that takes the app away while the person is asked is told that it did not go there, as on every call after that', async () => {
  const { router, app, navigate } = routerThatAsks(() => true);
  const told = navigate('/connection');
  expect(await soFar(told)).toBe('open');
  app.abort();
  router.dispose();
  expect(await soFar(told)).toBe(false);
  expect(await soFar(navigate('/activity'))).toBe(false);
  expect(router.state.location.pathname).toBe('/templates/17');
});

it.each([
  ['/pki/templates', '?embed=1', '/templates'],
  ['/pki/', '?embed=1&sort=name', '/?sort=name'],
  ['/pki/templates', '?sort=name&embed=1', '/templates?sort=name'],
  ['/pki/templates', '?sort=name&embed=1&q=web', '/templates?sort=name&q=web'],
  ['/pki/templates', '?embed=10&not-embed=1', '/templates?embed=10&not-embed=1'],
])('a portal is told of %s%s as %s, which leads there again', (pathname, search, told) => {
  expect(pathOf({ pathname, search, hash: '#top' }, { kind: 'address', basename: '/pki' })).toBe(`${told}#top`);
});
