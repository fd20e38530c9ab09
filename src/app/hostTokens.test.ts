import { afterEach, describe, expect, it, vi } from 'vitest';
import { session } from '../api/session.ts';
import { appName } from './embedProtocol.ts';
import { askHostPage, createHostTokens, nameIn } from './hostTokens.ts';

const tokenOf = (claims: unknown) =>
  ['{}', JSON.stringify(claims), 'signature'].map((part) => Buffer.from(part).toString('base64url')).join('.');

describe('whom a token of the page around is for', () => {
  it('is read from a signed text, the name to sign in by first', () => {
    expect(nameIn(tokenOf({ sub: '17', preferred_username: 'zoë?>' }))).toBe('zoë?>');
    expect(nameIn(tokenOf({ sub: '17', email: '' }))).toBe('17');
  });

  it('is not known of any other token, and never an error', () => {
    for (const token of ['opaque', 'a.b.c', 'a..c', tokenOf(null), tokenOf([]), tokenOf({ sub: 17 })])
      expect(nameIn(token)).toBeNull();
  });
});

describe('a token of the page around a frame', () => {
  const host = 'https://portal.keyexample.com';

  /** Signs in by a page around that is asked and answers when the test has it answer. */
  function askPortal(): { send: (token: string | null) => void; asked: () => number } {
    let asked = 0;
    const parent = {
      postMessage: () => {
        asked += 1;
      },
    };
    const app = Object.assign(new EventTarget(), { parent, location: { ancestorOrigins: [host] } });
    vi.stubGlobal('window', app);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    session.configure('host', createHostTokens(askHostPage([host])));
    const send = (token: string | null): void => {
      const data = { target: appName, version: 1, type: 'token', token };
      app.dispatchEvent(Object.assign(new Event('message'), { source: parent, origin: host, data }));
    };
    return { send, asked: () => asked };
  }

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    session.configure('integrated');
  });

  it('is what a call waits for', async () => {
    const { send, asked } = askPortal();
    const passed = session.pass();
    send('in-time');
    expect(await passed).toMatchObject({ authorization: 'Bearer in-time' });
    expect(asked()).toBe(1);
  });

  it('is used as one that comes unasked where it comes after ten seconds', async () => {
    const { send } = askPortal();
    const passed = session.pass();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await passed).toBeNull();
    expect(session.snapshot()).toMatchObject({
      state: 'needed',
      problem: expect.stringContaining('within 10 seconds'),
    });
    send('late');
    expect(session.authorization()).toBe('Bearer late');
    // Nor does anybody wait for the next one, by which the person has signed out there.
    send(null);
    expect(session.authorization()).toBeNull();
  });
});
