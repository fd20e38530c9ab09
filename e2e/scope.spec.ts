import type { Locator, Page } from '@playwright/test';
import { issued, type CertificateRow } from './issued.ts';
import { type StoreRow, timelineOf } from './plan.ts';
import { readPem } from './openssl.ts';
import { download, enroll, fillUntilReview, postsTo } from './walk.ts';
import { expect, scan, test, type World } from './world.ts';

// Following a job is for others, and the whole list is refused once.
test.use({ expectedErrors: [/403/] });

/** Calls about certificates that were refused: those of a scoped user that named no collection or container, or another. */
function refusedCalls(page: Page): string[] {
  const refused: string[] = [];
  page.on('response', (response) => {
    const path = new URL(response.url()).pathname;
    if (response.status() === 403 && /\/Certificates|AvailableRenewal/.test(path)) refused.push(response.url());
  });
  return refused;
}

async function storeWith(world: World, query: string): Promise<StoreRow> {
  const rows = (await world.get(`/CertificateStores?QueryString=${encodeURIComponent(query)}`)) as StoreRow[];
  const [store] = rows;
  if (!store) throw new Error(`the seeded world has no store with ${query}`);
  return store;
}

async function expectScoped(page: Page): Promise<void> {
  await page.goto('enroll/pfx?collection=3');
  await expect(page.getByText('Certificates of collection “Web servers”')).toBeVisible();
}

async function downloadPem(page: Page, commonName: string): Promise<void> {
  const { path } = await download(page, 'Download PEM with chain');
  const { certificates, subject } = readPem(path);
  expect(certificates.length).toBeGreaterThan(1);
  expect(subject).toContain(`CN=${commonName}`);
}

/** Adds the certificate of the page to one store. Returns what is shown of it from then on. */
async function addTo(page: Page, store: StoreRow): Promise<Locator> {
  await page.getByRole('button', { name: 'Deploy to stores', exact: true }).click();
  const part = page.getByRole('region', { name: 'Deploy to stores', exact: true });
  await part
    .getByRole('searchbox', { name: 'Search machine or path' })
    .fill(`${store.ClientMachine} ${store.Storepath}`);
  await part.getByRole('checkbox', { name: store.DisplayName, exact: true }).check();
  await part.getByRole('button', { name: 'Deploy to 1 store…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deploy', exact: true }).click();
  return timelineOf(part, store);
}

