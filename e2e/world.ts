import { AxeBuilder } from '@axe-core/playwright';
import { type APIRequestContext, test as base, expect, type Page, type Request } from '@playwright/test';

export interface WorldOptions {
  /** The version profile of the sandbox that this test meets. */
  profile: '10.5' | '24.4' | '25.4';
  /** Who is signed in; the sandbox's seeded name. */
  user: string | undefined;
  /** 5,000 templates, 50,000 stores, 100,000 certificates. */
  large: boolean;
}

/** One test's own server state, and the way to look at it past the page. */
export interface World {
  id: string;
  /** Reads the API as the page does, and fails on anything but 2xx. */
  get(path: string): Promise<unknown>;
  /** Writes through the API as somebody else would, and fails on anything but 2xx. */
  post(path: string, body: unknown): Promise<void>;
  /** As `post`, in the place of what is there. */
  put(path: string, body: unknown): Promise<void>;
  /** Moves the world's clock forward. */
  advance(ms: number): Promise<void>;
  patch(change: Record<string, unknown>): Promise<void>;
  /** The sandbox's root certificates, PEM. */
  roots(): Promise<string>;
}

/** Whatever is wrong in the console of the page fails its test. */
export interface Guard {
  /** The test is over, and its servers end: what they no longer answer is no error. */
  end(): void;
}

export const test = base.extend<WorldOptions & { world: World; expectedErrors: RegExp[]; guard: Guard }>({
  profile: ['25.4', { option: true }],
  user: [undefined, { option: true }],
  large: [false, { option: true }],
  expectedErrors: async ({}, use) => use([]),

  // Made for every test, also for one that never looks past the page.
  world: [
    async ({ context, profile, user, large }, use) => {
      const made = await context.request.post('/sandbox/worlds', {
        data: { profile, large, ...(user === undefined ? {} : { user }) },
      });
      expect(made.ok(), await made.text()).toBe(true);
      const { id } = (await made.json()) as { id: string };
      await use(worldOf(id, context.request));
    },
    { auto: true },
  ],

  // Any console error fails the test: a policy violation, a failed request that no test asked for, a React warning.
  guard: [
    async ({ page, expectedErrors }, use, info) => {
      watchRequests(page);
      const problems: string[] = [];
      let over = false;
      const note = (problem: string) => {
        if (!over) problems.push(problem);
      };
      page.on('console', (message) => {
        if (message.type() === 'error') note(message.text());
      });
      page.on('pageerror', (error) => note(String(error)));
      await use({ end: () => (over = true) });
      const unexpected = problems.filter((text) => !expectedErrors.some((rule) => rule.test(text)));
      if (info.status !== info.expectedStatus || unexpected.length > 0) {
        const body = await page.screenshot({ timeout: 5_000 }).catch(() => null);
        if (body !== null) await info.attach('screenshot', { body, contentType: 'image/png' });
      }
      expect(unexpected).toEqual([]);
    },
    { auto: true },
  ],
});

function worldOf(id: string, request: APIRequestContext): World {
  const headers = { 'x-keyfactor-requested-with': 'APIClient' };
  const patch = async (change: Record<string, unknown>) => {
    const answer = await request.patch('/sandbox/world', { data: change });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  const write = (method: 'POST' | 'PUT') => async (path: string, body: unknown) => {
    const answer = await request.fetch(`/KeyfactorAPI${path}`, { method, headers, data: body });
    expect(answer.ok(), `${path}: ${answer.status()}`).toBe(true);
  };
  return {
    id,
    patch,
    post: write('POST'),
    put: write('PUT'),
    advance: (ms) => patch({ advanceMs: ms }),
    async get(path) {
      const answer = await request.get(`/KeyfactorAPI${path}`, { headers });
      expect(answer.ok(), `${path}: ${answer.status()}`).toBe(true);
      return answer.json() as Promise<unknown>;
    },
    async roots() {
      return (await request.get('/sandbox/root.pem')).text();
    },
  };
}

/** The requests of a page that have no answer yet, and how many there have been. */
interface Traffic {
  open: Set<Request>;
  begun: number;
}

const watched = new WeakMap<Page, Traffic>();

/** What the page of a test asks for; undefined for a page of another kind. */
export const trafficOf = (page: Page): Traffic | undefined => watched.get(page);

function watchRequests(page: Page): void {
  const traffic: Traffic = { open: new Set(), begun: 0 };
  watched.set(page, traffic);
  page.on('request', (request) => {
    // A part of the app that comes later asks as well, once it is here. A worker that was ended meanwhile is never seen to end.
    if (!['fetch', 'xhr', 'script'].includes(request.resourceType()) || request.url().includes('.worker-')) return;
    traffic.begun += 1;
    traffic.open.add(request);
  });
  const end = (request: Request) => void traffic.open.delete(request);
  page.on('requestfinished', end);
  page.on('requestfailed', end);
}

/** Which rules are looked at. */
type Rules = NonNullable<Parameters<AxeBuilder['options']>[0]['runOnly']>;

const wcag: Rules = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] };

/** WCAG 2.2 AA as far as a machine can tell, on the page as it stands. */
export async function scan(page: Page, rules: Rules = wcag): Promise<void> {
  // Half-faded, a dialog has too little contrast.
  await page.evaluate(async () => {
    const shadows = Array.from(document.querySelectorAll('*'), ({ shadowRoot }) => shadowRoot ?? []).flat();
    const all = [document, ...shadows].flatMap((tree) => tree.getAnimations());
    const passing = all.filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map((each) => each.finished));
  });
  // Read once into each document; a second scan of it finds axe there, and warm.
  const there = await page.evaluate(() => 'axe' in globalThis);
  const { violations } = await new AxeBuilder({ page, ...(there ? { axeSource: ';' } : {}) })
    // There are no frames to gather from, and the other mode opens a page of its own for that each time.
    .setLegacyMode()
    .options({
      runOnly: rules,
      // What is sound needs no account: of a long editor it is most of the work.
      resultTypes: ['violations'],
    })
    .analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join('; ')}`)).toEqual([]);
}

/** As `scan`, in light and in dark. Themes differ in nothing but colours, so in dark those alone are looked at. */
export async function scanThemes(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await scan(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await scan(page, { type: 'rule', values: ['color-contrast', 'link-in-text-block'] });
  await page.emulateMedia({ colorScheme: 'light' });
}

export { expect };
