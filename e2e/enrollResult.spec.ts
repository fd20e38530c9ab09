import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Document } from './editor.ts';
import {
  certificatesNamed,
  commonNameOf,
  download,
  enroll,
  enrollButton,
  expectStep,
  fillUntilReview,
  goOn,
  nameIt,
  passwordAgain,
  passwordOf,
  postsTo,
  toStep,
  watchPlaces,
} from './walk.ts';
import { expect, scan, test } from './world.ts';

const password = 'Chosen-by-hand-2026';

/** Takes another common name, which is the only alternative name too. */
async function renameTo(page: Page, before: string, commonName: string): Promise<void> {
  await expect(commonNameOf(page)).toHaveValue(before);
  await page.getByRole('button', { name: `Remove ${before}` }).click();
  await nameIt(page, commonName);
}

test('an issued request leaves a receipt without secrets; its password is nowhere but in the one request, and not left behind by accident', async ({
  page,
  world,
}) => {
  const leaks = watchPlaces(page);
  const posts = postsTo(page, '');
  const secret = await fillUntilReview(page);
  const id = await enroll(page);
  const given = page.getByRole('region', { name: 'File and password' });
  await expect(given).toContainText(secret);
  const another = page.getByRole('button', { name: 'Enroll another' });
  await another.click();
  await page.getByRole('dialog', { name: 'Leave without the file?' }).getByRole('button', { name: 'Stay' }).click();
  const file = await download(page, 'Download .pfx');
  const receipt = await download(page, 'Save receipt');
  expect(receipt.name).toMatch(/^app01\.keyexample\.com_[0-9A-F]+_receipt\.json$/);
  const got = page.getByRole('region', { name: 'Certificate' });
  await expect(got).toContainText(/Enrolled with\s*Web servers – Ops/);
  await expect(got).toContainText(/Requested by\s*KEYEXAMPLE\\admin \(as the certificate says\)/);
  await expect(got).toContainText(/Sent\s*\S/);
  const text = readFileSync(receipt.path, 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    outcome: 'issued',
    requestedBy: 'KEYEXAMPLE\\admin',
    sentAt: expect.stringMatching(/^\d{4}-.*Z$/),
    request: {
      method: 'POST',
      path: '/Enrollment/PFX',
      body: { EnrollmentPatternId: 3, Password: '(not shown)', SANs: { dns: ['app01.keyexample.com'] } },
    },
    answer: {
      certificateId: id,
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      password: 'not in the answer',
    },
  });
  const bytes = readFileSync(file.path).toString('base64');
  const middle = bytes.slice(bytes.length / 2, bytes.length / 2 + 40);
  for (const part of [secret, 'PRIVATE KEY', bytes.slice(0, 40), middle]) expect(text).not.toContain(part);
  expect(await leaks(secret)).toEqual([]);
  expect(await leaks(middle)).toEqual([]);
  expect(posts.filter(({ body }) => JSON.stringify(body).includes(secret))).toHaveLength(1);
  expect(await certificatesNamed(world, 'app01.keyexample.com')).toHaveLength(1);
  await another.click();
  const asked = page.getByRole('dialog', { name: 'Leave without the password?' });
  await asked.getByRole('button', { name: 'Stay' }).click();
  await given.getByRole('checkbox', { name: 'I have the password' }).check();
  await scan(page);
  await another.click();
  await expectStep(page, 'What');
});

