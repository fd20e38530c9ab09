import type { FrameLocator, Page } from '@playwright/test';
import { runOf, watchPolicy } from './nginx.ts';
import { startPortal, strictPolicy } from './portal.ts';
import { expect, test as worldTest } from './world.ts';

type Message = Readonly<Record<string, unknown>>;

declare global {
  var heard: { origin: string; data: Message }[];
  var events: Message[];
}

export interface Framed {
  /** Origins of the portal and of the app in its frame. */
  portal: string;
  pki: string;
  app: FrameLocator;
  /** What README's snippet made of the messages, of one type. */
  told: (type: string) => Promise<Message[]>;
  /** Sends a command as README's snippet does. */
  tell: (command: Message) => Promise<void>;
}

interface Wishes {
  /** Whether the portal is one of the app's `hosts`. */
  known: boolean;
  /** Files of the app's build that are not there any more. */
  gone: RegExp | undefined;
}

/** A portal with README's snippet, and the app below `/pki/` of another origin in its frame. */
export const test = worldTest.extend<Wishes & { framed: Framed }>({
  known: [true, { option: true }],
  gone: [undefined, { option: true }],
  framed: async ({ page, known, gone, guard }, use, info) => {
    await watchPolicy(page);
    const run = runOf(info);
    let pki = '';
    const policy = strictPolicy('http://localhost:*');
    const portal = await startPortal({ run, policy, app: () => pki });
    const config = { hosts: known ? [portal.origin] : ['https://portal.keyexample.com'] };
    const app = await startPortal({ run, ancestors: [portal.origin], config, ...(gone === undefined ? {} : { gone }) });
    pki = app.origin;
    await use({
      portal: portal.origin,
      pki,
      app: page.frameLocator('#keyfactor'),
      told: (type) => page.evaluate((wanted) => globalThis.events.filter((each) => each['type'] === wanted), type),
      tell: (command) =>
        page.evaluate(async (words) => {
          const file = '/in-frame.js';
          const snippet = (await import(file)) as { tell: (command: unknown) => void };
          snippet.tell(words);
        }, command),
    });
    guard.end();
    await portal.close();
    await app.close();
  },
});

export const heading = (app: FrameLocator, name: string | RegExp) => app.getByRole('heading', { level: 1, name });

/** Opens the portal, and waits for the list of the app in its frame. */
export async function open(page: Page, { portal, app }: Framed): Promise<void> {
  await page.goto(`${portal}/frame.html`);
  await expect(heading(app, 'Templates')).toBeVisible();
}
