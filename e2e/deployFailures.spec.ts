import type { Locator, Page } from '@playwright/test';
import { issued as issuedOutside } from './issued.ts';
import { addLater, expectNow, javaStores, jobsAt, openAddLater, openNew, planStore, timelineOf } from './plan.ts';
import { enroll, fillUntilReview, postsTo } from './walk.ts';
import { expect, scan, test } from './world.ts';

/** Enrolls without stores; returns the part of the result that deploys. */
async function issued(page: Page): Promise<Locator> {
  await fillUntilReview(page, { authority: 'CorpIssuingCA1', commonName: 'failures.keyexample.com' });
  await enroll(page);
  await page.getByRole('button', { name: 'Add a store' }).click();
  return page.getByRole('region', { name: 'Deployment' });
}

test('Enter in the store search searches, and sends nothing', async ({ page, world }) => {
  const [first, second] = await javaStores(world);
  const deployment = await issued(page);
  await planStore(deployment, first, 'shop');
  const search = deployment.getByRole('searchbox', { name: 'Search machine or path' });
  await search.fill(second.ClientMachine);
  await search.press('Enter');
  await expect(deployment.getByRole('checkbox', { name: second.DisplayName, exact: true })).toBeVisible();
  await expect(deployment.getByRole('button', { name: 'Deploy to 1 store' })).toBeVisible();
  await expect(timelineOf(deployment, first)).toHaveCount(0);
});

test.describe('a store that was deleted meanwhile', () => {
  test('is named in the plan and after the refusal, is not offered again, and leaves the plan', async ({
    page,
    world,
  }) => {
    const [gone, sound] = await javaStores(world);
    const id = await issuedOutside(page, 'deleted.keyexample.com');
    await page.goto(`certificates/${id}`);
    const part = await openAddLater(page);
    const search = part.getByRole('searchbox', { name: 'Search machine or path' });
    await search.fill(`${gone.ClientMachine} ${gone.Storepath}`);
    const row = part.getByRole('checkbox', { name: gone.DisplayName, exact: true });
    await expect(row).toBeVisible();
    await world.patch({ dropStore: gone.Id });
    await row.check();
    const fields = part.getByRole('group', { name: gone.DisplayName });
    await expect(fields.getByText(/^The store is no longer on the server/)).toBeVisible();
    await fields.getByRole('textbox', { name: /^Alias/ }).fill('deleted');
    await planStore(part, sound, 'deleted');
    await addLater(page, part, 2);
    const timeline = timelineOf(part, gone);
    await expect(timeline.getByText(/^This store is no longer on the server/)).toBeVisible();
    await expect(timelineOf(part, sound).getByText(/^The whole request was refused: ./)).toBeVisible();
    await expect(timeline.getByRole('button', { name: /^Edit the plan/ })).toHaveCount(0);
    await scan(page);
    await timeline.getByRole('button', { name: `Remove from the plan: ${gone.DisplayName}` }).click();
    await expect(timeline).toHaveCount(0);
    await addLater(page, part, 1);
    await expect(timelineOf(part, sound).getByText('Job created')).toBeVisible();
    expect(await jobsAt(world, sound)).toHaveLength(1);
  });
  test.use({ expectedErrors: [/40[04]/] });
});

