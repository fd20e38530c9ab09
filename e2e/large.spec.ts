import { fillUntilWhere } from './walk.ts';
import { expect, scan, test } from './world.ts';

test.use({ large: true });

interface Named {
  DisplayName: string;
  ClientMachine: string;
  Storepath: string;
}

test('5,000 templates: the true total, rows as they are needed, a search by the server', async ({ page }) => {
  await page.goto('templates');
  await expect(page.getByText('of 5,000 loaded')).toBeVisible();
  expect(await page.getByRole('row').count()).toBeLessThan(100);
  await page.getByRole('link').and(page.locator('[data-row-focus]')).first().press('End');
  await expect(page.getByText('200 of 5,000 loaded')).toBeVisible();
  await page.getByRole('searchbox').fill('WebServer2Y');
  await expect(page.getByRole('link', { name: 'Web server (2 years)' })).toBeVisible();
  await expect(page).toHaveURL(/q=WebServer2Y/);
});

test('50,000 stores: the picker of a plan shows the total and finds one', async ({ page, world }) => {
  const query = encodeURIComponent('AddSupported -eq true AND Approved -eq true AND PrivateKeyAllowed -ne 0');
  const deep = (await world.get(`/CertificateStores?QueryString=${query}&ReturnLimit=1&PageReturned=30000`)) as Named[];
  const [store] = deep;
  if (!store) throw new Error('the large world has too few stores');
  await fillUntilWhere(page, { commonName: 'big.keyexample.com' });
  await expect(page.getByText('50,000 rows')).toBeVisible();
  await page
    .getByRole('searchbox', { name: 'Search machine or path' })
    .fill(`${store.ClientMachine} ${store.Storepath}`);
  await expect(page.getByRole('checkbox', { name: store.DisplayName, exact: true })).toBeVisible();
  await scan(page);
});
