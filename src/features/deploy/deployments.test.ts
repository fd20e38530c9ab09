import { beforeEach, expect, test } from 'vitest';
import { ApiError } from '../../api/errors.ts';
import { asCertificateId } from '../../domain/ids.ts';
import { asked, type FollowedStore } from './askedStores.ts';
import { askedAfter, wasAskedFor, Deployments, type Order } from './deployments.ts';

const store = (storeId: string): FollowedStore => ({
  storeId,
  displayName: storeId,
  machine: 'm',
  path: 'p',
  agentId: null,
  inventoryScheduled: true,
  alias: '',
  replaces: false,
});
const refusal = new ApiError({ kind: 'http', status: 400, serverWords: 'No staged PFX was found.' });
const lost = new ApiError({ kind: 'timeout', outcomeUnknown: true });

/** Everything that happens, in its order. */
let log: string[] = [];
let deployments: Deployments;
/** The store that has a job by now. */
let held = '';
beforeEach(() => {
  held = '';
  log = [];
  let at = Date.parse('2026-04-22T02:00:00Z');
  deployments = new Deployments({
    keep: ({ stores }) => log.push(`keep ${stores.map(({ storeId, accepted }) => `${storeId}:${accepted}`).join(' ')}`),
    whyHeld: ({ stores }) =>
      Promise.resolve(stores.some(({ storeId }) => storeId === held) ? { summary: 'Held.' } : null),
    forget: ({ askedAt }) => log.push(`forget ${askedAt}`),
    now: () => new Date((at += 1000)),
  });
});

const order = (ids: string[], transmit: Order['transmit'], more: Partial<Order> = {}): Order => ({
  certificateId: asCertificateId(4712),
  commonName: 'shop',
  what: 'deploy',
  from: 'list',
  plan: [],
  stores: ids.map(store),
  startsAt: null,
  transmit,
  ...more,
});
const answering =
  (accepted: string[], refused: string[] = []) =>
  () => {
    log.push('bytes');
    return Promise.resolve({ accepted, refused });
  };
const failing = (error: unknown) => () => {
  log.push('bytes');
  return Promise.reject(error);
};
const known = () =>
  Object.fromEntries(askedAfter([], deployments.snapshot()).map((one) => [one.store.storeId, one.accepted]));

test('what is held is neither sent nor noted, says why, and leaves all its stores as they were', async () => {
  await deployments.send(order(['b'], answering(['b'])));
  log = [];
  held = 'a';
  const ended = await deployments.send(order(['a', 'b'], answering(['a', 'b'])));
  expect(log).toEqual([]);
  expect(ended).toMatchObject({ state: 'held', error: { summary: 'Held.' } });
  expect(known()).toEqual({ b: true });
  expect(wasAskedFor(deployments.snapshot(), 'a')).toBe(false);
});

test('a second press while jobs are looked for sends nothing', async () => {
  const both = await Promise.all([1, 2].map(() => deployments.send(order(['a'], answering(['a'])))));
  expect(both[1]).toBeNull();
  expect(log).toEqual(['keep a:null', 'bytes', 'keep a:true']);
});

test('a deployment is noted before its first byte, and each store with its answer afterwards', async () => {
  await deployments.send(order(['a', 'b'], answering(['a'], ['b'])));
  expect(log).toEqual(['keep a:null b:null', 'bytes', 'keep a:true b:false']);
  expect(known()).toEqual({ a: true, b: false });
});

test('while one is under way no second is sent, so that two presses make one set of jobs', async () => {
  await Promise.all([
    deployments.send(order(['a'], answering(['a']))),
    deployments.send(order(['a'], answering(['a']))),
  ]);
  expect(log.filter((each) => each === 'bytes')).toHaveLength(1);
});

test('a refusal takes the note back, says why, and leaves its stores without a job', async () => {
  const ended = await deployments.send(order(['a'], failing(refusal)));
  expect(log.at(-1)).toBe('forget 2026-04-22T02:00:02.000Z');
  expect(ended).toMatchObject({ state: 'refused', error: { serverWords: 'No staged PFX was found.' } });
  expect(askedAfter([], deployments.snapshot())[0]).toMatchObject({
    accepted: false,
    refusal: 'No staged PFX was found.',
  });
  expect(known()).toEqual({ a: false });
});

test('after a lost answer the note stays, and it is not known whether there are jobs', async () => {
  const ended = await deployments.send(order(['a'], failing(lost)));
  expect(log).toEqual(['keep a:null', 'bytes']);
  expect(ended?.state).toBe('lost');
  expect(known()).toEqual({ a: null });
});

test('a store that the answer names nowhere may have a job', async () => {
  await deployments.send(order(['a', 'b'], answering(['A'])));
  expect(known()).toEqual({ a: true, b: null });
});

test('only a refusal of the server says that nothing was done; any other failure after sending may have made jobs', async () => {
  const ended = await deployments.send(order(['a'], failing(new TypeError('unexpected'))));
  expect(ended?.state).toBe('lost');
  expect(known()).toEqual({ a: null });
});

