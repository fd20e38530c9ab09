import { settled } from './editor.ts';
import { describeCertificate, keyOf, openPfx, publicKeyOf } from './openssl.ts';
import {
  certificatesNamed,
  chooseSource,
  commonNameOf,
  download,
  enroll,
  enrollButton,
  expectStep,
  fillUntilReview,
  goOn,
  nameIt,
  next,
  passwordAgain,
  passwordOf,
  postsTo,
  toStep,
} from './walk.ts';
import { expect, scan, test } from './world.ts';

const password = 'Chosen-by-hand-2026';

test.describe('a key of another kind and size', () => {
  test.use({ profile: '24.4' });

  const kinds = [
    ['RSA 4096', { KeyType: 'RSA', KeyLength: 4096 }, /Public-Key: \(4096 bit\)/],
    ['ECC P-256', { KeyType: 'ECC', KeyLength: 256, Curve: '1.2.840.10045.3.1.7' }, /NIST CURVE: P-256/],
  ] as const;

  test('is in the certificate and in the file: RSA 4096 and ECC P-256', async ({ page }) => {
    const posts = postsTo(page, '/Enrollment/PFX');
    await page.goto('enroll/pfx');
    for (const [at, [label, , found]] of kinds.entries()) {
      await test.step(label, async () => {
        await chooseSource(page, 'Server (tlsServerAuth-1y)');
        await goOn(page, 'Subject and names');
        await nameIt(page, 'app01.keyexample.com');
        await goOn(page, 'Key and file');
        const key = page.getByLabel('Key', { exact: true });
        const long = page.getByText('The server may take five minutes to make this key');
        if (at === 0) {
          await key.selectOption('RSA 8192');
          await expect(long).toBeVisible();
        }
        await key.selectOption(label);
        await expect(long).toHaveCount(0);
        await passwordAgain(page, password);
        await enroll(page);
        const compared = page.getByRole('table', { name: 'Asked and got' });
        await expect(compared.getByRole('row', { name: /^Key As asked / })).toContainText(label);
        const pfx = openPfx((await download(page, 'Download .pfx')).path, password);
        expect(keyOf(pfx.leaf)).toMatch(found);
        expect(pfx.publicKey).toBe(publicKeyOf(pfx.leaf));
        await page.getByRole('button', { name: 'Enroll another' }).click();
        await expectStep(page, 'What');
      });
    }
    expect(posts.map(({ body }) => body)).toMatchObject(kinds.map(([, asked]) => asked));
  });
});

test.describe('an enrollment field of free text', () => {
  test.use({ profile: '24.4' });

  test('is asked for and goes along as it is typed', async ({ page }) => {
    const posts = postsTo(page, '/Enrollment/PFX');
    await fillUntilReview(page, {
      source: 'Internal web server',
      commonName: 'app01.corp.keyexample.com',
      password,
      onStep: async (step) => {
        if (step !== 'Details') return;
        await next(page).click();
        await expect(page.getByText('Remark is required.')).toBeVisible();
        await page.getByRole('combobox', { name: /^CostCentre/ }).selectOption('1300');
        await page.getByRole('textbox', { name: /^Remark/ }).fill('Zoë & "Sons", 50 %');
        await page.getByRole('textbox', { name: /^TicketNumber/ }).fill('CHG0001234');
      },
    });
    await enroll(page);
    expect(posts.map(({ body }) => body)).toMatchObject([
      {
        AdditionalEnrollmentFields: { CostCentre: '1300', Remark: 'Zoë & "Sons", 50 %' },
      },
    ]);
  });
});

