import type { Locator, Page } from '@playwright/test';
import { enroll, fillUntilWhere, goOn } from './walk.ts';
import { expect, scan, test } from './world.ts';

const host = 'shop.keyexample.com';

interface StoreRow {
  Id: string;
  DisplayName: string;
  ClientMachine: string;
  Storepath: string;
}

async function addStore(page: Page, scope: Locator, store: StoreRow): Promise<void> {
  await scope
    .getByRole('searchbox', { name: 'Search machine or path' })
    .fill(`${store.ClientMachine} ${store.Storepath}`);
  await scope.getByRole('button', { name: `Add ${store.DisplayName}`, exact: true }).click();
  await page
    .getByRole('group', { name: store.DisplayName })
    .getByRole('textbox', { name: /^Alias/ })
    .fill('shop');
}

/** Sound stores that require an alias and confirm by inventory: Java keystores, whose job neither fails nor retries. */
async function javaStores(get: (path: string) => Promise<unknown>): Promise<StoreRow[]> {
  const types = (await get('/CertificateStoreTypes?ReturnLimit=100')) as { ShortName: string; StoreType: number }[];
  const type = types.find((each) => each.ShortName === 'RFJKS')?.StoreType;
  const query = encodeURIComponent(
    `Category -eq ${type} AND Approved -eq true AND AgentAvailable -eq true AND HasInventoryScheduled -eq true`,
  );
  const rows = (await get(`/CertificateStores?QueryString=${query}&ReturnLimit=100`)) as StoreRow[];
  return rows.filter((row) => !/fail|flaky|warn|retry/i.test(row.ClientMachine)).slice(0, 3);
}

for (const profile of ['25.4', '10.5'] as const) {
  test.describe(`on Command ${profile}`, () => {
    test.use({ profile });

    test('two planned stores and a third are followed until their inventory shows the certificate', async ({
      page,
      world,
    }) => {
      test.setTimeout(120_000);
      const [first, second, third] = await javaStores((path) => world.get(path));
      if (!first || !second || !third) throw new Error('the seeded world has too few Java keystores');
      await fillUntilWhere(page, { commonName: host });
      await addStore(page, page.getByRole('main'), first);
      await addStore(page, page.getByRole('main'), second);
      await scan(page);
      await goOn(page, 'Review');
      const certificate = await enroll(page, 'Enroll and deploy to 2 stores');

      const deployment = page.getByRole('region', { name: 'Deployment' });
      await expect(deployment.getByText('to add stores with this key').first()).toBeVisible();
      await page.getByRole('button', { name: 'Add a store' }).click();
      await addStore(page, deployment, third);
      await deployment.getByRole('button', { name: 'Deploy to 1 store' }).click();

      const timelines = [first, second, third].map((store) => page.getByRole('region', { name: store.DisplayName }));
      for (const timeline of timelines) {
        await expect(timeline.getByText('Job created')).toBeVisible();
        await expect(timeline.getByText('Seen in inventory')).toHaveCount(0);
      }
      await scan(page);
      await world.advance(60_000);
      for (const timeline of timelines) {
        await expect(timeline.getByText('Picked up')).toBeVisible();
        await expect(timeline.getByText('Finished', { exact: true })).toBeVisible();
      }
      await world.advance(60_000);
      for (const timeline of timelines) {
        await expect(timeline.getByText('Seen in inventory')).toBeVisible({ timeout: 40_000 });
        await expect(timeline.getByText('Listed as shop.')).toBeVisible();
        await expect(timeline.getByRole('button', { name: /Check .* now/ })).toHaveCount(0);
      }
      for (const store of [first, second, third]) {
        const inventory = (await world.get(`/CertificateStores/${store.Id}/Inventory?query.pageReturned=1`)) as {
          Name: string;
          Certificates: { Id: number }[];
        }[];
        expect(inventory.find((entry) => entry.Name.toLowerCase() === 'shop')?.Certificates[0]?.Id).toBe(certificate);
      }
      await scan(page);
    });
  });
}
