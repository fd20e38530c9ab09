import { settled } from './editor.ts';
import { openAddLater } from './plan.ts';
import { fillUntilWhere } from './walk.ts';
import { expect, scan, test } from './world.ts';

const search = 'Search machine or path';

test.describe('choosing stores', () => {
  test.setTimeout(90_000);

  test('Space and a click choose a row, the arrows move on, and what is chosen survives another search', async ({
    page,
  }) => {
    await fillUntilWhere(page);
    const field = page.getByRole('searchbox', { name: search });
    const first = page.getByRole('checkbox', { name: 'nginx01.keyexample.com', exact: false }).first();
    await field.fill('nginx0');
    await expect(first).toBeVisible();
    await first.focus();
    await page.keyboard.press('Space');
    await expect(first).toBeChecked();
    await expect(page.getByRole('heading', { name: '1 store in the plan' })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    // Enter chooses, too, and does not submit the wizard.
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: '2 stores in the plan' })).toBeVisible();
    await page.getByRole('cell', { name: 'nginx03.keyexample.com' }).first().click();
    await expect(page.getByRole('heading', { name: '3 stores in the plan' })).toBeVisible();
    await field.fill('tomcat');
    await expect(page.getByRole('checkbox', { name: /^tomcat01/ })).toBeVisible();
    await expect(page.getByRole('heading', { name: '3 stores in the plan' })).toBeVisible();
    await field.fill('nginx0');
    await expect(first).toBeChecked();
    await first.uncheck();
    await expect(page.getByRole('heading', { name: '2 stores in the plan' })).toBeVisible();
    await scan(page);
  });

  test('all that match are added where they can take the certificate; a selection is saved; who was not seen for weeks says so', async ({
    page,
    world,
  }) => {
    await fillUntilWhere(page);
    const field = page.getByRole('searchbox', { name: search });
    const planned = page.getByRole('heading', { name: /in the plan$/ });

    await test.step('the others of all that match are counted by reason', async () => {
      const shown = page.getByLabel('Shown');
      const usual = await shown.inputValue();
      await shown.selectOption('Those that take certificates');
      await field.fill('f5-a');
      const all = page.getByRole('button', { name: /^Add all \d+ that match$/ });
      await expect(page.getByRole('checkbox', { name: /^f5-a/ }).first()).toBeVisible();
      await expect(page.getByRole('checkbox', { name: /^tomcat/ })).toHaveCount(0);
      await all.click();
      await expect(page.getByText(/^\d+ stores added to the plan\. \d+ cannot take the certificate:/)).toBeVisible();
      await expect(page.getByText(/stores?: .* take certificates without a private key only\.$/).first()).toBeVisible();
      await page.getByRole('button', { name: 'Take them back' }).click();
      await expect(planned).toHaveCount(0);
      await shown.selectOption(usual);
    });

    await test.step('the server lists those of one container', async () => {
      const container = page.getByRole('combobox', { name: /^(Application|Container)$/ });
      await field.fill('tomcat01');
      await expect(page.getByRole('checkbox', { name: /^tomcat01/ })).toBeVisible();
      await container.selectOption('Linux front ends');
      await expect(page.getByRole('checkbox', { name: /^tomcat01/ })).toHaveCount(0);
      await field.fill('nginx01');
      await expect(page.getByRole('checkbox', { name: /^nginx01/ }).first()).toBeVisible();
      await container.selectOption('');
    });

    await test.step('a selection is saved under a name on this browser, and added again', async () => {
      const box = page.getByRole('checkbox', { name: /^tomcat01/ });
      await field.fill('tomcat01');
      await box.check();
      await page.getByRole('button', { name: 'Saved selections' }).click();
      await page.getByRole('textbox', { name: 'Name of the selection' }).fill('Shop');
      await page.keyboard.press('Enter');
      await box.uncheck();
      await expect(planned).toHaveCount(0);
      await page.getByRole('button', { name: 'Add to the plan: Shop' }).click();
      await expect(page.getByRole('heading', { name: '1 store in the plan' })).toBeVisible();
      await expect(box).toBeChecked();
      await page.getByRole('button', { name: 'Delete Shop' }).click();
      await expect(page.getByText('Shop was deleted.')).toBeVisible();
      await page.getByRole('button', { name: 'Undo', exact: true }).click();
      await expect(page.getByRole('button', { name: 'Add to the plan: Shop' })).toBeVisible();
      await scan(page);
    });

    await test.step('a store whose orchestrator was not seen for weeks can be chosen', async () => {
      await field.fill('branch01');
      await expect(page.getByText('Last seen 3 weeks ago')).toBeVisible();
      await page.getByRole('checkbox', { name: /^branch01/ }).check();
      await expect(page.getByRole('heading', { name: '2 stores in the plan' })).toBeVisible();
      await page.getByRole('combobox', { name: 'Orchestrator', exact: true }).selectOption('Available');
      await expect(page.getByRole('checkbox', { name: /^branch01/ })).toHaveCount(0);
      await field.fill('web05');
      await expect(page.getByRole('checkbox', { name: /^web05/ }).first()).toBeVisible();
    });

    await test.step('the selection is there after the page was loaded anew, for another certificate', async () => {
      const [other] = (await world.get('/Certificates?ReturnLimit=1')) as { Id: number }[];
      await page.goto(`certificates/${other?.Id}`);
      const part = await openAddLater(page);
      await part.getByRole('button', { name: 'Saved selections' }).click();
      await part.getByRole('button', { name: 'Add to the plan: Shop' }).click();
      await expect(part.getByRole('heading', { name: '1 store in the plan' })).toBeVisible();
    });
  });
});

