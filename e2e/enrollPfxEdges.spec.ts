import { settled } from './editor.ts';
import { corpusText, pasteRequest, pickSource } from './csrWalk.ts';
import {
  certificatesNamed,
  chooseSource,
  commonNameOf,
  enroll,
  enrollButton,
  expectIssued,
  expectStep,
  fillUntilReview,
  goOn,
  nameIt,
  next,
  passwordOf,
  postsTo,
  toStep,
} from './walk.ts';
import { expect, scan, test } from './world.ts';

const password = 'Chosen-by-hand-2026';
const subject = 'CN=twin.keyexample.com,O="Key Example, Inc.",C=US';
const linked = new URLSearchParams({ pattern: '3', ca: 'CorpIssuingCA1', subject, san: 'twin.keyexample.com' });

test('a link that was sent says so when it is opened again, with the way to its request; its review names the certificate and lets it go', async ({
  page,
  world,
}) => {
  const posts = postsTo(page, '/Enrollment/PFX');
  const before = page.getByRole('alert').filter({ hasText: 'was sent from this browser before' });
  const toReview = async (): Promise<void> => {
    for (const step of ['Subject and names', 'Key and file']) await goOn(page, step);
    await passwordOf(page).fill(password);
    for (const step of ['Details', 'Where', 'Review']) await goOn(page, step);
  };
  // The time of a request is the server's, whatever the clock of the browser says, and in UTC.
  const ahead = 3 * 86_400_000;
  await world.advance(ahead);
  await page.goto(`enroll/pfx?${linked}`);
  await expect(page.getByText('A link filled in this form.')).toBeVisible();
  await expect(before).toHaveCount(0);
  await toReview();
  const twin = await enroll(page);
  const sent = String(posts[0]?.body['Timestamp']);
  expect(sent).toMatch(/Z$/);
  expect(Math.abs(Date.parse(sent) - Date.now() - ahead)).toBeLessThan(60_000);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(before).toContainText(
    /^What this link asks for.*Sent .* with Web servers – Ops\. A certificate was issued\./,
  );
  await expect(before.getByRole('link', { name: `Open certificate ${twin}` })).toBeVisible();
  await scan(page);
  await toReview();
  await expect(page.getByRole('list', { name: 'Findings' })).toContainText(
    `Worth a look: Certificate ${twin} has the same subject and alternative names and is still in force.`,
  );
  await expect(page.getByRole('region', { name: 'Compared with the server' })).toContainText('some have its names');
  await scan(page);
  const [tab] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: `Open certificate ${twin} in a new tab` }).click(),
  ]);
  await expect(tab.getByRole('heading', { name: 'twin.keyexample.com' })).toBeVisible();
  await tab.close();
  await toStep(page, 'Subject and names');
  await expect(commonNameOf(page)).toHaveValue('twin.keyexample.com');
  await toStep(page, 'Review');
  await enroll(page);
  expect(await certificatesNamed(world, 'twin.keyexample.com')).toHaveLength(2);
  await page.goto(`enroll/pfx?${linked}`);
  await before.getByRole('link', { name: 'Show it in Activity' }).click();
  await expect(page.getByRole('list', { name: 'Decided' })).toContainText('twin.keyexample.com');
});

test('an internationalised name of a link stands in both spellings beside the steps, in the review and in the result', async ({
  page,
}) => {
  const [ascii, unicode] = ['xn--bcher-kva.keyexample.com', 'bücher.keyexample.com'];
  const both = `${ascii} (${unicode})`;
  const query = new URLSearchParams({ pattern: '3', ca: 'CorpIssuingCA1', cn: ascii, san: unicode });
  await page.goto(`enroll/pfx?${query}`);
  const aside = page.getByRole('complementary', { name: 'Request summary' });
  await expect(aside).toContainText(both);
  await expect(aside).toContainText(`The common name ${ascii} is also written ${unicode}.`);
  for (const step of ['Subject and names', 'Key and file']) await goOn(page, step);
  await passwordOf(page).fill(password);
  for (const step of ['Details', 'Where', 'Review']) await goOn(page, step);
  await expect(page.getByRole('main')).toContainText(both);
  await enroll(page);
  const row = page.getByRole('table', { name: 'Asked and got' }).getByRole('row', { name: /^Alternative names/ });
  await expect(row).toContainText(both);
});

test('a press on Next counts although the page grows between press and release; one moved away goes nowhere', async ({
  page,
  world,
}) => {
  await page.goto('enroll/pfx');
  await chooseSource(page);
  await next(page).hover();
  await page.mouse.down();
  await page.mouse.move(5, 400);
  await page.mouse.up();
  await page.getByRole('heading', { name: 'What', exact: true }).hover();
  await expectStep(page, 'What');
  await goOn(page, 'Subject and names');
  await nameIt(page, 'app01.keyexample.com');
  await goOn(page, 'Key and file');
  await passwordOf(page).fill(password);
  await goOn(page, 'Details');
  await toStep(page, 'What');
  await world.patch({
    faults: [{ method: 'GET', path: '/EnrollmentPatterns/4', kind: 'slow', delayMs: 3000, times: 9 }],
  });
  const picker = page.getByRole('combobox', { name: /^Enrollment pattern/ });
  await picker.fill('Web servers – Partners');
  await page.getByRole('option', { name: 'Web servers – Partners' }).click();
  await expect(page.getByText('Loading the rules')).toBeVisible();
  const box = await next(page).boundingBox();
  if (box === null) throw new Error('no button');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await expect(page.getByText('Loading the rules')).toHaveCount(0);
  await expect.poll(async () => (await next(page).boundingBox())?.y).not.toBe(box.y);
  await page.mouse.up();
  await expectStep(page, 'Subject and names');
});

