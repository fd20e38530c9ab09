import { hashKey, QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { configureClient } from '../../api/client.ts';
import { abilitiesOf, serverQuery } from '../../api/server.ts';
import { wasRefused } from '../../api/unread.ts';
import type { EnrollChoice } from './setup.ts';
import { testChoice } from './setupForTests.ts';
import { setupQuery } from './setupQuery.ts';

test('what is loaded for a choice is not taken for the same one of the other kind of enrollment', () => {
  const keyOf = (each: EnrollChoice) => hashKey(setupQuery(each).queryKey);
  const other = { ...testChoice, authorities: testChoice.authorities.slice(0, 1) };
  expect(keyOf(other)).not.toBe(keyOf(testChoice));
  expect(keyOf(structuredClone(testChoice))).toBe(keyOf(testChoice));
});

describe('a choice', () => {
  afterEach(() => void vi.unstubAllGlobals());

  const named = '/metadata/types/read/';
  const nothing = { keys: '', metadata: '' };

  /** What is loaded where the calls whose path fits are refused, and one permission is named. */
  async function loaded(refused: RegExp) {
    vi.stubGlobal('fetch', (url: string | URL | Request) => {
      const { pathname } = new URL(url instanceof Request ? url.url : url);
      const no = { Message: `User lacks permission ${named}` };
      if (refused.test(pathname)) return Promise.resolve(Response.json(no, { status: 403 }));
      const one = /Settings(\/\d+)?$|Templates\/\d+$/.test(pathname);
      return Promise.resolve(Response.json(one ? { Id: 17 } : [], { headers: { 'X-Total-Count': '0' } }));
    });
    configureClient({ apiBase: 'http://127.0.0.1/api', sleep: () => Promise.resolve() });
    const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    const abilities = abilitiesOf(null, '25.4.1', true);
    client.setQueryData(serverQuery().queryKey, { version: '25.4.1', versionSource: '', endpoints: null, abilities });
    return client.fetchQuery(setupQuery(testChoice));
  }

  test.each([
    [/MetadataFields$/, { keys: '', metadata: named }],
    [/Templates\/\d+$/, { keys: named, metadata: '' }],
    [/EnrollmentPatterns\/\d+\/Settings$/, nothing],
    [/EnrollmentPatterns\/\d+\/Metadata$/, nothing],
    [/AppSetting$/, nothing],
    [/Roles$/, nothing],
  ])('of which a part is refused is one that more rights may change: %s', async (refused, lacked) => {
    const setup = await loaded(refused);
    expect(wasRefused({ data: setup, error: null })).toBe(true);
    expect(setup.lacked).toEqual(lacked);
  });

  test('that was read as a whole is not', async () => {
    expect(wasRefused({ data: await loaded(/^$/), error: null })).toBe(false);
  });
});