test.describe('a form on the page of a certificate', () => {
  test('keeps what is added while an answer is awaited, takes no start by itself for stores that had several, and closes a store whose job waits after a reload too', async ({
    page,
    world,
  }) => {
    test.setTimeout(60_000);
    const [first, second, third] = await javaStores(world);
    const part = await openNew(page, world, 'awaited.keyexample.com');
    const search = part.getByRole('searchbox', { name: 'Search machine or path' });
    const rowOf = (name: string) => part.getByRole('checkbox', { name, exact: true });
    await planStore(part, first, 'shop');
    await search.fill(`${second.ClientMachine} ${second.Storepath}`);
    await expect(rowOf(second.DisplayName)).toBeVisible();
    const path = '/CertificateStores/Certificates/Add';
    await world.patch({ faults: [{ method: 'POST', path, kind: 'slow', delayMs: 4_000, times: 1 }] });
    const added = postsTo(page, path);
    await addLater(page, part, 1);
    await expect(part.getByRole('button', { name: /^Deploy( to 1 store)?…$/ })).toHaveAttribute('aria-busy', 'true');
    await rowOf(second.DisplayName).check();
    await expect(timelineOf(part, first).getByText('Job created')).toBeVisible({ timeout: 15_000 });
    const deploy = part.getByRole('button', { name: 'Deploy to 1 store…' });
    await expect(deploy).toBeVisible();
    await part
      .getByRole('group', { name: second.DisplayName })
      .getByRole('textbox', { name: /^Alias/ })
      .fill('shop');

    // Refused at a time, the other at once, and then both are planned again.
    await world.patch({ faults: [{ method: 'POST', path, kind: '400', times: 2 }] });
    await part.getByRole('radio', { name: 'At a time' }).check();
    await part.getByLabel(/^Start of the jobs/).fill('2040-01-01T02:00');
    await addLater(page, part, 1);
    await expect(timelineOf(part, second).getByText('No job', { exact: true })).toBeVisible();
    await part.getByRole('button', { name: 'Close', exact: true }).click();
    await openAddLater(page);
    await planStore(part, third, 'shop');
    await addLater(page, part, 1);
    await expect(timelineOf(part, third).getByText('No job', { exact: true })).toBeVisible();
    await timelineOf(part, second)
      .getByRole('button', { name: /^Edit the plan/ })
      .click();
    await expect(part.getByText(/^These stores were to start at different times/)).toBeVisible();
    await part.getByRole('button', { name: 'Close', exact: true }).click();
    await part.getByRole('button', { name: 'Plan 2 stores again', exact: true }).click();
    await expect(part.getByText(/^These stores were to start at different times/)).toBeVisible();
    await expect(part.getByRole('radiogroup', { name: 'When' }).getByRole('radio', { checked: true })).toHaveCount(0);
    await part.getByRole('button', { name: 'Deploy to 2 stores…' }).click();
    await expect(part.getByText('Choose when the jobs start.')).toBeVisible();
    await scan(page);
    await part.getByRole('radio', { name: 'As soon as possible' }).check();
    await expect(part.getByText('Choose when the jobs start.')).toHaveCount(0);
    await addLater(page, part, 2);
    await expect(timelineOf(part, third).getByText('Job created')).toBeVisible();
    expect(added.map(({ body }) => (body['CertificateStores'] as unknown[]).length)).toEqual([1, 1, 1, 2]);

    await page.reload();
    await openAddLater(page);
    await search.fill(`${first.ClientMachine} ${first.Storepath}`);
    await expect(rowOf(first.DisplayName)).toHaveAccessibleDescription('A job for it was made already.');
    await world.advance(60_000);
    const sent = page.getByRole('list', { name: 'Stores it was sent to' });
    const older = sent.getByRole('listitem', { name: /^Deployment of/ }).last();
    // One that an inventory has confirmed by then is closed by itself.
    const ended = timelineOf(older, first).getByText('Finished', { exact: true });
    await expectNow(older, ended.or(older.getByText(/: 1 seen in inventory\.$/)));
    await expect(rowOf(first.DisplayName)).not.toHaveAccessibleDescription('A job for it was made already.');
  });
  test.use({ expectedErrors: [/400/] });
});

test.describe('a deployment whose answer cannot be read', () => {
  test('is followed, keeps what was typed, and is repeated only after a question', async ({ page, world }) => {
    const [first] = await javaStores(world);
    const deployment = await issued(page);
    const fields = await planStore(deployment, first, 'shop');
    await world.patch({ faults: [{ method: 'POST', path: '/Enrollment/PFX/Deploy', kind: 'truncated', times: 1 }] });
    const send = deployment.getByRole('button', { name: 'Deploy to 1 store' });
    await send.click();
    await expect(deployment.getByText(/Whether the change was made is not known/)).toBeVisible();
    await expect(fields.getByRole('textbox', { name: /^Alias/ })).toHaveValue('shop');
    // The job that the lost request made is found by its place and time, and then there is nothing to send.
    await expect(deployment.getByRole('button', { name: 'Deploy', exact: true })).toHaveAccessibleDescription(
      'A job for what is planned was made already: let it end, or cancel it.',
      { timeout: 20_000 },
    );
    await world.advance(60_000);
    const timeline = timelineOf(deployment, first);
    await expectNow(deployment, timeline.getByText('Picked up'));
    await expect(deployment.getByRole('button', { name: /^Deploy again/ })).toHaveCount(0);
  });

  test('is repeated only after a question while no job of it is found', async ({ page, world }) => {
    const [first] = await javaStores(world);
    const deployment = await issued(page);
    await planStore(deployment, first, 'shop');
    await world.patch({
      faults: [
        { method: 'POST', path: '/Enrollment/PFX/Deploy', kind: 'truncated', times: 1 },
        { method: 'GET', path: '/OrchestratorJobs/JobHistory', kind: '403', times: 100 },
        { method: 'GET', path: '/OrchestratorJobs/ScheduledJobs', kind: '403', times: 100 },
      ],
    });
    const send = deployment.getByRole('button', { name: 'Deploy to 1 store' });
    await send.click();
    await expect(deployment.getByText(/Whether the change was made is not known/)).toBeVisible();
    await send.click();
    const question = page.getByRole('dialog');
    await expect(question.getByText('A second set of jobs may be created.', { exact: false })).toBeVisible();
    await expect(question.getByText(first.DisplayName)).toBeVisible();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(question).toHaveCount(0);

    // The page of the certificate sent nothing itself, and knows it all the same.
    await deployment.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('link', { name: /^Open certificate \d+$/ }).click();
    await question.getByRole('button', { name: 'Leave without the file' }).click();
    const part = await openAddLater(page);
    await planStore(part, first, 'shop');
    await part.getByRole('button', { name: 'Deploy to 1 store…' }).click();
    await expect(
      question.getByText(/No answer to the last request is known: a second job may be created\.$/),
    ).toBeVisible();
    await question.getByRole('button', { name: 'Cancel' }).click();
  });
  test.use({ expectedErrors: [/403/] });
});
