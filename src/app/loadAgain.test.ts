import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { session } from '../api/session.ts';
import { arrivals, formsHere, type OpenForm } from '../form/secrets.ts';
import { isComingBack, leaveToComeBack } from '../host.ts';
import { takeLeftPage } from '../kept.ts';
import { comeBack, loadAgain } from './loadAgain.ts';

const base = 'https://pki.keyexample.com/pki/';
const config = {
  apiBase: 'KeyfactorAPI',
  signIn: 'integrated',
  title: 'Keyfactor Command',
  environment: { label: 'Test', colour: 'grey' },
};

const values = { name: 'app01', password: 'Marker-secret' };
const form: OpenForm = {
  inDialog: () => false,
  secrets: new Set(['password']),
  values: () => values,
  defaults: () => ({ name: '', password: '' }),
  take: () => undefined,
};

let reloads = 0;

function storage(forbidden: boolean) {
  const entries = new Map<string, string>();
  return {
    getItem: (name: string) => entries.get(name) ?? null,
    setItem: (name: string, text: string) => {
      if (forbidden) throw new Error('QuotaExceededError');
      entries.set(name, text);
    },
    removeItem: (name: string) => void entries.delete(name),
  };
}

beforeEach(() => {
  reloads = 0;
  const reload = () => {
    reloads += 1;
  };
  const location = { pathname: '/pki/enroll/pfx', reload };
  vi.stubGlobal('window', Object.assign(new EventTarget(), { location }));
  vi.stubGlobal('sessionStorage', storage(false));
  vi.stubGlobal('fetch', async () => Response.json(config));
  formsHere.add(form);
});

afterEach(() => {
  formsHere.clear();
  leaveToComeBack(false);
  arrivals.tell = null;
  session.configure('integrated');
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('a page is loaded again with what was entered kept, but not its secrets, and the browser need not ask', async () => {
  expect(await loadAgain(base)).toBeNull();
  expect([reloads, isComingBack()]).toEqual([1, true]);
  const left = takeLeftPage();
  expect(left).toMatchObject({ path: '/pki/enroll/pfx', drafts: [{ changed: { name: { from: '', to: 'app01' } } }] });
  expect(JSON.stringify(left)).not.toContain('Marker');
});

it('while the server is away, or answers for another page, the page stays as it is', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  expect(await loadAgain(base)).toBe('The configuration /pki/config.json could not be reached.');
  vi.stubGlobal('fetch', async () => new Response('', { status: 503 }));
  expect(await loadAgain(base)).toContain('status 503');
  expect([reloads, isComingBack(), takeLeftPage()]).toEqual([0, false, null]);
});

it('where the browser keeps nothing, the page stays while there is something to lose', async () => {
  vi.stubGlobal('sessionStorage', storage(true));
  expect(await loadAgain(base)).toBe('The browser cannot keep what you entered.');
  expect([reloads, isComingBack()]).toEqual([0, false]);
  formsHere.clear();
  expect(await loadAgain(base)).toBeNull();
  expect(reloads).toBe(1);
});

it('who has signed in is listened to only until all that was left is given back', async () => {
  const signIn = () => session.signIn('admin', 'any password');
  session.configure('basic');
  signIn();
  session.accepted(session.attempt());
  expect(await loadAgain(base)).toBeNull();
  session.configure('basic');
  let listening = 0;
  const { subscribe } = session;
  vi.spyOn(session, 'subscribe').mockImplementation((listener) => {
    const stop = subscribe(listener);
    listening += 1;
    return () => {
      listening -= 1;
      stop();
    };
  });
  comeBack();
  arrivals.tell?.(form);
  await new Promise<void>((done) => queueMicrotask(done));
  signIn();
  expect(listening).toBe(1);
  session.accepted(session.attempt());
  expect(listening).toBe(0);
});
