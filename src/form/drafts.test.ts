import { expect, it } from 'vitest';
import { draftOf, isStillOf, leavePage, returnTo, takenFrom } from './drafts.ts';
import { arrivals, formsHere, type OpenForm } from './secrets.ts';

interface Told {
  form: OpenForm;
  took: { values: unknown; said: string }[];
}

function formOf(defaults: Record<string, unknown>, values = defaults, secrets: string[] = [], inDialog = false): Told {
  const took: Told['took'] = [];
  const form: OpenForm = {
    inDialog: () => inDialog,
    secrets: new Set(secrets),
    values: () => values,
    defaults: () => defaults,
    take: (taken, said) => void took.push({ values: taken, said }),
  };
  return { form, took };
}

const empty = { name: '', password: '', stores: [] as unknown[] };
const at = '2026-11-22T06:00:00.000Z';
const here = { path: '/enroll/pfx', person: 'admin', open: false, now: new Date('2026-11-22T06:10:00Z') };
const left = { path: here.path, person: 'admin', at, drafts: [{ changed: { name: { from: '', to: 'app01' } } }] };
const turn = () => new Promise<void>((done) => queueMicrotask(done));

it('secrets stay out of a draft, in rows as in fields, and a form that holds nothing else has none', () => {
  const values = { name: 'app01', password: 'secret', stores: [{ alias: 'a', entryPassword: 'secret' }] };
  const { form } = formOf(empty, values, ['password', 'stores.0.entryPassword']);
  expect(draftOf(form)).toEqual({
    changed: {
      name: { from: '', to: 'app01' },
      stores: { from: [], to: [{ alias: 'a', entryPassword: '' }] },
    },
  });
  expect(draftOf(formOf(empty, { ...empty, password: 'secret' }, ['password']).form)).toBeNull();
});

it.each(['PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'EC PRIVATE KEY', 'CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST'])(
  'a pasted %s stays out of a draft, whatever its field is called',
  (what) => {
    const { form } = formOf(empty, { ...empty, name: `-----BEGIN ${what}-----\nMII` });
    expect(draftOf(form)).toBeNull();
  },
);

it('what JSON cannot hold stays out of a draft', () => {
  for (const value of [new Date(), new Uint8Array(2), new Map(), Number.NaN, () => 1, [{ deep: new Date() }]]) {
    expect(draftOf(formOf(empty, { ...empty, stores: value }).form)).toBeNull();
  }
});

it('a form takes what it began with then, and leaves what was typed or changed on the server meanwhile', () => {
  const draft = { changed: { name: { from: '', to: 'app01' }, stores: { from: [], to: [1] } } };
  expect(takenFrom(draft, formOf(empty).form)).toEqual({ values: { name: 'app01', stores: [1] }, left: 0 });
  const moved = formOf({ ...empty, name: 'of the server' });
  expect(takenFrom(draft, moved.form)).toEqual({ values: { stores: [1] }, left: 1 });
  expect(takenFrom(draft, formOf({ name: '' }).form)).toBeNull();
});

it('what is older than a quarter of an hour, of another person or of another page is not given back', () => {
  expect(isStillOf(left, here)).toBe(true);
  expect(isStillOf(left, { ...here, now: new Date('2026-11-22T06:15:01Z') })).toBe(false);
  expect(isStillOf(left, { ...here, now: new Date('2026-11-22T05:59:00Z') })).toBe(false);
  expect(isStillOf(left, { ...here, person: 'csrdesk' })).toBe(false);
  expect(isStillOf(left, { ...here, path: '/enroll/csr' })).toBe(false);
  expect(isStillOf({ ...left, at: 'nonsense' }, here)).toBe(false);
});

it('a draft is given once, to the first form of the page that has its fields', async () => {
  returnTo(left, () => here);
  const [dialog, other, first, second] = [
    formOf(empty, empty, [], true),
    formOf({ id: 1 }),
    formOf(empty),
    formOf(empty),
  ];
  for (const { form } of [dialog, other, first, second]) arrivals.tell?.(form);
  await turn();
  expect([dialog, other, second].flatMap(({ took }) => took)).toEqual([]);
  expect(first.took).toEqual([{ values: { name: 'app01' }, said: expect.stringContaining('is here again') as string }]);
});

it('while a sign-in is still to tell who it is, what was left waits for it; then the forms that came meanwhile have it', async () => {
  let now: typeof here | (Omit<typeof here, 'person'> & { person: null }) = { ...here, person: null, open: true };
  const later = returnTo(left, () => now);
  const [gone, stays] = [formOf(empty), formOf(empty)];
  for (const { form } of [gone, stays]) arrivals.tell?.(form);
  formsHere.add(stays.form);
  await turn();
  expect(later()).toBe(true);
  expect([gone, stays].flatMap(({ took }) => took)).toEqual([]);
  expect(leavePage(now)).toMatchObject({ person: 'admin', drafts: left.drafts });
  now = here;
  expect([later(), later()]).toEqual([false, false]);
  formsHere.clear();
  expect([gone.took.length, stays.took.length]).toEqual([0, 1]);
});

it('what waited for a sign-in is not given to somebody else', async () => {
  let now = { ...here, person: 'csrdesk', open: true };
  const later = returnTo(left, () => now);
  const { form, took } = formOf(empty);
  formsHere.add(form);
  arrivals.tell?.(form);
  await turn();
  now = { ...now, open: false };
  expect(later()).toBe(false);
  formsHere.clear();
  expect([took, arrivals.tell]).toEqual([[], null]);
});

it('the first form on another page ends the waiting', async () => {
  returnTo(left, () => ({ ...here, path: '/templates' }));
  const elsewhere = formOf({ id: 1 });
  arrivals.tell?.(elsewhere.form);
  await turn();
  expect(arrivals.tell).toBeNull();
  expect(leavePage(here).drafts).toEqual([]);
});

it('leaving keeps what waits still, and what is in the forms of the page but not in its dialogs', () => {
  returnTo(left, () => here);
  const [onPage, dialog] = [formOf(empty, { ...empty, name: 'b' }), formOf(empty, { ...empty, name: 'c' }, [], true)];
  formsHere.add(onPage.form).add(dialog.form);
  const kept = leavePage(here);
  formsHere.clear();
  expect(kept.drafts.map(({ changed }) => changed['name']?.to)).toEqual(['app01', 'b']);
});
