import { addLater, openNew, pass } from './plan.ts';
import { postsTo } from './walk.ts';
import { expect, scan, test } from './world.ts';

interface TypeRow {
  ShortName: string;
  Name: string;
  CustomAliasAllowed: string;
}

test('200 stores get a certificate at once, and what became of them is counted and found by kind', async ({
  page,
  world,
}) => {
  test.setTimeout(150_000);
  const types = (await world.get('/CertificateStoreTypes?ReturnLimit=100')) as TypeRow[];
  const part = await openNew(page, world, 'many.keyexample.com');
  const heading = part.getByRole('heading', { name: /^\d+ stores in the plan$/ });
  const planned = async () => Number(/^\d+/.exec(await heading.innerText())?.[0]);
  const wanted = types.filter(({ ShortName }) =>
    ['IISU', 'WinCert', 'RFPEM', 'RFJKS', 'K8STLSSecr'].includes(ShortName),
  );
  expect(wanted).toHaveLength(5);
  for (const { Name } of wanted) {
    await part.getByRole('combobox', { name: 'Type', exact: true }).selectOption(Name);
    await part.getByRole('button', { name: /^Add all \d+ that match$/ }).click();
    await expect(part.getByRole('button', { name: new RegExp(`^Edit all \\d+ ${Name} stores$`) })).toBeVisible();
  }
  const count = await planned();
  expect(count).toBeGreaterThanOrEqual(200);
  // What a type requires of all of them is written once.
  for (const { Name } of wanted.filter(({ CustomAliasAllowed }) => CustomAliasAllowed === 'Required')) {
    await part.getByRole('button', { name: new RegExp(`^Edit all \\d+ ${Name} stores$`) }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Alias' }).fill('many');
    await dialog.getByRole('button', { name: /^Write into \d+ stores$/ }).click();
    await expect(dialog).toHaveCount(0);
  }
  await expect(part.getByText(/lacks? something\.$/)).toHaveCount(0);
  const added = postsTo(page, '/CertificateStores/Certificates/Add');
  await addLater(page, part, count);
  await expect(part.getByRole('button', { name: `All ${count}` })).toBeVisible();
  expect(added).toHaveLength(1);
  await expect(part.getByRole('button', { name: `${count} waiting` })).toBeVisible();

  await pass(world, part, 3_600);
  // The inventories of 219 stores are read for this.
  await expect(part.getByRole('button', { name: /^\d+ seen in inventory$/ })).toBeVisible({ timeout: 60_000 });
  const failed = part.getByRole('button', { name: /^\d+ failed$/ });
  const numbers = await part.getByRole('group', { name: 'Show stores' }).getByRole('button').allInnerTexts();
  const [all, ...kinds] = numbers.map((text) => Number(/\d+/.exec(text)?.[0]));
  expect(kinds.reduce((sum, each) => sum + each, 0)).toBe(all);
  await failed.click();
  const rows = part.getByRole('listitem').filter({ has: page.getByRole('button', { name: /web-fails/ }) });
  // The cause stands in the row; what it never came to is not waited for.
  await expect(rows.getByText(/could not be created/)).toBeVisible();
  await expect(rows.getByText('Inventory: not reached')).toBeAttached();
  await rows.getByRole('button', { name: /web-fails/ }).click();
  await expect(rows.getByText(/could not be created/)).toBeVisible();
  await scan(page);
  // Only what has no certificate is planned once more.
  const again = Number(/\d+/.exec(await failed.innerText())?.[0]);
  await part.getByRole('button', { name: `Plan ${again} stores again`, exact: true }).click();
  await expect(heading).toHaveText(`${again} stores in the plan`);
});
