import {
  corpusPath,
  corpusText,
  dropFile,
  ejbca,
  facts,
  fileField,
  fillCsr,
  fingerprints,
  plainKeyBytes,
  requestField,
} from './csrWalk.ts';
import { excerptsOf, noteEverything } from './secretPlaces.ts';
import { writesOf } from './editor.ts';
import { readPem } from './openssl.ts';
import { download, enroll, expectStep, next } from './walk.ts';
import { expect, scan, test } from './world.ts';

test.describe('what is given', () => {
  test('is read in any spelling, with the fingerprints that OpenSSL finds; names of all kinds and what is weak are shown', async ({
    page,
  }) => {
    const { request, key } = fingerprints(corpusText('form-pem.pem'));
    await page.goto('enroll/csr');
    const read = async (how: () => Promise<void>) => {
      await how();
      for (const one of [request, key, 'Valid: made with the key']) await expect(facts(page)).toContainText(one);
      await requestField(page).fill('');
      await expect(facts(page)).toHaveCount(0);
    };
    for (const name of [
      'form-pem.pem',
      'form-new.pem',
      'form-text-before.pem',
      'form-bom.pem',
      'form-no-headers.txt',
    ]) {
      await read(() => requestField(page).fill(corpusText(name)));
    }
    for (const name of ['form-der.der', 'form-crlf.pem', 'form-utf16le.pem']) {
      await read(() => fileField(page).setInputFiles(corpusPath(name)));
    }
    await read(() => dropFile(page, fileField(page), 'form-der.der'));

    const fact = (label: string, value: string) => expect(facts(page)).toContainText(`${label}${value}`);
    await requestField(page).fill(corpusText('san-every-kind.pem'));
    await fact('DNS name', 'a.example.com');
    await fact('IPv4 address', '192.0.2.7');
    await fact('IPv6 address', '2001:db8::7');
    await fact('E-mail address', 'a@example.com');
    await fact('URI', 'https://example.com/');
    await fact('Registered ID (OID)', '1.2.3.4');
    await fact('Directory name', 'CN=dir');
    await fact('User principal name (UPN)', 'u@corp.example');
    await fact('Other name (unknown here)', '1.2.3.4');
    const advice = page.getByRole('list', { name: 'Findings' });
    for (const [name, words] of [
      ['key-rsa1024.pem', 'RSA 1024 is too weak today'],
      ['sign-rsa-sha1.pem', 'SHA-1 is outdated'],
      ['sign-rsa-md5.pem', 'MD hashes are broken'],
    ] as const) {
      await requestField(page).fill(corpusText(name));
      await expect(advice).toContainText(words);
    }
  });

  test('by mistake is named as what it is: nothing is sent, no key stays, and a changed request goes no further', async ({
    page,
  }) => {
    const writes = writesOf(page);
    const placesOf = noteEverything(page);
    await page.goto('enroll/csr');
    const alone = page.getByText('That was a private key, not a request: it was taken out');
    const beside = page.getByText('There was a private key in what you gave, and it was taken out');
    const taken = alone.or(beside);
    const paste = (name: string) => requestField(page).fill(corpusText(name));
    const choose = (name: string) => fileField(page).setInputFiles(corpusPath(name));
    const stays = async () => {
      await next(page).click();
      await expectStep(page, 'Request');
      await expect(facts(page)).toHaveCount(0);
    };
    const named = async (how: (name: string) => Promise<void>, name: string, words: string) => {
      await how(name);
      await expect(page.getByText(words)).toBeVisible();
      await expect(taken).toHaveCount(0);
      await stays();
    };
    const takenOut = async (how: (name: string) => Promise<void>, name: string, left: string | RegExp = '') => {
      await how(name);
      await expect(left === '' ? alone : beside).toBeVisible();
      await expect(taken).toHaveCount(1);
      await expect(requestField(page)).toHaveValue(left);
      await stays();
    };
    await named(paste, 'other-certificate.pem', 'This is a certificate, not');
    await takenOut(paste, 'other-pkcs8-rsa.key');
    await named(choose, 'other-certificate-der.cer', 'This is a certificate, not');
    await takenOut(paste, 'other-pkcs8-encrypted.key');
    await named(choose, 'other-pfx.pfx', 'PKCS #12');
    await takenOut(paste, 'other-pkcs8-base64.txt');
    await named(paste, 'other-pfx-base64.txt', 'PKCS #12');
    await takenOut(choose, 'other-pkcs8-der.der');
    await takenOut(
      paste,
      'other-certificate-and-key.pem',
      /^-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----$/,
    );
    await paste('other-request-and-key.pem');
    await expect(facts(page)).toContainText('Valid: made with the key');
    await expect(taken).toBeVisible();
    await expect(requestField(page)).not.toHaveValue(/PRIVATE KEY/);
    // A wrong file takes nothing away.
    await choose('other-pkcs8-rsa.key');
    await expect(page.getByText('other-pkcs8-rsa.key was not taken: the request that was here stays')).toBeVisible();
    await choose('other-pfx.pfx');
    await expect(page.getByText('other-pfx.pfx was not taken: the request that was here stays')).toBeVisible();
    await expect(facts(page)).toContainText('Valid: made with the key');
    await scan(page);

    for (const name of ['tampered-name.pem', 'tampered-signature-ed25519.pem', 'tampered-key.pem']) {
      await paste(name);
      await expect(facts(page)).toContainText('Invalid: does not fit the key in the request');
      const findings = page.getByRole('list', { name: 'Findings' });
      await expect(findings).toContainText('Refused by rule: The signature does not fit the key in the request');
      await next(page).click();
      await expect(requestField(page)).toHaveAccessibleDescription(/The signature does not fit the key in the request/);
      await expectStep(page, 'Request');
    }
    expect(writes).toEqual([]);
    const secret = plainKeyBytes(corpusPath('other-pkcs8-rsa.key'));
    expect(await placesOf(excerptsOf(secret))).toEqual([]);
  });

  test('with 500 names stays usable and is issued with all of them', async ({ page }) => {
    await fillCsr(page, { csr: corpusText('san-500.pem'), source: ejbca });
    // The first few are shown, the rest unfolds.
    await expect(page.getByRole('definition').filter({ hasText: 'host-499.example.com' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Show all 500 names' }).first().click();
    await expect(page.getByText('host-499.example.com').first()).toBeVisible();
    await enroll(page);
    await expect(page.getByRole('row', { name: /^Alternative names As asked/ })).toBeVisible();
    const { text } = readPem((await download(page, 'Download PEM with chain')).path);
    expect(text.match(/DNS:host-\d+\.example\.com/g)).toHaveLength(500);
  });
});