test.describe('among 50,000 stores', () => {
  test.use({ large: true });
  test.setTimeout(120_000);

  test('one far down is reached by scrolling and by the keyboard, and chosen there', async ({ page, world }) => {
    const far = (await world.get('/CertificateStores?SortField=ClientMachine&ReturnLimit=100&PageReturned=251')) as {
      DisplayName: string;
    }[];
    const last = (await world.get('/CertificateStores?SortField=ClientMachine&ReturnLimit=100&PageReturned=500')) as {
      DisplayName: string;
    }[];
    await fillUntilWhere(page, { commonName: 'big.keyexample.com' });
    const table = page.getByRole('table', { name: 'Certificate stores' });
    const boxes = table.getByRole('checkbox');
    await expect(page.getByText('50,000 rows')).toBeVisible();
    // Rows of two lines are 52 px high.
    await table.hover();
    await page.mouse.wheel(0, 25_000 * 52);
    const middle = table.getByRole('checkbox', { name: far[2]?.DisplayName ?? '', exact: true });
    await expect(middle).toBeVisible();
    await middle.check();
    await expect(page.getByRole('heading', { name: '1 store in the plan' })).toBeVisible();
    // To the last row, which is read while the focus waits on it.
    await middle.press('End');
    const end = table.getByRole('checkbox', { name: last.at(-1)?.DisplayName ?? '', exact: true });
    await expect(end).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(table.getByRole('checkbox', { name: last.at(-2)?.DisplayName ?? '', exact: true })).toBeFocused();
    expect(await boxes.count()).toBeLessThan(100);
    await page.keyboard.press('Home');
    await expect(boxes.first()).toBeFocused();
    await scan(page);
  });
});

test.describe('without the right to read stores', () => {
  test.use({ user: 'requester', expectedErrors: [/403/] });

  test('the step says so calmly, asks again, and has the server decide where only the list of rights speaks against it', async ({
    page,
    world,
  }) => {
    await fillUntilWhere(page, { source: 'Mail Server' });
    const notice = page.getByText('Stores cannot be chosen here');
    await expect(notice).toBeVisible();
    await expect(
      page.getByText(/You may not read certificate stores on this server \(that takes \S+\), so/),
    ).toBeVisible();
    await scan(page);
    await settled(page);
    await world.patch({ user: 'deployer' });
    await page.getByRole('button', { name: 'Check again' }).click();
    await expect(page.getByText(/schedule jobs for none of them \(that takes \S+: Schedule\), so/)).toBeVisible();
    await page.getByRole('button', { name: 'Try anyway' }).click();
    await expect(notice).toHaveCount(0);
    await page.getByRole('searchbox', { name: search }).fill('web05 My');
    await page.getByRole('checkbox', { name: 'web05.keyexample.com - My', exact: true }).check();
  });
});