test('nothing is repeated by itself, and a second deployment to a store counts instead of the first', async () => {
  await deployments.send(order(['a'], answering([])));
  expect(log.filter((each) => each === 'bytes')).toHaveLength(1);
  await deployments.send(order(['a'], answering(['a'])));
  expect(known()).toEqual({ a: true });
});

test('a refusal after a lost answer does not say that there is no job', async () => {
  await deployments.send(order(['a'], failing(lost)));
  await deployments.send(order(['a'], failing(refusal)));
  expect(known()).toEqual({ a: null });
});

test('while the answer is awaited, a store is as it was before', async () => {
  let answer: (value: { accepted: string[]; refused: string[] }) => void = () => {};
  let sending: ReturnType<Deployments['send']> | undefined;
  await new Promise<void>((begun) => {
    const transmit: Order['transmit'] = () => {
      begun();
      return new Promise((resolve) => (answer = resolve));
    };
    sending = deployments.send(order(['a'], transmit));
  });
  expect(askedAfter(asked([store('a')], null, null), deployments.snapshot())[0]?.askedAt).toBeNull();
  expect(deployments.snapshot()[0]?.state).toBe('under way');
  answer({ accepted: ['a'], refused: [] });
  await sending;
  expect(known()).toEqual({ a: true });
});

test('stores that nobody planned are those of the answer', async () => {
  const storesOf: Order['storesOf'] = ({ accepted }) => Promise.resolve((accepted ?? []).map(store));
  await deployments.send(order(['known before'], answering(['x', 'y']), { storesOf }));
  expect(known()).toEqual({ x: true, y: true });
});

test('with one store the job is known by its id; of several nobody says which is whose', async () => {
  const told = (jobIds: string[]) => () => Promise.resolve({ accepted: ['a', 'b'], jobIds });
  expect((await deployments.send(order(['a'], told(['j1']), { what: 'add' })))?.jobId).toBe('j1');
  expect((await deployments.send(order(['a', 'b'], told(['j1', 'j2']), { what: 'add' })))?.jobId).toBeNull();
  expect((await deployments.send(order(['a'], told(['j1', 'j2']), { what: 'add' })))?.jobId).toBeNull();
  expect(askedAfter([], deployments.snapshot()).map(({ jobIds }) => jobIds)).toEqual([
    ['j1', 'j2'],
    ['j1', 'j2'],
  ]);
});

test('stores that were planned already are not offered to be replaced, unless that was refused', () => {
  const sending = { what: 'deploy', state: 'answered', stores: [store('a'), store('b')] } as const;
  expect(wasAskedFor([sending], 'B')).toBe(true);
  expect(wasAskedFor([sending], 'c')).toBe(false);
  expect(wasAskedFor([], 'a')).toBe(false);
  expect(wasAskedFor([{ ...sending, state: 'lost' }], 'a')).toBe(true);
  expect(wasAskedFor([{ ...sending, state: 'refused' }], 'a')).toBe(false);
  // A replacement shows itself what became of it.
  expect(wasAskedFor([{ ...sending, what: 'replace' }], 'a')).toBe(false);
});

test('what went with another request is there at once, and with names in the same place', async () => {
  const taken = {
    certificateId: asCertificateId(4712),
    what: 'deploy',
    from: 'enrollment',
    plan: [],
    stores: [store('a')],
    askedAt: '2026-04-22T01:59:00.000Z',
    startsAt: null,
    state: 'answered',
    accepted: ['a'],
    refused: null,
    jobId: null,
    error: null,
  } as const;
  deployments.take(taken);
  await deployments.send(order(['b'], answering(['b'])));
  const last = deployments.snapshot().at(-1);
  deployments.take({ ...taken, stores: [{ ...store('a'), displayName: 'by name' }] });
  expect(deployments.snapshot()).toHaveLength(2);
  expect(deployments.snapshot()[0]?.stores[0]?.displayName).toBe('by name');
  expect(deployments.snapshot().at(-1)).toBe(last);
  deployments.take({ ...taken, certificateId: asCertificateId(4713) });
  expect(deployments.snapshot()).toHaveLength(3);
});

test('what is taken out of a store is followed as such', async () => {
  await deployments.send(order(['a'], answering(['a']), { what: 'remove' }));
  expect(askedAfter([], deployments.snapshot())[0]?.action).toBe('remove');
});

test('whoever listens hears of the start, of the sending and of the end, until they stop', async () => {
  const heard: (string | undefined)[] = [];
  const stop = deployments.subscribe(() => heard.push(deployments.snapshot().at(-1)?.state));
  await deployments.send(order(['a'], answering(['a'])));
  expect(heard).toEqual(['under way', 'under way', 'answered']);
  stop();
  await deployments.send(order(['b'], answering(['b'])));
  expect(heard).toHaveLength(3);
});
