import { readFileSync } from 'node:fs';
import { issued } from './issued.ts';
import { openKeystore, readZip } from './keystore.ts';
import { pemParts, publicKeyOf, publicKeyOfKey, readP7b, verifyChain } from './openssl.ts';
import { download, watchPlaces } from './walk.ts';
import { expect, scan, test } from './world.ts';

const password = 'Recovered-by-hand-2026';

test('the files of a certificate open: P7B without the key, JKS and ZIP with it', async ({ page, world }) => {
  const id = await issued(page, 'files.keyexample.com');
  await page.goto(`certificates/${id}`);
  const roots = await world.roots();
  await page.getByLabel('Format').selectOption('P7B (PKCS #7)');
  await expect(page.getByText(/comes in BER encoding, which some strict readers refuse/)).toBeVisible();
  const p7b = await download(page, 'Download P7B with chain');
  expect(p7b.name).toMatch(/^files\.keyexample\.com_\w+_fullchain\.p7b$/);
  const bundled = readP7b(p7b.path);
  const leaf = bundled.find((pem) => verifies(pem, bundled, roots)) ?? '';
  expect(bundled.length).toBeGreaterThan(1);

  const secretIn = watchPlaces(page);
  await page.getByRole('button', { name: 'Recover with key…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Recover files.keyexample.com with its key' });
  await dialog.getByLabel('Format').selectOption('JKS – Java key store');
  await dialog.getByRole('textbox', { name: /^Password of the file/ }).fill(password);
  const jks = await download(page, 'Recover JKS');
  expect(jks.name).toMatch(/^files\.keyexample\.com_\w+\.jks$/);
  const opened = openKeystore(jks.path, password);
  expect(opened.publicKey).toBe(publicKeyOf(leaf));
  expect(verifyChain(opened.leaf, opened.chain, roots)).toContain('OK');
  await scan(page);

  await dialog.getByLabel('Format').selectOption('ZIP – PEM files: key, certificate, chain');
  const zip = await download(page, 'Recover again');
  expect(zip.name).toMatch(/^files\.keyexample\.com_\w+\.zip$/);
  const files = readZip(zip.path);
  const key = files.find(({ name }) => name.endsWith('-key.pem'))?.text ?? '';
  expect(publicKeyOfKey(key, password)).toBe(publicKeyOf(leaf));
  const parts = files.flatMap(({ text }) => pemParts(text)).filter(({ label }) => label === 'CERTIFICATE');
  const chain = parts.map(({ pem }) => pem).filter((pem) => publicKeyOf(pem) !== publicKeyOf(leaf));
  expect(verifyChain(leaf, chain, roots)).toContain('OK');

  await dialog.getByLabel('Format').selectOption('PEM – one text file with the encrypted key');
  const pem = await download(page, 'Recover again');
  expect(pem.name).toMatch(/^files\.keyexample\.com_\w+\.pem$/);
  const text = readFileSync(pem.path, 'utf8');
  expect(text).toContain('BEGIN ENCRYPTED PRIVATE KEY');
  expect(publicKeyOfKey(text, password)).toBe(publicKeyOf(leaf));
  expect(await secretIn(password)).toEqual([]);
});

/** Is it a TLS server's certificate that the others lead up to a root? */
function verifies(pem: string, others: readonly string[], roots: string): boolean {
  try {
    return verifyChain(pem, others, roots).includes('OK');
  } catch {
    return false;
  }
}
