import type { Page } from '@playwright/test';
import { settled } from './editor.ts';
import { issued } from './issued.ts';
import { fillUntilReview } from './walk.ts';
import { expect, scan, test } from './world.ts';

// Who decides nothing asks and is refused, once; what a workflow held is not at the CA.
test.use({ expectedErrors: [/40[34]/] });

async function enrollPending(page: Page, commonName: string): Promise<void> {
  await fillUntilReview(page, { commonName, password: 'Chosen-by-hand-2026' });
  await page.getByRole('button', { name: 'Enroll', exact: true }).click();
  await expect(page.getByText(/no certificate has been issued yet/)).toBeVisible({ timeout: 30_000 });
}

const waiting = (page: Page) => page.getByRole('list', { name: 'Waiting for your decision' }).getByRole('listitem');

test('an approver denies with a reason, and the requester reads it', async ({ page, world }) => {
  await world.patch({ user: 'enroller' });
  await enrollPending(page, 'pending.keyexample.com');
  const kept = await page.evaluate(() => Object.entries(localStorage) as [string, string][]);
  await world.patch({ user: 'approver' });
  await page.goto('activity');
  await expect(waiting(page)).toHaveCount(1);
  await expect(waiting(page)).toContainText('KEYEXAMPLE\\enroller is enrolling for a certificate with CN=pending');
  await scan(page);
  // Sent from the same browser, it is one card; afterwards nobody here may read what became of it.
  await expect(waiting(page)).toContainText('you may decide it.');
  await waiting(page)
    .getByRole('button', { name: /^Deny / })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Deny this request?' });
  // What is decided is named before it is.
  await expect(dialog.getByRole('heading', { name: 'Enrollment of pending.keyexample.com' })).toBeVisible();
  await expect(dialog.getByText(/CN=pending\.keyexample\.com/).first()).toBeVisible();
  for (const named of ['Web servers – Ops', 'Web server (2 years)', 'pending.keyexample.com']) {
    await expect(dialog.getByText(named, { exact: true })).toBeVisible();
  }
  await scan(page);
  await dialog.getByRole('button', { name: 'Deny', exact: true }).click();
  await expect(dialog.getByText('Say why, so that the requester can do better.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Your comment' }).fill('Use the partner template');
  await dialog.getByRole('button', { name: 'Deny', exact: true }).click();
  await expect(page.getByText('Nothing waits for you.')).toBeVisible();
  // What the approver did is said where it stays, and the keyboard goes on from there.
  await expect(
    page.getByText('You denied the enrollment of pending.keyexample.com').locator('xpath=ancestor::*[@tabindex][1]'),
  ).toBeFocused();
  const decidedHere = page.getByRole('list', { name: 'Your requests: decided' }).getByRole('listitem');
  await expect(decidedHere).toContainText('Denied on this browser: Use the partner template.');
  await expect(page.getByRole('list', { name: 'Your requests: open' })).toHaveCount(0);
  await page.evaluate((entries) => {
    for (const [key, value] of entries) localStorage.setItem(key, value);
  }, kept);
  await world.patch({ user: 'enroller' });
  await page.goto('activity');
  // From the server, as on the requester’s own browser.
  const own = page.getByRole('listitem', { name: 'pending.keyexample.com', exact: true });
  await expect(own).toContainText(/The workflow rejected the request.*Use the partner template/);
});

test('what somebody started elsewhere is followed here, and an approved request is issued; who decides nothing sees no list', async ({
  page,
  world,
}) => {
  await world.patch({ user: 'enroller' });
  await enrollPending(page, 'pending.keyexample.com');
  // As on another browser.
  const kept = await page.evaluate(() => Object.entries(localStorage) as [string, string][]);
  await page.evaluate(() => localStorage.clear());
  await page.goto('activity');
  const mine = page.getByRole('list', { name: 'Your other workflow instances' });
  await mine
    .getByRole('listitem')
    .filter({ hasText: 'pending.keyexample.com' })
    .getByRole('button', { name: /^Follow / })
    .click();
  const own = page.getByRole('listitem', { name: 'pending.keyexample.com', exact: true });
  await expect(own.getByText('The workflow waits for somebody')).toBeVisible();
  await expect(mine.getByText('pending.keyexample.com')).toHaveCount(0);
  await page.evaluate((entries) => {
    for (const [key, value] of entries) localStorage.setItem(key, value);
  }, kept);
  await page.goto('activity');
  await expect(own.getByText('The workflow waits for somebody')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Waiting for your decision' })).toHaveCount(0);
  await expect(
    page.getByText(/^Requests that wait for somebody’s decision are not shown: .* permission \S+/),
  ).toBeVisible();
  await world.patch({ user: 'approver' });
  await page.getByRole('button', { name: 'Try again to list what waits for a decision' }).click();
  await expect(page.getByRole('heading', { name: 'Waiting for your decision' })).toBeVisible();
  await page.goto('activity');
  await waiting(page)
    .getByRole('button', { name: /^Approve / })
    .click();
  // By keyboard: the comment is no duty.
  await page.getByRole('dialog').getByRole('textbox', { name: 'Your comment' }).fill('Checked with the web team');
  // A key is pressed whether it does anything yet or not.
  const approve = page.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true });
  await expect(approve).toBeEnabled();
  await approve.press('Enter');
  await expect(page.getByText('Nothing waits for you.')).toBeVisible();
  await world.patch({ user: 'enroller' });
  await page.goto('activity');
  await expect(own.getByText('Issued', { exact: true })).toBeVisible();
});

