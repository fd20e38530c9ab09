import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { tabTo } from './editor.ts';
import { openKeystore, readZip } from './keystore.ts';
import {
  describeCertificate,
  describePfx,
  keyOf,
  openPfx,
  pemParts,
  publicKeyOf,
  publicKeyOfKey,
  verifyChain,
} from './openssl.ts';
import {
  commonNameOf,
  download,
  enroll,
  expectIssued,
  expectStep,
  fillUntilReview,
  look,
  next,
  postsTo,
} from './walk.ts';
import { expect, test } from './world.ts';

const host = 'app01.keyexample.com';
const password = 'Chosen-by-hand-2026';

/** Asks for the parts of the subject that are left out to be filled from the directory. */
async function populate(page: Page): Promise<void> {
  await page.getByText('Rarely needed: Active Directory').click();
  await page.getByRole('checkbox', { name: 'Fill empty subject parts from Active Directory' }).check();
}

const byDirectory = ['emailAddress=admin@keyexample.com', 'L=Cleveland', 'ST=Ohio'];

for (const [profile, source] of [
  ['25.4', { EnrollmentPatternId: 3 }],
  ['24.4', { Template: 'WebServer2Y' }],
  ['10.5', { Template: 'WebServer2Y' }],
] as const) {
  test.describe(`on Command ${profile}`, () => {
    test.use({ profile });

    test('a PFX opens with its password, its key fits, its chain is trusted, and the result names the CA that was picked', async ({
      page,
      world,
    }) => {
      const posts = postsTo(page, '/Enrollment/PFX');
      const made = await fillUntilReview(page, {
        onStep: async (step) => {
          if (step === 'What') {
            await expect(
              page.getByText(/it takes one of these at random: \S*CorpIssuingCA1, \S*CorpIssuingCA2\./),
            ).toBeVisible();
          }
          if (step === 'Key and file' && profile === '10.5') {
            await expect(page.getByText('The template decides the key')).toBeVisible();
            await expect(page.getByLabel('Order of the chain')).toHaveCount(0);
          }
        },
      });
      expect(made.length).toBeGreaterThanOrEqual(12);
      await expect(
        page.getByText(/the server chooses one at random: \S*CorpIssuingCA1, \S*CorpIssuingCA2/),
      ).toBeVisible();
      const id = await enroll(page);

      const compared = page.getByRole('table', { name: 'Asked and got' });
      for (const what of ['Subject', 'Alternative names']) {
        await expect(compared.getByRole('row', { name: new RegExp(`^${what} As asked `) })).toBeVisible();
      }
      const ca = (await world.get(`/Certificates/${id}`)) as { CertificateAuthorityName: string };
      const picked = ca.CertificateAuthorityName.split('\\').at(-1) ?? '';
      await expect(compared).toContainText(`The server chose ${picked}.`);

      const file = await download(page, 'Download .pfx');
      expect(file.name).toMatch(/^app01\.keyexample\.com_[0-9A-F]+\.pfx$/);
      const pfx = openPfx(file.path, made);
      expect(describeCertificate(pfx.leaf)).toContain(`DNS:${host}`);
      expect(pfx.publicKey).toBe(publicKeyOf(pfx.leaf));
      expect(pfx.chain).toHaveLength(2);
      expect(verifyChain(pfx.leaf, pfx.chain, await world.roots())).toContain('OK');
      expect(() => openPfx(file.path, `${made}x`)).toThrow(/invalid password/i);

      expect(posts).toHaveLength(1);
      const { body, headers } = posts[0] ?? { body: {}, headers: {} };
      expect(headers).toMatchObject({ 'x-keyfactor-api-version': '2', 'x-certificateformat': 'PFX' });
      expect(body).toMatchObject({
        ...source,
        SANs: { dns: [host] },
        IncludeChain: true,
        InstallIntoExistingCertificateStores: false,
        // Hidden at enrollment: its default goes along.
        Metadata: { LegacyId: 'none' },
        Timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      });
      const chosen = {
        KeyType: 'RSA',
        KeyLength: 2048,
        ChainOrder: 'EndEntityFirst',
        UseLegacyEncryption: false,
        IncludeSubjectHeader: false,
      };
      if (profile === '10.5') for (const member of Object.keys(chosen)) expect(body).not.toHaveProperty(member);
      else expect(body).toMatchObject(chosen);
      for (const member of ['CertificateAuthority', 'RenewalCertificateId', 'Stores']) {
        expect(body).not.toHaveProperty(member);
      }
    });
  });
}