test.describe('a request that is not issued', () => {
  test.use({ expectedErrors: [/Failed to load resource.*400/] });

  test('has the server’s words beside the field that they name, until it is corrected', async ({ page }) => {
    await fillUntilReview(page, { commonName: 'named.keyexample.com', authority: 'CorpIssuingCA1', password });
    await toStep(page, 'Details');
    const count = page.getByLabel('Server_Count', { exact: true });
    await count.fill('99999999999');
    await expect(page.getByRole('list', { name: 'About Server_Count' })).toContainText('The server may not take');
    for (const step of ['Where', 'Review']) await goOn(page, step);
    await enrollButton(page).click();
    await expect(page.getByRole('alert')).toContainText("Metadata field 'Server_Count': must be an integer.");
    await page.getByRole('button', { name: 'Change the request' }).click();
    const steps = page.getByRole('navigation', { name: 'Steps' });
    await expect(steps).toContainText('The server names a value here');
    await toStep(page, 'Details');
    await expect(count).toHaveAttribute('aria-invalid', 'true');
    await expect(count).toHaveAccessibleDescription(
      /The server says: Metadata field 'Server_Count': must be an integer/,
    );
    await scan(page);
    await count.fill('3');
    await expect(count).toHaveAttribute('aria-invalid', 'false');
    await toStep(page, 'Key and file');
    await passwordAgain(page, password);
    await expect(steps).not.toContainText('Needs attention');
    await enroll(page);
  });

  test('is refused or denied with its input kept and not left without a question, or waits for the CA, each with what to do next', async ({
    page,
    world,
  }) => {
    const posts = postsTo(page, '/Enrollment/PFX');
    const leave = page.getByRole('dialog', { name: 'Leave this page?' });
    const goAway = async (words: string): Promise<void> => {
      await page.getByRole('link', { name: 'Activity' }).click();
      await expect(leave).toContainText(words);
      await leave.getByRole('button', { name: 'Stay' }).click();
      await expect(leave).toBeHidden();
    };
    await fillUntilReview(page, { commonName: 'refused.keyexample.com', authority: 'CorpIssuingCA1', password });
    await goAway('The request has not been sent. What you entered will be lost.');
    await expectStep(page, 'Review');
    await enrollButton(page).click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('Refused: no certificate was issued');
    await goAway('No certificate was issued. What you entered can be corrected');
    await expect(alert).toContainText(
      /The server says\s*The Certificate Authority 'CorpIssuingCA1' refused the request\. \(0x80094012\)/,
    );
    await expect(alert).toContainText(/Code\s*0xA\w+/);
    await expect(alert).toContainText(/Correlation id\s*[0-9a-f-]{36}/);
    await expect(page.getByText('The server makes the key and returns it with the certificate.')).toBeHidden();
    await scan(page);
    const refusal = readFileSync((await download(page, 'Save receipt')).path, 'utf8');
    expect(JSON.parse(refusal)).toMatchObject({
      outcome: 'refused',
      answer: null,
      error: { serverWords: expect.stringContaining('0x80094012') },
    });
    expect(refusal).not.toContain(password);

    await page.getByRole('button', { name: 'Change the request' }).click();
    await expectStep(page, 'Review');
    // The password went with the request: neither the list of steps nor the review says that it is there.
    const keyStep = page.getByRole('navigation', { name: 'Steps' }).getByRole('listitem').nth(2);
    await expect(keyStep).toContainText('The password has to be given');
    await expect(keyStep).not.toContainText('done');
    await expect(page.getByText('has to be given again, in step Key and file')).toBeVisible();
    await scan(page);
    await enrollButton(page).click();
    await expectStep(page, 'Key and file');
    await toStep(page, 'Subject and names');
    await expect(alert).toHaveCount(0);
    await renameTo(page, 'refused.keyexample.com', 'denied.keyexample.com');
    await goOn(page, 'Key and file');
    await passwordAgain(page, password);
    await enrollButton(page).click();
    await expect(page.getByText('Denied: no certificate was issued')).toBeVisible();
    await expect(page.getByText('The server says')).toBeVisible();
    await scan(page);
    await page.getByRole('button', { name: 'Change the request' }).click();
    await expectStep(page, 'Review');
    await toStep(page, 'Subject and names');
    await expect(commonNameOf(page)).toHaveValue('denied.keyexample.com');
    await renameTo(page, 'denied.keyexample.com', 'external.keyexample.com');
    await goOn(page, 'Key and file');
    // A password goes with its screen; everything else stayed.
    await expect(passwordOf(page)).toHaveValue('');
    await passwordAgain(page, password);
    await enrollButton(page).click();
    await expect(page.getByText(/^Waiting for validation by the CA: no certificate has been issued yet/)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Follow it in Activity' })).toBeVisible();
    await scan(page);
    expect(posts.map(({ body }) => body['SANs'])).toEqual(
      ['refused', 'denied', 'external'].map((name) => ({ dns: [`${name}.keyexample.com`] })),
    );
    expect(await certificatesNamed(world, 'external.keyexample.com')).toEqual([]);
  });
});

test('a template that needs an approval says so before, waits after, and keeps its made password from being lost', async ({
  page,
}) => {
  const secret = await fillUntilReview(page, {
    source: 'Web servers – approval',
    authority: 'CorpIssuingCA1',
    onStep: async (step) => {
      if (step === 'What') await expect(page.getByText('This template needs an approval')).toBeVisible();
    },
  });
  await enrollButton(page).click();
  await expect(page.getByText(/^Waiting for approval: no certificate has been issued yet/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Request' })).toContainText(/Workflow instance id\s*[0-9a-f-]{36}/);
  await expect(page.getByRole('region', { name: 'Password' })).toContainText(secret);
  await scan(page);
  const receipt = readFileSync((await download(page, 'Save receipt')).path, 'utf8');
  expect(JSON.parse(receipt)).toMatchObject({ outcome: 'pending', requestedBy: null });
  // The workflow is the server's only word about who asked, on the page as in the receipt.
  const asker = /not told by the server; its workflow says “KEYEXAMPLE\\+admin is enrolling/;
  await expect(page.getByRole('region', { name: 'Request' })).toContainText(asker);
  expect(receipt).toMatch(asker);
  expect(receipt).not.toContain(secret);
  await page.getByRole('link', { name: 'Follow it in Activity' }).click();
  const asked = page.getByRole('dialog', { name: 'Leave without the password?' });
  await asked.getByRole('button', { name: 'Leave without the password' }).click();
  await expect(page.getByRole('listitem', { name: 'app01.keyexample.com', exact: true })).toBeVisible();
});

test.describe('an answer that says nothing', () => {
  test.use({ expectedErrors: [/Failed to load resource.*504/] });

  test('repeats nothing, grades what the search finds, and is sent again only by one who was asked', async ({
    page,
    world,
  }) => {
    const posts = postsTo(page, '/Enrollment/PFX');
    const query = encodeURIComponent('CertState -eq 1 AND IssuedCN -contains "portal"');
    const rows = (await world.get(`/Certificates?QueryString=${query}&ReturnLimit=50`)) as Document[];
    const old = rows.find((row) => row['TemplateId'] === 17 && row['CertificateAuthorityId'] === 3);
    const name = String(old?.['IssuedCN']);
    await fillUntilReview(page, { commonName: name, authority: 'CorpIssuingCA1', password });
    await world.patch({ faults: [{ method: 'POST', path: '/Enrollment/PFX', kind: '504', times: 1 }] });
    await enrollButton(page).click();
    const unknown = page.getByText('Whether a certificate was issued is not known');
    await expect(unknown).toBeVisible();
    await expect(page.getByText(/^No new certificate of this name so far\./)).toBeVisible();
    await scan(page);
    expect(posts).toHaveLength(1);

    // Somebody else renews a certificate of that name meanwhile.
    await world.post('/Enrollment/Renew', { CertificateId: old?.['Id'], Timestamp: new Date().toISOString() });
    await page.getByRole('button', { name: 'Search again' }).click();
    const candidate = page.getByRole('list', { name: 'Candidates' }).getByRole('listitem');
    await expect(candidate).toHaveCount(1);
    await expect(candidate).toContainText(/Differs in key/);
    await candidate.getByRole('button', { name: /^This is the one: certificate \d+$/ }).click();
    const doubt = page.getByRole('dialog', { name: /^Take certificate \d+ although it differs\?$/ });
    await expect(doubt).toContainText('It differs from the request in: key');
    await scan(page);
    await doubt.getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('button', { name: 'Send it again…' }).click();
    const risk = page.getByRole('dialog', { name: 'Send the request again?' });
    await expect(risk).toContainText('The search found one certificate that may be the one.');
    await risk.getByRole('button', { name: 'Cancel' }).click();
    await expect(unknown).toBeVisible();
    await page.getByRole('button', { name: 'Send it again…' }).click();
    await risk.getByRole('button', { name: 'Back to the request' }).click();
    await expectStep(page, 'Review');
    await toStep(page, 'Key and file');
    await passwordAgain(page, password);
    expect(posts).toHaveLength(1);
    await enroll(page);
    expect(posts).toHaveLength(2);
    // The old one, the colleague's, and one of this request.
    expect(await certificatesNamed(world, name)).toHaveLength(3);
  });
});