test('at a CA own requests stand once and are denied with a comment or approved; what the CA does not take says why', async ({
  page,
  world,
}) => {
  const own = (name: string) => page.getByRole('listitem', { name, exact: true });
  const decide = async (verb: 'Approve' | 'Deny', name: string): Promise<void> => {
    await waiting(page)
      .getByRole('button', { name: `${verb} ${name}` })
      .click();
    const dialog = page.getByRole('dialog', { name: `${verb} this request?` });
    // What is decided stays in sight, which the list behind the dialog does not.
    for (const fact of ['Requester', 'Template', 'CA']) {
      await expect(dialog.getByText(fact, { exact: true })).toBeVisible();
    }
    if (verb === 'Deny') await dialog.getByRole('textbox', { name: 'Your comment' }).fill('Ask the web team first');
    await dialog.getByRole('button', { name: verb, exact: true }).click();
    await expect(dialog).toHaveCount(0);
  };
  const [denied, approved] = ['manager.keyexample.com', 'manager.shop.keyexample.com'];
  for (const name of [denied, approved]) await enrollPending(page, name);
  await page.goto('activity');
  await expect(own(denied)).toHaveCount(1);
  await expect(own(denied)).toContainText(/Sent from this browser; you may decide it\..*Enrolled with.*Requester/);
  await decide('Deny', denied);
  await decide('Approve', approved);
  await expect(page.getByText('Nothing waits for you.')).toBeVisible();
  // What was decided last stays in sight.
  await expect(page.getByText(`You approved ${approved}`)).toBeVisible();
  await expect(own(denied)).toContainText('Ask the web team first');
  await expect(own(approved).getByText('Issued', { exact: true })).toBeVisible();

  // Of somebody else, and somebody else is quicker.
  await issued(page, 'manager.wiki.keyexample.com');
  await page.reload();
  await waiting(page)
    .getByRole('button', { name: /^Approve manager/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Approve this request?' });
  const [request] = (await world.get('/Workflow/Certificates/Pending')) as { Id: number }[];
  await world.post('/Workflow/Certificates/Deny', { Comment: 'No', CertificateRequestIds: [request?.Id] });
  await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(dialog.getByText('The request is not pending')).toBeVisible();
  await scan(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Nothing waits for you.')).toBeVisible();
});

test('who may look at what waits at a CA, and not decide, is told which permission that takes, at the latest by a refusal', async ({
  page,
  world,
}) => {
  await issued(page, 'manager.keyexample.com');
  await page.goto('activity');
  const approve = waiting(page).getByRole('button', { name: /^Approve manager/ });
  await approve.click();
  await expect(page.getByText('Signed in with the role Administrator')).toBeVisible();
  await world.patch({ user: 'auditor' });
  const dialog = page.getByRole('dialog', { name: 'Approve this request?' });
  await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('/certificates/requests/manage/');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(approve).toHaveAccessibleDescription('You lack the permission /certificates/requests/manage/');
  await page.reload();
  await expect(approve).toHaveAccessibleDescription('You lack the permission WorkflowManagement: Participate');
  await expect(waiting(page).getByRole('button', { name: /^Deny manager/ })).toHaveAttribute('aria-disabled', 'true');
  await expect(waiting(page).getByText('You lack the permission', { exact: false }).first()).toBeVisible();
  await scan(page);
  await settled(page);
  await world.patch({ user: 'admin' });
  // The runner itself would wait until it is on.
  await approve.click({ force: true });
  await page
    .getByRole('dialog', { name: /^You lack the permission/ })
    .getByRole('button', { name: 'Check my permissions again' })
    .click();
  await expect(approve).not.toHaveAttribute('aria-disabled');
});
