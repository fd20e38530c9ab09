import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { session } from '../../api/session.ts';
import { formsHere, type OpenForm } from '../../form/secrets.ts';
import { isComingBack, leaveToComeBack } from '../../host.ts';
import { takeLeftPage } from '../../kept.ts';
import { here, leaveToReturn } from './leaveToReturn.ts';

const form: OpenForm = {
  inDialog: () => false,
  secrets: new Set(),
  values: () => ({ name: 'app01' }),
  defaults: () => ({ name: '' }),
  take: () => undefined,
};

/** The page: `leave` asks all who guard something, as the browser does. True when one of them wants the person asked. */
class Page extends EventTarget {
  location = { pathname: '/pki/enroll/pfx' };
  leave = (): boolean => !this.dispatchEvent(new Event('beforeunload', { cancelable: true }));
}
let page = new Page();
/** What each question of the browser found of the flag. */
let found: boolean[] = [];

beforeEach(() => {
  page = new Page();
  found = [];
  const entries = new Map<string, string>();
  vi.stubGlobal('window', page);
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => entries.get(name) ?? null,
    setItem: (name: string, text: string) => void entries.set(name, text),
    removeItem: (name: string) => void entries.delete(name),
  });
  formsHere.add(form);
});

afterEach(() => {
  formsHere.clear();
  leaveToComeBack(false);
  session.configure('integrated');
  vi.unstubAllGlobals();
});

const turn = () => new Promise<void>((done) => setTimeout(done));
/** Something that does not come back. */
const guard = (event: Event): void => {
  found.push(isComingBack());
  event.preventDefault();
};
const never = new Promise<never>(() => undefined);

it('who stays on a page that was to be left has it back at once, is asked again the next time, and nothing comes back then', async () => {
  page.addEventListener('beforeunload', guard);
  const left = leaveToReturn(() => {
    page.leave();
    return never;
  });
  expect(await left).toBe(true);
  expect(isComingBack()).toBe(false);
  page.leave();
  expect([found, takeLeftPage()]).toEqual([[true, false], null]);
});

it('who stays first and leaves the same way after all has what was entered', async () => {
  page.addEventListener('beforeunload', guard);
  const leave = () =>
    leaveToReturn(() => {
      page.leave();
      return never;
    });
  await leave();
  await leave();
  expect(found).toEqual([true, true]);
  expect(takeLeftPage()).toMatchObject({ drafts: [{ changed: { name: { to: 'app01' } } }] });
});

it('a page that nobody keeps back is on its way until it is gone, with what was entered kept', async () => {
  const left = leaveToReturn(() => {
    page.leave();
    return never;
  });
  await turn();
  expect(await Promise.race([left, Promise.resolve('on its way')])).toBe('on its way');
  expect(takeLeftPage()).toMatchObject({ drafts: [{ changed: { name: { to: 'app01' } } }] });
});

it('where leaving fails, nothing of it comes back later, and nobody is spared a question', async () => {
  const away = new Error('The sign-in service cannot be reached');
  await expect(leaveToReturn(() => Promise.reject(away))).rejects.toBe(away);
  expect([isComingBack(), takeLeftPage()]).toEqual([false, null]);
});

it('a person is the same in every letter case, and nobody yet while a sign-in is needed or nothing was answered', () => {
  session.configure('basic');
  expect(here()).toMatchObject({ path: '/pki/enroll/pfx', person: null, open: true });
  session.signIn(String.raw`KEYEXAMPLE\Anna`, 'any');
  expect(here()).toMatchObject({ person: String.raw`keyexample\anna`, open: true });
  session.accepted(session.attempt());
  expect(here()).toMatchObject({ person: String.raw`keyexample\anna`, open: false });
  session.configure('host');
  expect(here()).toMatchObject({ person: null, open: true });
  session.configure('oidc', null, { token: 'any', userName: 'anna', lifetimeMs: null });
  expect(here()).toMatchObject({ person: 'anna', open: false });
});
