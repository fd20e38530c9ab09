import type { Locator } from '@playwright/test';
import { expectSeen, expectSeenNow, javaStores, pass, planStore, timelineOf } from './plan.ts';
import { enroll, fillUntilWhere, goOn, postsTo } from './walk.ts';
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
      const [first, second, third, fourth] = await javaStores(world);
      // Nothing is there to overwrite: the answer to the enrollment leaves that store out.
      const leavesOut = profile === '25.4';
      const main = page.getByRole('main');
      await fillUntilWhere(page, { commonName: host });
      await planStore(main, first, 'shop');
      await planStore(main, second, 'shop');
      const overwrite = (part: Locator) => part.getByRole('checkbox', { name: /^Overwrite/ });
      if (leavesOut) await overwrite(await planStore(main, fourth, 'shop')).check();
      await scan(page);
      await goOn(page, 'Review');
      const certificate = await enroll(page, `Enroll and deploy to ${leavesOut ? 3 : 2} stores`);

      const deployment = page.getByRole('region', { name: 'Deployment' });
      await expect(deployment.getByText('to add stores with this key').first()).toBeVisible();
      const later = postsTo(page, '/Enrollment/PFX/Deploy');
      if (leavesOut) {
        const none = timelineOf(deployment, fourth);
        await expect(none.getByText('No job', { exact: true })).toBeVisible();
        await none.getByRole('button', { name: /^Edit the plan/ }).click();
        await overwrite(deployment.getByRole('group', { name: fourth.DisplayName })).uncheck();
      } else {
        await page.getByRole('button', { name: 'Add a store' }).click();
      }
      await planStore(deployment, third, 'shop');
      await deployment.getByRole('button', { name: leavesOut ? 'Deploy to 2 stores' : 'Deploy to 1 store' }).click();

      const deployed = leavesOut ? [first, second, third, fourth] : [first, second, third];
      const timelines = deployed.map((store) => timelineOf(deployment, store));
      for (const timeline of timelines) {
        await expect(timeline.getByText('Job created')).toBeVisible();
        await expect(timeline.getByText('Seen in inventory')).toHaveCount(0);
      }
      await scan(page);
      // That the page asks by itself is seen on one server.
      const byItself = profile === '25.4';
      const aMinute = () => (byItself ? world.advance(60_000) : pass(world, deployment, 60));
      await aMinute();
      for (const timeline of timelines) {
        await expect(timeline.getByText('Picked up')).toBeVisible({ timeout: 20_000 });
        await expect(timeline.getByText('Finished', { exact: true })).toBeVisible({ timeout: 20_000 });
      }
      await aMinute();
      for (const timeline of timelines) {
        await (byItself ? expectSeen(timeline) : expectSeenNow(deployment, timeline));
        await expect(timeline.getByText('Listed as shop.')).toBeVisible();
      }
      await expect(deployment.getByRole('button', { name: 'Check now' })).toHaveCount(0);
      const Stores = (leavesOut ? [fourth, third] : [third]).map(({ Id }) => ({ StoreId: Id, Overwrite: false }));
      expect(later).toMatchObject([{ body: { CertificateId: certificate, Stores } }]);
      for (const store of deployed) {
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