test('a press on Enroll that the page moves from under the pointer sends one request, and none while it is on its way', async ({
  page,
  world,
}) => {
  const posts = postsTo(page, '/Enrollment/PFX');
  await fillUntilReview(page, { password });
  await world.patch({ faults: [{ method: 'POST', path: '/Enrollment/PFX', kind: 'slow', delayMs: 3000, times: 9 }] });
  /** Presses and releases at one place, and lets the page grow in between. */
  const pressAndGrow = async (button: 'left' | 'right', between: () => Promise<void> = () => Promise.resolve()) => {
    await enrollButton(page).scrollIntoViewIfNeeded();
    const box = await enrollButton(page).boundingBox();
    if (box === null) throw new Error('no button');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down({ button });
    await enrollButton(page).evaluate((each) => {
      const more = document.createElement('p');
      more.textContent = 'Something that came late.';
      each.parentElement?.before(more);
    });
    await expect.poll(async () => (await enrollButton(page).boundingBox())?.y).not.toBe(box.y);
    await between();
    await page.mouse.up({ button });
  };
  await pressAndGrow('right');
  // Whoever went on with the keyboard has let go of the press.
  await pressAndGrow('left', () => page.keyboard.press('Shift'));
  await page.getByRole('heading', { name: 'Review', exact: true }).click();
  expect(posts).toHaveLength(0);
  await pressAndGrow('left');
  await expect(page.getByText('The server is making the key')).toBeVisible();
  await pressAndGrow('left');
  // As a screen reader presses: a click that no pointer came before.
  await enrollButton(page).dispatchEvent('click');
  await expectIssued(page);
  expect(posts).toHaveLength(1);
  expect(await certificatesNamed(world, 'app01.keyexample.com')).toHaveLength(1);
});

test.describe('where the CAs of a template differ by the kind of enrollment', () => {
  test.use({ profile: '24.4' });

  test('one template in both wizards is asked with the CAs of each', async ({ page }) => {
    const two = page.getByText(/it takes one of these at random: \S*CorpIssuingCA1, \S*CorpIssuingCA2\./);
    const one = page.getByText('The only one that issues this. The request names it.');
    await page.goto('enroll/pfx');
    await pickSource(page, 'Web server (2 years)');
    await expect(two).toBeVisible();
    // This version writes the name of the host in front of that of the CA.
    await page.getByLabel('Certificate authority').selectOption({ index: 1 });
    // Once one is named, nothing is left to chance.
    await expect(two).toHaveCount(0);
    await page.getByRole('link', { name: 'Enroll CSR' }).click();
    await page.getByRole('button', { name: 'Leave', exact: true }).click();
    await pasteRequest(page, corpusText('case-plain.pem'));
    await goOn(page, 'What');
    await pickSource(page, 'Web server (2 years)');
    await expect(one).toBeVisible();
    await expect(two).toHaveCount(0);
  });
});

test.describe('a link with a store that cannot be read', () => {
  test.use({ expectedErrors: [/Failed to load resource.*(401|404|500)/] });

  test('opens the form all the same, and keeps what is typed when the sign-in ends', async ({ page, world }) => {
    const store = '11111111-2222-4333-8444-555555555555';
    const dialog = page.getByRole('dialog', { name: 'Sign in to Keyfactor Command' });
    const signIn = async (): Promise<void> => {
      await dialog.getByRole('textbox', { name: /^User name/ }).fill('KEYEXAMPLE\\admin');
      await dialog.getByRole('textbox', { name: /^Password/ }).fill('sandbox');
      await page.keyboard.press('Enter');
      await expect(dialog).toBeHidden();
    };
    await world.patch({ signIn: 'basic' });
    await page.goto(`enroll/pfx?${linked}&store=${store}`);
    await signIn();
    await expect(page.getByText(`Store ${store}:`)).toBeVisible();
    await goOn(page, 'Subject and names');
    await commonNameOf(page).fill('kept.keyexample.com');
    await goOn(page, 'Key and file');
    await passwordOf(page).fill(password);
    for (const step of ['Details', 'Where', 'Review']) await goOn(page, step);
    await settled(page);
    await world.patch({ faults: [{ method: 'POST', path: '/Enrollment/PFX', kind: '401', times: 1 }] });
    await enrollButton(page).click();
    await expect(dialog).toBeVisible();
    await signIn();
    await expectStep(page, 'Review');
    await toStep(page, 'Subject and names');
    await expect(commonNameOf(page)).toHaveValue('kept.keyexample.com');
    await toStep(page, 'Review');
    await enrollButton(page).click();
    await expectIssued(page);
  });
});