test.describe('a file of another kind', () => {
  test('a PEM has its root first and subject lines where asked, and comes apart in the usual order', async ({
    page,
    world,
  }) => {
    await fillUntilReview(page, {
      source: 'Default Pattern – Ed25519',
      password,
      onStep: async (step) => {
        if (step !== 'Key and file') return;
        await page.getByLabel('Key', { exact: true }).selectOption('Ed25519');
        await page.getByLabel('Format').selectOption('PEM – one text file');
        await page.getByLabel('Order of the chain').selectOption('Root first, certificate last');
        await page.getByRole('checkbox', { name: 'Subject line above each certificate' }).check();
      },
    });
    await enroll(page);
    const whole = pemParts(readFileSync((await download(page, 'Download .pem')).path, 'utf8'));
    expect(whole.map(({ label }) => label)).toEqual([...Array(3).fill('CERTIFICATE'), 'ENCRYPTED PRIVATE KEY']);
    const [root, issuer, leaf, key] = whole;
    expect([root, issuer, leaf].map((part) => part?.before.split(',')[0])).toEqual([
      '#CN=Key Example Device Root',
      '#CN=DeviceSubCA',
      `#CN=${host}`,
    ]);
    expect(keyOf(leaf?.pem ?? '')).toContain('ED25519');
    expect(publicKeyOfKey(key?.pem ?? '', password)).toBe(publicKeyOf(leaf?.pem ?? ''));
    expect(() => publicKeyOfKey(key?.pem ?? '', `${password}x`)).toThrow();

    const bundle = await download(page, 'Certificate with chain');
    const parts = pemParts(readFileSync(bundle.path, 'utf8'));
    expect(parts.map(({ before }) => before)).toEqual(['', '', '']);
    expect(parts.map(({ pem }) => describeCertificate(pem).split('\n')[0])).toEqual(
      [leaf, issuer, root].map((part) => describeCertificate(part?.pem ?? '').split('\n')[0]),
    );
    const [own = '', ...chain] = parts.map(({ pem }) => pem);
    expect(verifyChain(own, chain, await world.roots())).toContain('OK');
    const alone = await download(page, 'Key only');
    expect(alone.name).toMatch(/^app01\.keyexample\.com_[0-9A-F]+\.key$/);
    expect(pemParts(readFileSync(alone.path, 'utf8')).map(({ label }) => label)).toEqual(['ENCRYPTED PRIVATE KEY']);
  });

  test('a Java keystore opens in Java with key and chain, filled in from Active Directory', async ({ page, world }) => {
    const posts = postsTo(page, '/Enrollment/PFX');
    await fillUntilReview(page, {
      source: 'Web servers – ECC',
      authority: 'CorpIssuingCA1',
      password,
      onStep: async (step) => {
        if (step === 'What') await populate(page);
        if (step !== 'Key and file') return;
        const keys = page.getByLabel('Key', { exact: true });
        await expect(keys.getByRole('option')).toHaveText(['ECC P-256', 'ECC P-384', 'As the server decides']);
        await page.getByText('Why is a key missing?').click();
        await expect(page.getByText(/^RSA 2048: not allowed by the enrollment pattern/)).toBeVisible();
        await keys.selectOption('ECC P-384');
        await page.getByLabel('Format').selectOption('JKS – Java key store');
      },
    });
    await enroll(page);
    expect(posts[0]?.headers).toMatchObject({ 'x-keyfactor-api-version': '1', 'x-certificateformat': 'JKS' });
    expect(posts[0]?.body).toMatchObject({ PopulateMissingValuesFromAD: true, Curve: '1.3.132.0.34' });
    const file = await download(page, 'Download .jks');
    const { leaf, chain, publicKey } = openKeystore(file.path, password);
    expect(keyOf(leaf)).toContain('secp384r1');
    expect(publicKey).toBe(publicKeyOf(leaf));
    expect(chain).toHaveLength(2);
    for (const part of byDirectory) expect(describeCertificate(leaf)).toContain(part);
    expect(verifyChain(leaf, chain, await world.roots())).toContain('OK');
    expect(() => openKeystore(file.path, `${password}x`)).toThrow(/password/i);
  });

  test.describe('on Command 10.5', () => {
    test.use({ profile: '10.5' });

    test('a ZIP holds key, certificate and chain; its password was made by the server and is shown', async ({
      page,
    }) => {
      const posts = postsTo(page, '/Enrollment/PFX');
      await fillUntilReview(page, {
        password: null,
        onStep: async (step) => {
          if (step === 'What') await populate(page);
          if (step === 'Key and file')
            await page.getByLabel('Format').selectOption('ZIP – PEM files: key, certificate, chain');
        },
      });
      await enroll(page);
      expect(posts[0]?.headers).toMatchObject({ 'x-keyfactor-api-version': '1', 'x-certificateformat': 'ZIP' });
      expect(posts[0]?.body).not.toHaveProperty('Password');
      const shown = page
        .getByRole('definition')
        .filter({ has: page.getByRole('button', { name: 'Copy password', exact: true }) });
      const [made = ''] = (await shown.innerText()).split(/\s/);
      const file = await download(page, 'Download .zip');
      const [key, leaf, ...chain] = readZip(file.path);
      expect([key, leaf, ...chain].map((each) => each?.name)).toEqual(
        ['key.pem', 'server.cer', 'chain1.cer', 'chain2.cer'].map((end) => `${host}-${end}`),
      );
      const certificate = pemParts(leaf?.text ?? '')[0]?.pem ?? '';
      expect(publicKeyOfKey(key?.text ?? '', made)).toBe(publicKeyOf(certificate));
      for (const part of byDirectory) expect(describeCertificate(certificate)).toContain(part);
    });
  });

  test('a PFX for old programs has the old ciphers and names the provider', async ({ page }) => {
    await fillUntilReview(page, {
      authority: 'CorpIssuingCA1',
      password,
      onStep: async (step) => {
        if (step !== 'Key and file') return;
        await page.getByText(/^Rarely needed: old encryption/).click();
        await page.getByRole('checkbox', { name: 'Encrypt for old programs' }).check();
        await page
          .getByLabel('Cryptographic service provider')
          .selectOption('Microsoft RSA SChannel Cryptographic Provider');
        await page.getByRole('textbox', { name: 'Custom friendly name' }).fill('Old appliance');
        await passwordWithUmlaut(page);
      },
    });
    await enroll(page);
    const file = await download(page, 'Download .pfx');
    const words = describePfx(file.path, password);
    expect(words).toMatch(/pbeWithSHA1And3-KeyTripleDES-CBC/);
    expect(words).not.toMatch(/AES-256/);
    expect(words).toContain('Microsoft CSP Name: Microsoft RSA SChannel Cryptographic Provider');
    expect(words).toContain('friendlyName: Old appliance');
    expect(openPfx(file.path, password, true).chain).toHaveLength(2);
  });
});

