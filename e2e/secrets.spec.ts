import { readFileSync } from 'node:fs';
import { expectStep, download, enroll, fillUntilReview } from './walk.ts';
import { goToReview, keyPassword, makeKeyed, pasteRequest } from './csrWalk.ts';
import { excerptsOf, inMemory, noteEverything, spellingsOf } from './secretPlaces.ts';
import { addLater, openAddLater, planStore, storeAt, timelineOf } from './plan.ts';
import { expect, test } from './world.ts';

const markers = {
  signIn: 'Marker-sign-in-2026',
  file: 'Marker-file-password-2026',
  code: 'Marker-unlock-code-2026',
  entry: 'Marker-entry-password-2026',
  allCodes: 'Marker-code-of-all-2026',
  allEntries: 'Marker-password-of-all-2026',
};
const host = 'secrets.keyexample.com';

test.use({ expectedErrors: [/Failed to load resource.*401/] });

test('passwords and keys typed in one session are found in the requests meant for them, and nowhere else', async ({
  page,
  world,
}) => {
  test.setTimeout(120_000);
  const placesOf = noteEverything(page);
  // Its type asks for a secret parameter with each entry, and protects each with a password.
  const vault = await storeAt(world, 'ownvault.keyexample.com', '/entries');
  const spare = await storeAt(world, 'ownvault.keyexample.com', '/spare');
  await world.patch({ signIn: 'basic' });
  const signIn = async () => {
    const dialog = page.getByRole('dialog', { name: 'Sign in to Keyfactor Command' });
    await dialog.getByRole('textbox', { name: /^User name/ }).fill(String.raw`KEYEXAMPLE\admin`);
    const password = dialog.getByRole('textbox', { name: /^Password/ });
    await password.fill(markers.signIn);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await expect(dialog.getByText(/not accept|refused|wrong/i).first()).toBeVisible();
    await password.fill('sandbox');
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await expect(dialog).toBeHidden();
  };

  await fillUntilReview(page, {
    onOpen: signIn,
    commonName: host,
    password: markers.file,
    authority: 'CorpIssuingCA1',
    onStep: async (step) => {
      if (step !== 'Where') return;
      const fields = await planStore(page.getByRole('main'), vault, 'first');
      await fields.getByRole('textbox', { name: /^Unlock code/ }).fill(markers.code);
    },
  });
  const certificate = await enroll(page, 'Enroll and deploy to 1 store');
  await download(page, 'Download .pfx');
  const receipts = [readFileSync((await download(page, 'Save receipt')).path, 'utf8')];

  // Within the page: another load would forget who is signed in.
  await page.getByRole('link', { name: 'Enroll CSR' }).click();
  await expectStep(page, 'Request');
  const { csr, pkcs8, encryptedKey } = makeKeyed(`/CN=${host}`, [`DNS:${host}`]);
  await pasteRequest(page, csr);
  await goToReview(page, {
    onStep: async (step) => {
      if (step !== 'Details') return;
      await page.getByRole('radio', { name: 'Send a key that I give' }).check();
      await page.getByRole('textbox', { name: /^Private key/ }).fill(encryptedKey);
      await page.getByRole('textbox', { name: /^Password of the key/ }).fill(keyPassword);
    },
  });
  await enroll(page);
  receipts.push(readFileSync((await download(page, 'Save receipt')).path, 'utf8'));
  const leaveFor = async (entry: string) => {
    await page.getByRole('link', { name: entry, exact: true }).click();
    const leave = page.getByRole('button', { name: 'Leave without it' });
    const title = page.getByRole('heading', { level: 1, name: entry });
    await expect(leave.or(title).first()).toBeVisible();
    if (await leave.isVisible()) await leave.click();
    await expect(title).toBeVisible();
  };
  await leaveFor('Certificates');
  await page.locator(`a[href$="/certificates/${certificate}"]`).click();
  const part = await openAddLater(page);
  await planStore(part, spare, 'second');
  const fields = await planStore(part, vault, 'second');
  await part.getByRole('button', { name: /^Edit all 2 .+ stores$/ }).click();
  const both = page.getByRole('dialog', { name: /^Edit all 2 stores/ });
  await both.getByRole('textbox', { name: /^Unlock code/ }).fill(markers.allCodes);
  await both.getByRole('textbox', { name: /^Entry password/ }).fill(markers.allEntries);
  await both.getByRole('button', { name: 'Write into 2 stores' }).click();
  await fields.getByRole('textbox', { name: /^Unlock code/ }).fill(markers.code);
  await fields.getByRole('textbox', { name: /^Entry password/ }).fill(markers.entry);
  await addLater(page, part, 2);
  await expect(timelineOf(part, vault).getByText('Job created')).toBeVisible();
  await leaveFor('Connection');

  const keys = excerptsOf(Buffer.from(pkcs8, 'base64'), csr);
  const encrypted = encryptedKey.split('\n').slice(2, -3);
  expect(await placesOf(keys)).toEqual(['body of POST Enrollment/CSR']);
  expect(await placesOf(encrypted)).toEqual([]);
  expect(await placesOf(spellingsOf(keyPassword))).toEqual([]);
  expect(await placesOf(spellingsOf(markers.file))).toEqual(['body of POST Enrollment/PFX']);
  expect(await placesOf(spellingsOf(markers.code))).toEqual([
    'body of POST Enrollment/PFX',
    'body of POST Certificates/Add',
  ]);
  for (const marker of [markers.entry, markers.allCodes, markers.allEntries]) {
    expect(await placesOf(spellingsOf(marker))).toEqual(['body of POST Certificates/Add']);
  }
  const ofSignIn = await placesOf(spellingsOf(markers.signIn));
  expect(ofSignIn.length).toBeGreaterThan(0);
  expect(ofSignIn.filter((place) => !place.startsWith('headers of GET '))).toEqual([]);
  const all = [keys, encrypted, ...[keyPassword, ...Object.values(markers)].map(spellingsOf)].flat();
  expect(await inMemory(page, all)).toEqual([]);
  expect(receipts.flatMap((text) => all.filter((secret) => text.includes(secret)))).toEqual([]);
});
