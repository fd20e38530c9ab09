import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { fillCsr, makeKeyed } from './csrWalk.ts';
import type { Document } from './editor.ts';
import { expectNow, javaStores, planStore, timelineOf } from './plan.ts';
import { download, enrollButton, fillUntilReview, fillUntilWhere, goOn } from './walk.ts';
import { expect, scan, test } from './world.ts';

async function enrollPending(page: Page, commonName: string): Promise<void> {
  await fillUntilReview(page, { commonName, password: 'Chosen-by-hand-2026' });
  await page.getByRole('button', { name: 'Enroll', exact: true }).click();
  await expect(page.getByText(/no certificate has been issued yet/)).toBeVisible({ timeout: 30_000 });
}

const rowOf = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true });

/** The id of the workflow instance as the page shows it. */
async function instanceOf(page: Page, name: string): Promise<string> {
  const text = await rowOf(page, name).textContent();
  return /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text ?? '')?.[0] ?? '';
}

test('a waiting request is found in Activity after a reload and followed until it is issued', async ({
  page,
  world,
}) => {
  const name = 'approved-later.keyexample.com';
  await enrollPending(page, name);
  await page.getByRole('link', { name: 'Activity' }).first().click();
  const row = rowOf(page, name);
  await expect(row.getByText('The workflow waits for somebody')).toBeVisible();
  await scan(page);
  await page.reload();
  await expect(row.getByText('The workflow waits for somebody')).toBeVisible();
  await world.advance(31_000);
  await row.getByRole('button', { name: `Ask now about ${name}` }).click();
  await expect(row.getByText('Issued')).toBeVisible();
  await expect(row.getByText('The key is not in this file.')).toBeVisible();
  const download = page.waitForEvent('download');
  await row.getByRole('button', { name: /^Download PEM with chain/ }).click();
  expect((await download).suggestedFilename()).toMatch(/^approved-later\.keyexample\.com_[0-9A-F]+_fullchain\.pem$/);
  await scan(page);
});

test('stores that went with a request are followed once it is approved, in Activity and on the page of the certificate', async ({
  page,
  world,
}) => {
  test.setTimeout(120_000);
  const name = 'approved-later.keyexample.com';
  const [store] = await javaStores(world);
  await fillUntilWhere(page, { commonName: name, password: 'Chosen-by-hand-2026' });
  await planStore(page.getByRole('main'), store, 'later');
  await goOn(page, 'Review');
  await page.getByRole('button', { name: 'Enroll and deploy to 1 store', exact: true }).click();
  await expect(page.getByText(/no certificate has been issued yet/)).toBeVisible({ timeout: 30_000 });
  await page.goto('activity');
  const row = rowOf(page, name).filter({ has: page.getByRole('button', { name: `Ask now about ${name}` }) });
  await expect(row.getByText('The workflow waits for somebody')).toBeVisible();
  const sent = page.getByRole('list', { name: 'Sent to stores' }).getByRole('listitem', { name, exact: true });
  await expect(sent).toHaveCount(0);
  // What is at its end closes by itself: its jobs run only as the test says.
  await world.patch({ stopClock: true });
  await world.advance(31_000);
  await row.getByRole('button', { name: `Ask now about ${name}` }).click();
  await expectNow(sent, timelineOf(sent, store).getByText('Job created'));
  // Loaded anew, the list follows it to its end by itself.
  await page.reload();
  await expect(timelineOf(sent, store).getByText('Job created')).toBeVisible();
  await world.advance(120_000);
  await expect(sent.getByText('1 seen in inventory.', { exact: false })).toBeVisible({ timeout: 40_000 });
  await sent.getByRole('link', { name, exact: true }).click();
  const before = page.getByRole('region', { name: 'Stores it was sent to' });
  await expect(timelineOf(before, store).getByText('Seen in inventory')).toBeVisible();
  await scan(page);
});

test('a request that an approver rejects is shown as denied with what was said', async ({ page, world }) => {
  const name = 'pending.keyexample.com';
  await enrollPending(page, name);
  await page.getByRole('link', { name: 'Activity' }).first().click();
  await expect(rowOf(page, name).getByText('The workflow waits for somebody')).toBeVisible();
  await world.post(`/Workflow/Instances/${await instanceOf(page, name)}/Signals`, {
    SignalKey: 'RequireApproval1.ApprovalStatus',
    Data: { Approved: 'False', Comment: 'Use the partner template' },
  });
  await rowOf(page, name)
    .getByRole('button', { name: /^Ask now/ })
    .click();
  await expect(rowOf(page, name).getByText('Denied', { exact: true })).toBeVisible();
  await expect(rowOf(page, name)).toContainText('Use the partner template');
  // Final: it is kept, and nobody is asked again.
  await page.reload();
  await expect(rowOf(page, name)).toContainText('Use the partner template');
  await expect(rowOf(page, name).getByRole('button', { name: /^Ask now/ })).toHaveCount(0);
  await rowOf(page, name)
    .getByRole('button', { name: /^Remove/ })
    .click();
  await expect(rowOf(page, name)).toHaveCount(0);
});