/** Types a password that Java cannot use for a moment. */
async function passwordWithUmlaut(page: Page): Promise<void> {
  const secret = page.getByRole('textbox', { name: /^Password of the file/ });
  await secret.fill('Größer-als-Java-2026');
  const about = page.getByRole('list', { name: 'About the password' });
  await expect(about).toContainText('Java cannot open a PFX with this password');
  await secret.fill(password);
  await expect(about).toHaveCount(0);
}

test('every step and the result are sound in light and dark, and fit on a phone', async ({ page }) => {
  await fillUntilReview(page, { onStep: () => look(page) });
  await enroll(page);
  await expect(page.getByRole('table', { name: 'Asked and got' })).toBeVisible();
  await look(page);
});

test('the keyboard alone leads from the first step to the saved file', async ({ page }) => {
  const press = async (button: string): Promise<void> => {
    await tabTo(page, page.getByRole('button', { name: button, exact: true }));
    await page.keyboard.press('Enter');
  };
  await page.goto('enroll/pfx');
  await tabTo(page, page.getByRole('combobox', { name: 'Enrollment pattern' }));
  await page.keyboard.type('Web servers – Ops');
  await page.keyboard.press('Enter');
  const terms = page.getByLabel(/^I accept the subscriber terms of/);
  await expect(terms).toBeVisible();
  // Without them there is no way on; the page puts the focus where they are.
  await press('Next');
  await expect(terms).toHaveAccessibleDescription(/^Accept the subscriber terms, or choose a CA that has none\./);
  await expect(terms).toBeFocused();
  await page.keyboard.press('Space');
  await tabTo(page, next(page));
  await page.keyboard.press('Enter');
  await expectStep(page, 'Subject and names');
  await tabTo(page, commonNameOf(page));
  await page.keyboard.type('keys.keyexample.com');
  await press('Add keys.keyexample.com as DNS name');
  await press('Next');
  await expectStep(page, 'Key and file');
  await press('Generate');
  for (const step of ['Details', 'Where', 'Review']) {
    await press('Next');
    await expectStep(page, step);
  }
  await press('Enroll');
  await expectIssued(page);
  const saved = page.waitForEvent('download');
  await press('Download .pfx');
  expect((await saved).suggestedFilename()).toMatch(/^keys\.keyexample\.com_[0-9A-F]+\.pfx$/);
});
