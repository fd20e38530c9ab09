import { readFileSync } from 'node:fs';
import {
  certificatesOfP7b,
  derToPem,
  ejbca,
  facts,
  fillCsr,
  keyPassword,
  makeKeyed,
  pasteRequest,
  receiptOf,
  requestField,
  withKey,
} from './csrWalk.ts';
import { tabTo, writesOf } from './editor.ts';
import { publicKeyOf, readPem, verifyChain } from './openssl.ts';
import {
  acceptTerms,
  download,
  enroll,
  enrollButton,
  expectIssued,
  expectStep,
  goOn,
  look,
  next,
  postsTo,
} from './walk.ts';
import { expect, test } from './world.ts';

const host = 'portal.keyexample.com';
const subject = `/C=US/O=Key Example/CN=${host}`;

for (const [profile, source] of [
  ['25.4', { EnrollmentPatternId: 3, IncludeSubjectHeader: false, SANs: {} }],
  ['24.4', { Template: 'WebServer2Y', IncludeSubjectHeader: false }],
  ['10.5', { Template: 'WebServer2Y' }],
] as const) {
  test.describe(`on Command ${profile}`, () => {
    test.use({ profile });

    test('a pasted CSR becomes a certificate of its key, to be had in every form with its chain in order', async ({
      page,
      world,
    }) => {
      const { csr, publicKey } = makeKeyed(subject, [`DNS:${host}`, 'DNS:www.portal.keyexample.com'], 'P-256');
      const posts = postsTo(page, '/Enrollment/CSR');
      const writes = writesOf(page);
      await fillCsr(page, { csr });
      // Until then the button waits.
      await expect(page.getByText('there are none', { exact: true })).toBeVisible();
      await enrollButton(page).dblclick();
      const id = await expectIssued(page);
      const compared = page.getByRole('table', { name: 'Asked and got' });
      for (const what of ['Subject', 'Alternative names', 'Key']) {
        await expect(compared.getByRole('row', { name: new RegExp(`^${what} As asked`) })).toBeVisible();
      }
      const whole = await download(page, 'Download PEM with chain');
      expect(whole.name).toMatch(/^portal\.keyexample\.com_[0-9A-F]+\.pem$/);
      const read = readPem(whole.path);
      const [leaf = '', ...chain] = read.certificates;
      expect(read.publicKey).toBe(publicKey);
      expect(read.subject).toContain(`CN=${host}`);
      expect(read.text).toContain('DNS:www.portal.keyexample.com');
      expect(chain).toHaveLength(2);
      expect(verifyChain(leaf, chain, await world.roots())).toContain('OK');
      const text = async (button: string) => readFileSync((await download(page, button)).path, 'utf8').trim();
      expect(await text('Download certificate only (PEM)')).toBe(leaf);
      expect(await text('Download chain only (PEM)')).toBe(chain.join('\n'));
      expect(derToPem((await download(page, 'Download certificate only (DER)')).path)).toBe(leaf);
      expect(certificatesOfP7b((await download(page, 'Download P7B with chain')).path)).toEqual([leaf, ...chain]);

      const [sent, ...more] = writes.map((request) => request.url()).filter((url) => url.includes('/Enrollment/'));
      expect(sent).toMatch(/\/Enrollment\/CSR\?forceEnroll=false$/);
      expect(more).toEqual([]);
      expect(posts[0]?.headers).toMatchObject({ 'x-keyfactor-api-version': '1', 'x-certificateformat': 'PEM' });
      expect(posts[0]?.body).toMatchObject({ ...source, CSR: csr, IncludeChain: true, Metadata: { LegacyId: 'none' } });
      expect(posts[0]?.body).not.toHaveProperty('PrivateKey');
      expect(await world.get(withKey(id))).toMatchObject({ HasPrivateKey: false });
    });
  });
}

