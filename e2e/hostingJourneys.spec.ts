import { fillCsr, goToReview, makeKeyed, pasteRequest } from './csrWalk.ts';
import { expectSaved, openEditor, review, save, settled } from './editor.ts';
import { heading, navigate, told } from './mounted.ts';
import { type Nginx, runOf, watchPolicy, withLine, withNginx } from './nginx.ts';
import { javaStores, planStore, timelineOf } from './plan.ts';
import { startPortal, strictPolicy } from './portal.ts';
import { certificatesNamed, enroll, enrollButton, fillUntilReview, fillUntilWhere, goOn } from './walk.ts';
import { expect, test } from './world.ts';

interface Line {
  origin: string;
  cut(): void;
}

const hosted = test.extend<object, { nginx: Nginx }>({
  // nginx has a certificate of its own making.
  ignoreHTTPSErrors: true,
  nginx: [
    async ({}, use, info) => {
      let app = '';
      const run = runOf(info);
      const pages = await startPortal({ run, policy: strictPolicy('https://localhost:*'), app: () => app });
      const work = async (nginx: Nginx) => {
        app = nginx.origin;
        await use(nginx);
      };
      await withNginx(run, '/pki/', work, { follow: ['In a frame'], pages: pages.origin });
      await pages.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ nginx }, use) => use(`${nginx.origin}/pki/`),
});

/** One of each kind, and what it is called. */
const pages = [
  ['', 'Templates'],
  ['templates/17', 'Web server (2 years)'],
  ['patterns', 'Enrollment patterns'],
  ['patterns/1', 'Default Pattern'],
  ['patterns/new', 'New enrollment pattern'],
  ['rules', 'System-wide rules'],
  ['enroll/pfx', 'PFX enrollment'],
  ['enroll/csr', 'CSR enrollment'],
  ['certificates', 'Certificates'],
  ['certificates/420', 'mail414.keyexample.com'],
  ['activity', 'Activity'],
  ['connection', 'Connection'],
  ['nowhere', 'Page not found'],
] as const;

const breaking = hosted.extend<{ line: Line }>({
  line: async ({ nginx }, use) => withLine(nginx.origin, (origin, cut) => use({ origin, cut })),
  baseURL: async ({ line }, use) => use(`${line.origin}/pki/`),
});

breaking.describe('a line between browser and nginx that breaks', () => {
  breaking.use({ expectedErrors: [/Failed to load resource/] });

  breaking('does not issue a second certificate', async ({ page, world, line }) => {
    const host = 'broken-line.keyexample.com';
    await fillUntilReview(page, { commonName: host });
    await world.patch({ faults: [{ method: 'POST', path: '/Enrollment/PFX', kind: 'slow', delayMs: 2000, times: 9 }] });
    const timesLeft = async () => {
      const { faults } = (await (await page.request.get('/sandbox/world')).json()) as { faults: { times: number }[] };
      return faults[0]?.times;
    };
    await enrollButton(page).click();
    await expect.poll(timesLeft).toBe(8);
    line.cut();
    await expect(page.getByText('Whether a certificate was issued is not known')).toBeVisible();
    await expect.poll(async () => (await certificatesNamed(world, host)).length).toBe(1);
    expect(await timesLeft()).toBe(8);
  });
});

hosted.describe('behind nginx under /pki/, with its policy', () => {
  hosted.beforeEach(({ page }) => watchPolicy(page));

  // One after another: of several tabs at once, Chromium gives up some over the certificate.
  hosted('every page can be visited', async ({ page }) => {
    for (const [path, name] of pages) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
      await settled(page);
    }
  });

  hosted('a template is edited, and a certificate enrolled by CSR', async ({ page, world }) => {
    await openEditor(page, 'templates/17');
    await page.getByLabel('Friendly name').fill('Edited behind nginx');
    await review(page, 1);
    await save(page, 1);
    await expectSaved(page);
    expect(await world.get('/Templates/17')).toMatchObject({ FriendlyName: 'Edited behind nginx' });
    await fillCsr(page, { csr: makeKeyed('/CN=csr.keyexample.com', ['DNS:csr.keyexample.com']).csr });
    await enroll(page);
  });

  hosted('a certificate is enrolled as PFX and deployed', async ({ page, world, nginx }) => {
    const [store] = await javaStores(world);
    const password = 'Marker-behind-nginx-2026';
    await fillUntilWhere(page, { commonName: 'pfx.keyexample.com', password });
    await planStore(page.getByRole('main'), store, 'behind-nginx');
    await goOn(page, 'Review');
    await enroll(page, 'Enroll and deploy to 1 store');
    const timeline = timelineOf(page.getByRole('region', { name: 'Deployment' }), store);
    await expect(timeline.getByText('Job created')).toBeVisible();
    expect(nginx.accessLog()).toMatch(/POST \/KeyfactorAPI\/Enrollment\/PFX 200/);
    expect(nginx.accessLog() + nginx.errorLog()).not.toContain(password);
  });

  hosted(
    'in a frame of another origin a template is edited, and the portal is told',
    async ({ page, world, nginx }) => {
      await page.goto(`${nginx.portal}/frame.html`);
      const app = page.frameLocator('#keyfactor');
      await app.getByRole('searchbox').fill('Web server (2');
      await app.getByRole('link', { name: 'Web server (2 years)' }).click();
      await app.getByLabel('Friendly name').fill('Edited in a frame');
      await app.getByRole('button', { name: 'Review 1 change' }).click();
      await app.getByRole('button', { name: 'Save 1 change' }).click();
      await expect(app.getByText('Saved. The server holds what you asked for.')).toBeVisible();
      await expect.poll(() => told(page, 'saved')).toMatchObject([{ what: 'template', id: 17 }]);
      expect(await world.get('/Templates/17')).toMatchObject({ FriendlyName: 'Edited in a frame' });
    },
  );

  hosted('in an element of a portal a certificate is enrolled, and the portal is told', async ({ page, nginx }) => {
    await page.goto(`${nginx.portal}/mount.html`);
    await expect(heading(page, 'Templates')).toBeVisible();
    await expect.poll(() => page.evaluate(() => typeof globalThis.keyfactor)).toBe('object');
    await navigate(page, '/enroll/csr');
    await pasteRequest(page, makeKeyed('/CN=csr.keyexample.com', ['DNS:csr.keyexample.com']).csr);
    await goToReview(page);
    const id = await enroll(page);
    await expect.poll(() => told(page, 'enrolled')).toMatchObject([{ state: 'issued', certificateId: id }]);
  });
});