test.describe('what comes in the place of an answer', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test('keeps the steps, when the network is gone, and sends by the button only; is an end that leads back, when it refuses with 404 or 409', async ({
    page,
    context,
    world,
  }) => {
    await fillUntilReview(page, { password });
    const posts = postsTo(page, '/Enrollment/PFX');
    // The comparison with the server would say it, too, and whatever else is asked for.
    await expect(page.getByRole('region', { name: 'Compared with the server' })).toContainText('there are none');
    await settled(page);
    await context.setOffline(true);
    await enrollButton(page).click();
    const alert = page.getByRole('alert').filter({ hasText: 'The server could not be reached.' });
    await expect(alert).toHaveCount(1);
    await toStep(page, 'Where');
    // What went wrong with the sending is not said on other steps.
    await expect(alert).toHaveCount(0);
    await context.setOffline(false);
    await goOn(page, 'Review');
    expect(posts).toEqual([]);
    for (const kind of ['404', '409'] as const) {
      await test.step(kind, async () => {
        await world.patch({ faults: [{ method: 'POST', path: '/Enrollment/PFX', kind, times: 1 }] });
        await enrollButton(page).click();
        const alert = page.getByRole('alert').filter({ hasText: 'Refused: no certificate was issued' });
        await expect(alert).toContainText('The sandbox was told');
        await page.getByRole('button', { name: 'Change the request' }).click();
        await expectStep(page, 'Review');
        await toStep(page, 'Key and file');
        await passwordAgain(page, password);
      });
    }
    await enroll(page);
    expect(await certificatesNamed(world, 'app01.keyexample.com')).toHaveLength(1);
  });

  test('leaves it open, when it is the page of a proxy: one alert, and no query of the search', async ({
    page,
    world,
  }) => {
    await fillUntilReview(page, { password });
    await world.patch({ faults: [{ method: 'POST', path: '/Enrollment/PFX', kind: 'html', times: 1 }] });
    await enrollButton(page).click();
    await expect(page.getByRole('alert')).toHaveCount(1);
    await expect(page.getByRole('alert')).toContainText('Whether a certificate was issued is not known');
    await expect(page.getByRole('alert')).not.toContainText('IssuedCN');
    await expect(page.getByText('No new certificate of this name so far.')).toBeVisible();
    await scan(page);
  });
});

test('one CA alone is said once and named; an address gives way to its host; a password beyond ASCII of Java is said up to the review', async ({
  page,
}) => {
  const posts = postsTo(page, '/Enrollment/PFX');
  await page.goto('enroll/pfx');
  await chooseSource(page, 'Default Pattern – Ed25519');
  await expect(page.getByText('The only one that issues this. The request names it.')).toHaveCount(1);
  await expect(page.getByRole('combobox', { name: 'Certificate authority' })).toHaveCount(0);
  await scan(page);
  await goOn(page, 'Subject and names');
  await commonNameOf(page).fill('https://app01.keyexample.com:8443/login');
  await page.getByRole('button', { name: 'Use app01.keyexample.com' }).click();
  await expect(commonNameOf(page)).toHaveValue('app01.keyexample.com');
  await nameIt(page, 'app01.keyexample.com');
  await goOn(page, 'Key and file');
  await passwordOf(page).fill('Größer-als-Java-2026');
  for (const step of ['Details', 'Where', 'Review']) await goOn(page, step);
  await expect(page.getByRole('list', { name: 'Findings' })).toContainText('Java cannot open a PFX with this password');
  await enroll(page);
  expect(posts.map(({ body }) => body['CertificateAuthority'])).toEqual([expect.stringMatching(/DeviceSubCA$/)]);
  const pfx = openPfx((await download(page, 'Download .pfx')).path, 'Größer-als-Java-2026');
  expect(describeCertificate(pfx.leaf)).toContain('DNS:app01.keyexample.com');
});

test('a link with a whole subject and no pattern gets no defaults of the one that is picked; a name is told to be none', async ({
  page,
}) => {
  await page.goto('enroll/pfx?subject=CN%3Dapp01.keyexample.com&template=WebServer2Y&collection=7');
  const note = page.getByRole('status').filter({ hasText: 'A link filled in this form' });
  await expect(note).toContainText('template: takes the id of a template, which is a number, and not its name');
  await expect(note).toContainText('Certificates of collection 7');
  await chooseSource(page);
  await goOn(page, 'Subject and names');
  await expect(page.getByRole('region', { name: 'Subject as it is sent as text' })).toHaveText(
    'CN=app01.keyexample.com',
  );
});
