import { fillCsr, makeKeyed } from './csrWalk.ts';
import { expectSaved, openEditor, review, save } from './editor.ts';
import { type Nginx, runOf, watchPolicy, withLine, withNginx } from './nginx.ts';
import { javaStores, planStore, timelineOf } from './plan.ts';
import { certificatesNamed, enroll, enrollButton, fillUntilReview, fillUntilWhere, goOn } from './walk.ts';
import { expect, test } from './world.ts';

interface Line {
  origin: string;
  cut(): void;
}

const hosted = test.extend<object, { nginx: Nginx }>({
  // nginx has a certificate of its own making.
  ignoreHTTPSErrors: true,
  nginx: [async ({}, use, info) => withNginx(runOf(info), '/pki/', use), { scope: 'worker' }],
  baseURL: async ({ nginx }, use) => use(`${nginx.origin}/pki/`),
});

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

  hosted('every page can be visited', async ({ page }) => {
    for (const path of [
      '',
      'templates/17',
      'patterns',
      'patterns/1',
      'patterns/new',
      'rules',
      'enroll/pfx',
      'enroll/csr',
      'certificates',
      'certificates/420',
      'activity',
      'connection',
      'nowhere',
    ]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
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
});
