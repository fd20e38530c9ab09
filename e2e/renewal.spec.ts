import { settled } from './editor.ts';
import { openPfx } from './openssl.ts';
import { addLater, chooseStore, expectNow, jobsAt, openAddLater, storeAt, timelineOf } from './plan.ts';
import {
  certificatesNamed,
  chooseSource,
  commonNameOf,
  download,
  enroll,
  expectStep,
  goOn,
  next,
  passwordOf,
  postsTo,
  toStep,
} from './walk.ts';
import { expect, scan, test, type World } from './world.ts';

interface OldCertificate {
  Id: number;
  IssuedCN: string;
  TemplateId: number;
  CertificateAuthorityId: number;
  NotAfter: string;
  Locations: { StoreMachine: string; StorePath: string; Alias: string }[];
}

/** A valid certificate of template 17 from the CA that allows one click, in one sound store. */
async function renewable(world: World): Promise<OldCertificate & { place: OldCertificate['Locations'][number] }> {
  const query = encodeURIComponent('IssuedCN -contains "keyexample" AND CertState -eq 1');
  const rows = (await world.get(
    `/Certificates?QueryString=${query}&includeLocations=true&ReturnLimit=400`,
  )) as OldCertificate[];
  for (const row of rows) {
    const [place, ...others] = row.Locations;
    const ours = row.TemplateId === 17 && row.CertificateAuthorityId === 3 && !row.IssuedCN.startsWith('*');
    if (!ours || !place || others.length > 0 || /fail|flaky|warn|branch|lab/.test(place.StoreMachine)) continue;
    if (Date.parse(row.NotAfter) > Date.now() + 86_400_000) return { ...row, place };
  }
  throw new Error('the seeded world has no such certificate');
}

