import { expectSeen, javaStores, planStore, timelineOf } from './plan.ts';
import { enroll, fillUntilWhere, goOn } from './walk.ts';
import { expect, scan, test } from './world.ts';

const host = 'shop.keyexample.com';

for (const profile of ['25.4', '24.4', '10.5'] as const) {
  test.describe(`on Command ${profile}`, () => {
    test.use({ profile });

    test('two planned stores and a third are followed until their inventory shows the certificate', async ({
      page,
      world,
    }) => {
      test.setTimeout(120_000);
      const [first, second, third] = await javaStores(world);
      const main = page.getByRole('main');
      await fillUntilWhere(page, { commonName: host });
      await planStore(main, first, 'shop');
      await planStore(main, second, 'shop');
      await scan(page);
      await goOn(page, 'Review');
      const certificate = await enroll(page, 'Enroll and deploy to 2 stores');

      const deployment = page.getByRole('region', { name: 'Deployment' });
      await expect(deployment.getByText('to add stores with this key').first()).toBeVisible();
      await page.getByRole('button', { name: 'Add a store' }).click();
      await planStore(deployment, third, 'shop');
      await deployment.getByRole('button', { name: 'Deploy to 1 store' }).click();

      const timelines = [first, second, third].map((store) => timelineOf(deployment, store));
      for (const timeline of timelines) {
        await expect(timeline.getByText('Job created')).toBeVisible();
        await expect(timeline.getByText('Seen in inventory')).toHaveCount(0);
      }
      await scan(page);
      await world.advance(60_000);
      for (const timeline of timelines) {
        await expect(timeline.getByText('Picked up')).toBeVisible({ timeout: 20_000 });
        await expect(timeline.getByText('Finished', { exact: true })).toBeVisible({ timeout: 20_000 });
      }
      await world.advance(60_000);
      for (const timeline of timelines) {
        await expectSeen(timeline);
        await expect(timeline.getByText('Listed as shop.')).toBeVisible();
      }
      await expect(deployment.getByRole('button', { name: 'Check now' })).toHaveCount(0);
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