test.describe('what goes along', () => {
  test('a Microsoft CA adds the other names; an encrypted key is opened here, compared, and kept by the server', async ({
    page,
    world,
  }) => {
    const { csr, pkcs8, encryptedKey } = makeKeyed(subject, [`DNS:${host}`]);
    const other = makeKeyed('/CN=other', [], 'P-256');
    const posts = postsTo(page, '/Enrollment/CSR');
    const secret = page.getByRole('textbox', { name: /^Private key/ });
    const password = page.getByRole('textbox', { name: /^Password of the key/ });
    await fillCsr(page, {
      csr,
      onStep: async (step) => {
        if (step === 'Names') {
          const names = page.getByRole('textbox', { name: 'Names outside the request' });
          await names.fill('extra.keyexample.com');
          await names.press('Enter');
          await expect(page.getByText('What becomes of these names depends on the CA')).toBeVisible();
        }
        if (step !== 'Details') return;
        await page.getByRole('checkbox', { name: 'Subject line above each certificate' }).check();
        await page.getByRole('radio', { name: 'Send a key that I give' }).check();
        const refused = async (key: string, phrase: string, words: string) => {
          await secret.fill(key);
          await password.fill(phrase);
          await next(page).click();
          await expect(page.getByText(words)).toBeVisible();
          await expectStep(page, 'Details');
        };
        await refused(other.encryptedKey, keyPassword, 'This key belongs to another request');
        await refused(encryptedKey, '', 'This key is encrypted. Enter its password.');
        await refused(encryptedKey, `${keyPassword}x`, 'The password does not open this key.');
        await password.fill(keyPassword);
      },
    });
    const review = page.getByRole('form', { name: 'Review' });
    await review.getByText('Exact call to the server', { exact: true }).click();
    await expect(review).toContainText('"PrivateKey": "(not shown)"');
    const id = await enroll(page);
    expect(posts[0]?.body).toMatchObject({
      PrivateKey: pkcs8,
      IncludeSubjectHeader: true,
      SANs: { dns: ['extra.keyexample.com'] },
    });
    await expect(page.getByRole('row', { name: /^Alternative names As asked/ })).toBeVisible();
    const { text } = readPem((await download(page, 'Download PEM with chain')).path);
    expect(text).toMatch(/DNS:portal\.keyexample\.com, DNS:extra\.keyexample\.com/);
    expect(await world.get(withKey(id))).toMatchObject({ HasPrivateKey: true });
    expect(await receiptOf(page)).not.toContain(pkcs8.slice(0, 40));
  });

  test('an EJBCA takes the other names instead, and the difference is shown; DER comes alone and its chain later', async ({
    page,
    world,
  }) => {
    const { csr, publicKey } = makeKeyed(subject, [`DNS:${host}`, `DNS:www.${host}`], 'P-256');
    const posts = postsTo(page, '/Enrollment/CSR');
    await fillCsr(page, {
      csr,
      source: ejbca,
      onStep: async (step) => {
        if (step === 'Names') {
          const names = page.getByRole('textbox', { name: 'Names outside the request' });
          await names.fill('other.keyexample.com');
          await names.press('Enter');
          await expect(page.getByRole('button', { name: 'Repeat the 2 names of the request' })).toBeVisible();
        }
        if (step !== 'Details') return;
        await page.getByLabel('Format').selectOption('DER (binary)');
        await page.getByRole('checkbox', { name: 'Include the chain' }).uncheck();
      },
    });
    const findings = page.getByRole('list', { name: 'Findings' });
    await expect(findings).toContainText('2 names of the CSR are not in the certificate');
    await enroll(page);
    expect(posts[0]?.headers).toMatchObject({ 'x-certificateformat': 'DER' });
    expect(posts[0]?.body).toMatchObject({ IncludeChain: false, IncludeSubjectHeader: false });
    const names = page.getByRole('row', { name: /^Alternative names Differs/ });
    // The common name comes back: the server adds it.
    await expect(names).toContainText(`Missing: DNS name www.${host}.`);
    await expect(page.getByText('No issuer certificates came with the answer.')).toBeVisible();
    const leaf = derToPem((await download(page, 'Download certificate only (DER)')).path);
    expect(publicKeyOf(leaf)).toBe(publicKey);
    const whole = readPem((await download(page, 'Download PEM with chain')).path);
    expect(whole.certificates[0]).toBe(leaf);
    expect(whole.text).toContain('DNS:other.keyexample.com');
    expect(whole.text).not.toContain(`DNS:www.${host}`);
    expect(verifyChain(leaf, whole.certificates.slice(1), await world.roots())).toContain('OK');
  });
});

test('a link fills in the form; every step and the result are sound in light and dark, and fit on a phone', async ({
  page,
}) => {
  const { csr } = makeKeyed(subject, [`DNS:${host}`], 'P-256');
  const posts = postsTo(page, '/Enrollment/CSR');
  await page.goto('enroll/csr?pattern=3&san=linked.keyexample.com&metadata.Environment=Test&cn=left&password=Secret-1');
  const note = page.getByText('A link filled in this form. Check it: nothing has been sent.');
  await expect(note).toBeVisible();
  for (const words of [
    'Enroll with Web servers – Ops',
    '1 alternative name',
    'Metadata Environment',
    'cn: this kind of enrollment has no place for it',
    'password: not something a link can fill in',
  ]) {
    await expect(page.getByRole('listitem').filter({ hasText: words })).toBeVisible();
  }
  await pasteRequest(page, csr);
  await look(page);
  await goOn(page, 'What');
  await acceptTerms(page);
  await look(page);
  await goOn(page, 'Names');
  await expect(page.getByText('linked.keyexample.com', { exact: true }).first()).toBeVisible();
  await look(page);
  await goOn(page, 'Details');
  await look(page);
  await goOn(page, 'Review');
  await look(page);
  await enroll(page);
  await expect(page.getByRole('table', { name: 'Asked and got' })).toBeVisible();
  await look(page);
  expect(posts.map(({ body }) => body)).toEqual([
    expect.objectContaining({
      SANs: { dns: ['linked.keyexample.com'] },
      Metadata: expect.objectContaining({ Environment: 'Test', LegacyId: 'none' }),
    }),
  ]);
});

test('the keyboard alone leads from the request to the saved certificate', async ({ page }) => {
  const press = async (button: string): Promise<void> => {
    await tabTo(page, page.getByRole('button', { name: button, exact: true }));
    await page.keyboard.press('Enter');
  };
  await page.goto('enroll/csr');
  await tabTo(page, requestField(page));
  await page.keyboard.insertText(makeKeyed(subject, [`DNS:${host}`], 'P-256').csr);
  await expect(facts(page)).toContainText(host);
  await press('Next');
  await expectStep(page, 'What');
  await tabTo(page, page.getByRole('combobox', { name: 'Enrollment pattern' }));
  await page.keyboard.type('Web servers – Ops');
  await page.keyboard.press('Enter');
  const terms = page.getByLabel(/^I accept the subscriber terms of/);
  await expect(terms).toBeVisible();
  await tabTo(page, terms);
  await page.keyboard.press('Space');
  for (const step of ['Names', 'Details', 'Review']) {
    await press('Next');
    await expectStep(page, step);
  }
  await press('Enroll');
  await expectIssued(page);
  const saved = page.waitForEvent('download');
  await press('Download PEM with chain');
  expect((await saved).suggestedFilename()).toMatch(/^portal\.keyexample\.com_[0-9A-F]+\.pem$/);
});