test('a renewal names the old certificate, and reaches its stores only where that was chosen', async ({
  page,
  world,
}) => {
  test.setTimeout(120_000);
  const old = await renewable(world);
  const posts = postsTo(page, '/Enrollment/PFX');
  await page.goto('enroll/pfx');
  await chooseSource(page, undefined, 'CorpIssuingCA1');
  await page.getByRole('radio', { name: 'The renewal of a certificate' }).check();
  await next(page).click();
  await expect(page.getByText('Choose the certificate to renew, or a new certificate.')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Name, id, thumbprint or serial number' }).fill(old.IssuedCN);
  await page.getByRole('button', { name: `Renew ${old.IssuedCN}, certificate ${old.Id}`, exact: true }).click();
  const held = page.getByRole('region', { name: 'Stores that hold the old certificate' });
  await expect(held.getByRole('row').nth(1)).toContainText(old.place.StoreMachine);
  await expect(held.getByRole('row')).toHaveCount(2);
  const install = page.getByRole('checkbox', { name: 'Replace the old certificate in the stores that hold it' });
  await expect(install).not.toBeChecked();
  await page.getByRole('button', { name: 'Fill in its names' }).click();
  await expect(page.getByText('Subject and alternative names are filled in.')).toBeVisible();
  await scan(page);
  await goOn(page, 'Subject and names');
  await expect(commonNameOf(page)).toHaveValue(old.IssuedCN);
  await goOn(page, 'Key and file');
  await passwordOf(page).fill('Chosen-by-hand-2026');
  for (const step of ['Details', 'Where']) await goOn(page, step);
  const store = await storeAt(world, old.place.StoreMachine, old.place.StorePath);
  const alias = (await chooseStore(page.getByRole('main'), store)).getByRole('textbox', { name: /^Alias/ });
  if ((await alias.count()) > 0) await alias.fill('second');
  await goOn(page, 'Review');

  await expect(page.getByText('keep the old certificate')).toBeVisible();
  await page.getByText('Exact call to the server', { exact: true }).click();
  const request = page.getByRole('region', { name: 'Exact call as text' });
  await expect(request).toContainText(`"RenewalCertificateId": ${old.Id}`);
  await expect(request).toContainText('"InstallIntoExistingCertificateStores": false');
  await expect(request).toContainText('"Password": "(not shown)"');
  await page.getByRole('button', { name: 'What', exact: true }).click();
  await install.check();
  // The stores of the old certificate can wait for a time of their own, without any other store.
  await toStep(page, 'Where');
  // The planned store is one of them: no store gets two jobs.
  const twice = page.getByText(
    `1 store of the plan gets the certificate in the place of certificate ${old.Id} as well`,
  );
  await expect(twice).toBeVisible();
  await scan(page);
  await next(page).click();
  await expectStep(page, 'Where');
  await page.getByRole('button', { name: 'Take it out of the plan' }).click();
  await expect(twice).toHaveCount(0);
  await page.getByRole('radio', { name: 'At a time' }).check();
  await page.getByLabel(/^Delivery time/).fill('2036-01-01T04:30');
  await goOn(page, 'Review');
  await page.getByText('Exact call to the server', { exact: true }).click();
  await expect(request).toContainText(/"JobTime": "203[56]-/);
  await toStep(page, 'Where');
  await page.getByRole('radio', { name: 'As soon as possible' }).check();
  await goOn(page, 'Review');
  await expect(page.getByText('get the new certificate')).toBeVisible();
  await expect(page.getByRole('region', { name: `Stores of certificate ${old.Id}` })).toContainText(
    old.place.StoreMachine,
  );
  await expect(page.getByText(`1 store that holds certificate ${old.Id}`)).toBeVisible();
  await enroll(page, 'Enroll and replace in stores');

  expect(posts).toHaveLength(1);
  expect(posts[0]?.headers).toMatchObject({ 'x-certificateformat': 'STORE' });
  expect(posts[0]?.body).toMatchObject({ RenewalCertificateId: old.Id, InstallIntoExistingCertificateStores: true });
  const stores = page.getByRole('region', { name: 'Stores', exact: true });
  // What the server replaced by itself is followed as what is sent from here.
  await expect(stores).toContainText(old.place.StoreMachine);
  await expect(stores.getByText('Job created')).toBeVisible();
  const { leaf } = openPfx((await download(page, 'Download .pfx')).path, 'Chosen-by-hand-2026');
  expect(leaf).toContain('BEGIN CERTIFICATE');
  await scan(page);
  await world.advance(60_000);
  await expectNow(stores, stores.getByText('Seen in inventory', { exact: true }));
  await page.goto('activity');
  await expect(page.getByRole('list', { name: 'Sent to stores' })).toContainText(old.IssuedCN);
});

for (const [profile, link] of [
  ['25.4', 'pattern=3'],
  ['24.4', 'template=17'],
] as const) {
  test.describe(`on Command ${profile}`, () => {
    test.use({ profile });

    test('one click renews after a question that names the certificate, and makes one new certificate', async ({
      page,
      world,
    }) => {
      test.setTimeout(120_000);
      const old = await renewable(world);
      const posts = postsTo(page, '/Enrollment/Renew');
      const replaced = postsTo(page, '/Enrollment/PFX/Replace');
      await page.goto(`enroll/pfx?${link}&renew=${old.Id}`);
      await page.getByRole('button', { name: 'Renew with one click…' }).click();
      const question = page.getByRole('dialog', { name: `Renew certificate ${old.Id} now?` });
      await expect(question).toContainText(old.IssuedCN);
      await expect(question).toContainText('The old certificate stays in the one place where it is');
      await question.getByRole('button', { name: 'Cancel' }).click();
      expect(posts).toEqual([]);
      await page.getByRole('button', { name: 'Renew with one click…' }).click();
      await question.getByRole('button', { name: 'Renew', exact: true }).dblclick();
      await expect(page.getByText(/^Renewed: certificate \d+$/)).toBeVisible({ timeout: 30_000 });
      await expect(page.getByRole('row', { name: /^Subject As asked / })).toBeVisible();
      await expect(page.getByText(/No store has got it by itself\./)).toBeVisible();
      await expect(page.getByText(/^It opens no file, as none came/)).toBeVisible();
      await scan(page);
      expect(posts.map(({ body }) => body['CertificateId'])).toEqual([old.Id]);
      const both = await certificatesNamed(world, old.IssuedCN);
      expect(both).toHaveLength(2);
      // The stores of the old certificate are a press and an answer away, and no more than that.
      const places = page.getByRole('region', { name: `Stores that hold certificate ${old.Id}` });
      await places.getByRole('button', { name: 'Replace in these stores…' }).click();
      const replacing = page.getByRole('dialog', { name: `Replace certificate ${old.Id} in 1 store?` });
      await expect(replacing.getByRole('listitem')).toContainText(`: ${old.place.Alias}`);
      await scan(page);
      expect(replaced).toEqual([]);
      await replacing.getByRole('button', { name: 'Replace', exact: true }).click();
      await expect(places.getByText('Job created')).toBeVisible();
      expect(replaced.map(({ body }) => body)).toEqual([
        {
          ExistingCertificateId: old.Id,
          CertificateId: both.find(({ Id }) => Id !== old.Id)?.Id,
          Password: expect.any(String),
          JobTime: null,
        },
      ]);
      await scan(page);
      // Its end stays on the page, though inventories then list the old certificate nowhere.
      await world.advance(60_000);
      await expectNow(places, places.getByText('Finished', { exact: true }));
      await world.advance(60_000);
      await expectNow(places, places.getByText('Seen in inventory', { exact: true }));
      await settled(page);
      await expect(places.getByText('Seen in inventory', { exact: true })).toBeVisible();
      // Only this page shows the password that the server made: leaving asks until somebody has it.
      await page.getByRole('button', { name: 'Enroll another' }).click();
      const loss = page.getByRole('dialog', { name: 'Leave without the password?' });
      await loss.getByRole('button', { name: 'Stay' }).click();
      await expect(loss).toHaveCount(0);
      await page.getByRole('checkbox', { name: 'I have the password' }).check();
      await page.getByRole('button', { name: 'Enroll another' }).click();
      await expectStep(page, 'What');
    });
  });
}

test('what another page sends into a store of the old certificate is not replaced there as well', async ({
  page,
  context,
  world,
}) => {
  test.setTimeout(120_000);
  const old = await renewable(world);
  const store = await storeAt(world, old.place.StoreMachine, old.place.StorePath);
  await page.goto(`enroll/pfx?pattern=3&renew=${old.Id}`);
  await page.getByRole('button', { name: 'Renew with one click…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Renew', exact: true }).click();
  const done = page.getByText(/^Renewed: certificate \d+$/);
  await expect(done).toBeVisible({ timeout: 30_000 });
  const id = /\d+$/.exec(await done.innerText())?.[0];
  const places = page.getByRole('region', { name: `Stores that hold certificate ${old.Id}` });
  const replace = places.getByRole('button', { name: 'Replace in these stores…' });
  await expect(replace).toBeEnabled();

  const other = await context.newPage();
  await other.goto(`certificates/${id}`);
  const part = await openAddLater(other);
  await chooseStore(part, store);
  await addLater(other, part, 1);
  await expect(timelineOf(part, store).getByText('Job created')).toBeVisible();
  await other.close();

  await expect(replace).toBeDisabled();
  await expect(replace).toHaveAccessibleDescription('From another page, all of them were asked to take it already.');
  expect(await jobsAt(world, store)).toHaveLength(1);
});

test('where one click is not allowed, the renewal names the pattern and its CA', async ({ page, world }) => {
  const query = encodeURIComponent('IssuedCN -contains "keyexample" AND CertState -eq 1');
  const rows = (await world.get(`/Certificates?QueryString=${query}&ReturnLimit=400`)) as OldCertificate[];
  let old: OldCertificate | undefined;
  for (const row of rows.filter(({ TemplateId }) => TemplateId === 4)) {
    const way = (await world.get(`/Enrollment/AvailableRenewal/Id/${row.Id}`)) as { AvailableRenewalType: number };
    if (way.AvailableRenewalType !== 1) continue;
    old = row;
    break;
  }
  if (!old) throw new Error('the seeded world has no such certificate');
  const posts = postsTo(page, '/Enrollment/Renew');
  await page.goto(`enroll/pfx?template=4&renew=${old.Id}`);
  await expect(page.getByText(/^It can be renewed with this request, or as it is/)).toBeVisible();
  const renew = page.getByRole('button', { name: 'Renew it as it is…' });
  await renew.click();
  const question = page.getByRole('dialog', { name: `Renew certificate ${old.Id} now?` });
  await expect(question).toContainText('Of what is filled in here only the choice and its CA are used.');
  await scan(page);
  await question.getByRole('button', { name: 'Renew', exact: true }).click();
  await expect(page.getByText(/^Renewed: certificate \d+$/)).toBeVisible({ timeout: 30_000 });
  expect(posts.map(({ body }) => body)).toMatchObject([
    {
      CertificateId: old.Id,
      EnrollmentPatternId: expect.any(Number),
      CertificateAuthority: expect.stringMatching(/CA\d?$/),
    },
  ]);
});