test.describe('whose rights end at a collection', () => {
  test.use({ user: 'webops' });

  test('lists, opens, downloads and deploys with its id in every call', async ({ page, world }) => {
    const name = 'app21.keyexample.com';
    const id = await issued(page, name);
    // It enters its collection 20 s after it was issued.
    await world.advance(21_000);
    const store = await storeWith(world, 'ClientMachine -eq "web05.keyexample.com" AND StorePath -eq "My"');
    await page.goto('certificates');
    await expect(page.getByText('The server does not show you all certificates')).toBeVisible();
    await scan(page);
    const refused = refusedCalls(page);
    // The server lists the collections that this person may read.
    await page.getByLabel('Collection').selectOption('Web servers (3)');
    await page.getByRole('button', { name: 'Look there' }).click();
    await expect(page).toHaveURL(/collection=3/);
    await expect(page.getByText('Those of collection “Web servers” only')).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Collection', exact: true })).toHaveValue('3');
    await page.getByRole('searchbox').fill(name);
    await expect(page.getByText('1 row', { exact: true })).toBeVisible();
    await page.getByRole('link', { name }).click();
    await expect(page).toHaveURL(new RegExp(`certificates/${id}\\?collection=3$`));
    await downloadPem(page, name);
    const added = postsTo(page, '/CertificateStores/Certificates/Add');
    const timeline = await addTo(page, store);
    await expect(timeline.getByText('Job created')).toBeVisible();
    expect(added).toMatchObject([{ body: { CertificateId: id, CollectionId: 3 } }]);
    await expect(page.getByRole('region', { name: 'History', exact: true }).getByRole('row').nth(1)).toBeVisible();
    await page.getByRole('link', { name: 'Renew', exact: true }).click();
    await expect(page).toHaveURL(/renew=\d+&collection=3/);
    await expect(page.getByText(`Renewal of certificate ${id}`)).toBeVisible();
    await expect(page.getByText('Certificates of collection “Web servers”')).toBeVisible();
    expect(refused).toEqual([]);
    // Wherever one goes in between.
    const rail = page.getByRole('navigation', { name: 'Main' });
    await rail.getByRole('link', { name: 'Activity' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible();
    await rail.getByRole('link', { name: 'Certificates' }).click();
    await expect(page.getByText('Those of collection “Web servers” only')).toBeVisible();
    await rail.getByRole('link', { name: 'Enroll PFX' }).click();
    await expect(page).toHaveURL(/enroll\/pfx\?collection=3/);
  });

  test('what was issued is compared once it has entered the collection, and until then nothing is called refused', async ({
    page,
    world,
  }) => {
    const onOpen = () => expectScoped(page);
    await fillUntilReview(page, { commonName: 'app35.keyexample.com', password: 'Chosen-by-hand-2026', onOpen });
    await enroll(page);
    const part = page.getByRole('region', { name: 'Certificate', exact: true });
    await expect(part.getByText('The server does not show it in collection “Web servers” yet')).toBeVisible();
    await expect(part.getByRole('alert')).toHaveCount(0);
    await scan(page);
    await world.advance(21_000);
    await part.getByRole('button', { name: 'Look again' }).click();
    await expect(part.getByRole('table', { name: 'Asked and got' })).toBeVisible();
    await expect(part.getByText(/does not show it/)).toHaveCount(0);
  });

  test('where the server names no collections, the id is typed, and one that gives no right says so', async ({
    page,
    world,
  }) => {
    await world.patch({ faults: [{ method: 'GET', path: '/CertificateCollections', kind: '403', times: 9 }] });
    await page.goto('certificates');
    const field = page.getByLabel('Collection id');
    await field.fill('4');
    await field.press('Enter');
    await expect(page.getByText('The server does not show you those of collection 4')).toBeVisible();
    await field.fill('web');
    await field.press('Enter');
    await expect(page.getByText('An id is a whole number.')).toBeVisible();
    await scan(page);
    await field.fill('3');
    await field.press('Enter');
    await expect(page.getByText('Those of collection 3 only')).toBeVisible();
    await expect(page.getByLabel('Collection id')).toHaveValue('3');
  });
});

test.describe('whose rights end at a store container', () => {
  test.use({ user: 'branchops' });

  test('lists, opens, downloads and deploys with its id in every call', async ({ page, world }) => {
    const rows = (await world.get(
      '/Certificates?containerId=2&includeLocations=true&includeHasPrivateKey=true&ReturnLimit=100',
    )) as CertificateRow[];
    const row = rows.find((each) => each.HasPrivateKey && each.IssuedCN !== '');
    if (!row) throw new Error('the seeded world has no such certificate');
    const elsewhere = row.Locations.some((place) => place.StoreMachine === 'app03.keyexample.com') ? 'app05' : 'app03';
    const store = await storeWith(world, `ClientMachine -eq "${elsewhere}.keyexample.com" AND StorePath -eq "My"`);
    const refused = refusedCalls(page);
    await page.goto('certificates?container=2');
    await expect(page.getByText(/^Those of store container “.+” only$/)).toBeVisible();
    await page.getByRole('searchbox').fill(row.SerialNumber);
    await expect(page.getByText('1 row', { exact: true })).toBeVisible();
    await page.getByRole('link', { name: row.IssuedCN }).click();
    await expect(page).toHaveURL(new RegExp(`certificates/${row.Id}\\?container=2$`));
    await downloadPem(page, row.IssuedCN);
    await scan(page);
    const added = postsTo(page, '/CertificateStores/Certificates/Add');
    const timeline = await addTo(page, store);
    await expect(timeline.getByText('Job created')).toBeVisible();
    expect(added).toMatchObject([{ body: { CertificateId: row.Id, ContainerId: 2 } }]);
    expect(refused).toEqual([]);
  });
});