test.describe('on Command 10.5', () => {
  test.use({ profile: '10.5' });

  test('a request that waits at the CA is followed by its number', async ({ page, world }) => {
    const name = 'approved-later.keyexample.com';
    await enrollPending(page, name);
    // The server does not name its caller; the request at the CA does.
    const asker = 'KEYEXAMPLE\\admin (as the request at the CA says)';
    await expect(page.getByRole('region', { name: 'Request' })).toContainText(asker);
    const receipt = JSON.parse(readFileSync((await download(page, 'Save receipt')).path, 'utf8')) as Document;
    expect(receipt).toMatchObject({ requestedBy: 'KEYEXAMPLE\\admin' });
    expect(receipt['receipt']).toContain(`Requested by: ${asker}`);
    await page.getByRole('link', { name: 'Activity' }).first().click();
    await expect(rowOf(page, name).getByText('The request waits for a decision at the CA.')).toBeVisible();
    await world.advance(31_000);
    await rowOf(page, name)
      .getByRole('button', { name: /^Ask now/ })
      .click();
    await expect(rowOf(page, name).getByText('Issued')).toBeVisible();
  });
});

test.describe('without the rights to look', () => {
  test.use({ expectedErrors: [/403/] });

  test('a request made elsewhere is followed by its id, and the page says what may not be seen', async ({
    page,
    world,
  }) => {
    await world.patch({ user: 'requester' });
    await page.goto('activity');
    const id = page.getByRole('textbox', { name: 'Request id or workflow instance id' });
    await id.fill('no number');
    await page.getByRole('button', { name: 'Follow', exact: true }).click();
    await expect(page.getByText('Enter the number of a request')).toBeVisible();
    await scan(page);
    await id.fill('301');
    await page.keyboard.press('Enter');
    const row = rowOf(page, 'Request 301');
    await expect(row.getByText('What you may read says nothing about this request.')).toBeVisible();
    await expect(row).toContainText('You may not read certificates (');
    await expect(row).toContainText('You may not read requests that wait at a CA (');
    await expect(id).toHaveValue('');
  });
});

test.describe('an answer that was lost', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test('is looked for in Activity after a reload, by the same grades as on the result page: the key of the CSR decides', async ({
    page,
    world,
  }) => {
    const name = 'lost.keyexample.com';
    const { csr } = makeKeyed(`/CN=${name}`, [`DNS:${name}`]);
    await fillCsr(page, { csr, authority: 'CorpIssuingCA1' });
    await world.patch({ faults: [{ method: 'POST', path: '/Enrollment/CSR', kind: 'drop-after', times: 30 }] });
    await enrollButton(page).click();
    await expect(page.getByText('Whether a certificate was issued is not known')).toBeVisible();
    await world.patch({ faults: [] });
    // A colleague asks for the same name with a key of their own.
    const theirs = await page.request.post('/KeyfactorAPI/Enrollment/CSR', {
      headers: { 'x-keyfactor-requested-with': 'APIClient', 'x-certificateformat': 'PEM' },
      data: {
        CSR: makeKeyed(`/CN=${name}`, [`DNS:${name}`]).csr,
        EnrollmentPatternId: 3,
        CertificateAuthority: 'CorpIssuingCA1',
        Timestamp: new Date().toISOString(),
      },
    });
    expect(theirs.ok(), await theirs.text()).toBe(true);
    await page.goto('activity');
    const row = rowOf(page, name);
    await row.getByRole('button', { name: `Search for the certificate of ${name}` }).click();
    const candidates = row.getByRole('list', { name: 'Candidates' }).getByRole('listitem');
    await expect(candidates).toHaveCount(2);
    await expect(candidates.first()).toContainText(
      'Fits in everything that can be compared. It holds the key of the request.',
    );
    await expect(candidates.last()).toContainText('Differs in key.');
    await expect(candidates.last()).toContainText('It holds another key than the request, so it cannot be the one.');
    await expect(candidates.last().getByRole('button', { name: /^This is the one/ })).toHaveCount(0);
    await scan(page);
    await candidates
      .first()
      .getByRole('button', { name: /^This is the one/ })
      .click();
    await expect(row.getByText('Issued', { exact: true })).toBeVisible();
    await expect(row).toContainText('Found by searching: the answer itself was lost.');
  });
});
