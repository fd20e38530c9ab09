import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import {
  backToRequest,
  describeCsr,
  ejbca,
  fillCsr,
  goToReview,
  openKey,
  pasteRequest,
  pickSource,
  plainKeyBytes,
  publicKeyOfDer,
  withKey,
} from './csrWalk.ts';
import { excerptsOf, noteEverything, spellingsOf } from './secretPlaces.ts';
import { writesOf, type Document } from './editor.ts';
import { readPem, verifyChain } from './openssl.ts';
import { download, enroll, enrollButton, expectStep, goOn, look, nameIt, next, postsTo } from './walk.ts';
import { expect, test, type World } from './world.ts';

const wayOf = (page: Page, way: RegExp) => page.getByRole('radio', { name: way });

interface Pending {
  Id: number;
  CSR: string;
}
const pendingOf = async (world: World) => (await world.get('/CSRGeneration/Pending')) as Pending[];

/** Lets Command make a request; the form is there already. */
async function generate(page: Page, source: string, host: string): Promise<void> {
  await page.getByRole('button', { name: 'Make a new request in Command' }).click();
  await pickSource(page, source);
  await page.getByRole('combobox', { name: /^Key/ }).selectOption('ECC P-256');
  await nameIt(page, host);
  await page.getByRole('button', { name: 'Make key and request in Command' }).click();
  await expect(page.getByRole('list', { name: 'Requests made by Command' })).toContainText(host);
}

test.describe('made by Command', () => {
  test('a request is listed, downloaded, deleted, known again when pasted, and enrolled for the key in Command', async ({
    page,
    world,
  }) => {
    const [host, unwanted] = ['made.keyexample.com', 'unwanted.keyexample.com'];
    await page.goto('enroll/csr');
    await wayOf(page, /^Made by Command/).check();
    await expect(page.getByText('No request made by Command waits for its certificate.')).toBeVisible();
    await generate(page, ejbca, unwanted);
    await generate(page, ejbca, host);
    await look(page);
    const list = page.getByRole('list', { name: 'Requests made by Command' });
    const rows = list.getByRole('listitem');
    await expect(rows).toHaveCount(2);
    const pending = await pendingOf(world);
    const idOf = (name: string) => pending.find(({ CSR }) => describeCsr(CSR).includes(`DNS:${name}`))?.Id ?? 0;
    const [wanted, dropped] = [`${host} (request ${idOf(host)})`, `${unwanted} (request ${idOf(unwanted)})`];
    await expect(rows.filter({ hasText: wanted })).toContainText('less than a day old');
    const file = await download(page, `Download ${wanted}`);
    expect(file.name).toMatch(/^made\.keyexample\.com_\d+\.csr$/);
    const csr = readFileSync(file.path, 'utf8');
    expect(describeCsr(csr)).toMatch(/CN = made\.keyexample\.com/);

    await page.getByRole('button', { name: `Enroll with this: ${dropped}` }).click();
    await expect(rows.filter({ hasText: dropped }).getByText('In use for this enrollment')).toBeVisible();
    await page.getByRole('button', { name: `Delete ${dropped}` }).click();
    const asked = page.getByRole('dialog', { name: `Delete ${dropped}?` });
    await expect(asked).toContainText('Command destroys the private key of this request with it');
    await asked.getByRole('button', { name: 'Cancel' }).click();
    expect(await pendingOf(world)).toHaveLength(2);
    await page.getByRole('button', { name: `Delete ${dropped}` }).click();
    await asked.getByRole('button', { name: 'Delete request and key' }).click();
    await expect(rows).toHaveCount(1);
    expect(await pendingOf(world)).toHaveLength(1);
    await expect(page.getByRole('region', { name: 'What the request holds' })).toHaveCount(0);

    await wayOf(page, /^Paste or choose a request/).check();
    await pasteRequest(page, csr);
    await goToReview(page, {
      source: ejbca,
      onStep: async (step) => {
        if (step !== 'Details') return;
        await expect(page.getByText('Command made this request and holds its private key')).toBeVisible();
        await expect(page.getByRole('region', { name: 'Private key' })).toHaveCount(0);
      },
    });
    await expect(page.getByText('yes, so it is sent with forceEnroll')).toBeVisible();

    await backToRequest(page);
    await wayOf(page, /^Made by Command/).check();
    // What was pasted is known again, so that it is not offered.
    await expect(rows.getByText('In use for this enrollment')).toBeVisible();
    await expect(page.getByRole('button', { name: `Enroll with this: ${wanted}` })).toHaveCount(0);
    await goToReview(page, { source: ejbca });
    const writes = writesOf(page);
    const id = await enroll(page);
    expect(writes.map((request) => request.url())).toEqual([expect.stringMatching(/CSR\?forceEnroll=true$/)]);
    expect(await world.get(withKey(id))).toMatchObject({ HasPrivateKey: true });
    const { certificates, text } = readPem((await download(page, 'Download PEM with chain')).path);
    expect(text).toContain(`DNS:${host}`);
    const [leaf = '', ...chain] = certificates;
    expect(verifyChain(leaf, chain, await world.roots())).toContain('OK');
    expect(await pendingOf(world)).toEqual([]);
    await page.getByRole('button', { name: 'Enroll another' }).click();
    await wayOf(page, /^Made by Command/).check();
    await expect(page.getByText('No request made by Command waits for its certificate.')).toBeVisible();
  });

  test.describe('on Command 10.5', () => {
    test.use({ profile: '10.5' });

    test('a request is enrolled at once', async ({ page, world }) => {
      const source = 'Server (tlsServerAuth-1y)';
      const posts = postsTo(page, '/CSRGeneration/Generate');
      await page.goto('enroll/csr');
      await wayOf(page, /^Made by Command/).check();
      await generate(page, source, 'older.keyexample.com');
      expect(posts[0]?.body).not.toHaveProperty('Curve');
      await page.getByRole('button', { name: 'Enroll with this', exact: true }).first().click();
      await goToReview(page, { source });
      const writes = writesOf(page);
      const id = await enroll(page);
      expect(writes.map((request) => request.url())).toEqual([expect.stringMatching(/CSR\?forceEnroll=true$/)]);
      expect(await world.get(withKey(id))).toMatchObject({ HasPrivateKey: true });
    });
  });

  test.describe('and not to be listed', () => {
    test.use({ expectedErrors: [/status of 40[03]/] });

    test('a request needs the word of the user, and the server’s refusal says so', async ({ page, world }) => {
      await world.post('/CSRGeneration/Generate', {
        Subject: 'CN=unseen.keyexample.com',
        KeyType: 'ECC',
        KeyLength: 256,
        EnrollmentPatternId: 1,
      });
      const csr = (await pendingOf(world))[0]?.CSR ?? '';
      await world.patch({ user: 'csrdesk' });
      await fillCsr(page, { csr, source: 'Server (tlsServerAuth-1y)' });
      await expect(page.getByText(/^cannot be told: you may not see the requests that Command made/)).toBeVisible();
      await enrollButton(page).click();
      await expect(page.getByRole('alert')).toContainText('Set forceEnroll to true to enroll with it.');
      await page.getByRole('button', { name: 'Change the request' }).click();
      await page.getByRole('button', { name: 'Back' }).click();
      await page.getByRole('checkbox', { name: 'Command made the request (forceEnroll)' }).check();
      await goOn(page, 'Review');
      const writes = writesOf(page);
      await enroll(page);
      expect(writes.map((request) => request.url())).toEqual([expect.stringMatching(/CSR\?forceEnroll=true$/)]);

      await page.getByRole('button', { name: 'Enroll another' }).click();
      await page.getByRole('button', { name: 'Leave without it' }).click();
      await wayOf(page, /^Made by Command/).check();
      const closed = page.getByText('Requests made by Command cannot be listed');
      await expect(closed).toBeVisible();
      // The right is given meanwhile.
      await world.patch({ user: 'admin' });
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByText('No request made by Command waits for its certificate.')).toBeVisible();
      await expect(closed).toHaveCount(0);
    });
  });
});

const host = 'made.keyexample.com';

/** Makes a key and its request in the browser. */
async function makeHere(page: Page, source: string, key: string): Promise<void> {
  await page.goto('enroll/csr');
  await wayOf(page, /^Make key and request in this browser/).check();
  await pickSource(page, source);
  await page.getByRole('radio', { name: key, exact: true }).check();
  await nameIt(page, host);
  await page.getByRole('button', { name: 'Make key and request', exact: true }).click();
  await expect(page.getByText('Not downloaded: the key is only on this page and is lost with it')).toBeVisible({
    timeout: 30_000,
  });
}

/** Saves the key without encryption, after the question. */
async function saveOpenly(page: Page): Promise<Buffer> {
  await page.getByRole('button', { name: 'Save without encryption' }).click();
  const asked = page.getByRole('dialog', { name: 'Save the key without encryption?' });
  const saved = page.waitForEvent('download');
  await asked.getByRole('button', { name: 'Save without encryption' }).click();
  const bytes = plainKeyBytes(await (await saved).path());
  await expect(page.getByText('Downloaded without encryption')).toBeVisible();
  return bytes;
}

const passwordOfKey = (page: Page) => page.getByRole('textbox', { name: /^Password of the key file/ });

/** Saves the key under a password. Returns the path of its file. */
async function saveEncrypted(page: Page, password: string | null): Promise<{ path: string; password: string }> {
  if (password === null) await page.getByRole('button', { name: 'Generate' }).click();
  else {
    await passwordOfKey(page).fill(password);
    const again = page.getByRole('textbox', { name: /^Password again/ });
    await again.fill(`${password}x`);
    await page.getByRole('button', { name: 'Download the key' }).click();
    await expect(page.getByText('This is not the same password.')).toBeVisible();
    await again.fill(password);
  }
  const used = await passwordOfKey(page).inputValue();
  const { name, path } = await download(page, 'Download the key');
  expect(name).toBe(`${host}.key`);
  await expect(page.getByText('Downloaded, encrypted')).toBeVisible();
  return { path, password: used };
}

const cases = [
  { key: 'RSA 2048', profile: '25.4', source: 'Web servers – Ops', password: 'Chosen & by hand 2026', kept: true },
  { key: 'ECC P-384', profile: '10.5', source: 'Web server (2 years)', password: 'Zwölf Zeichen 2026', kept: false },
  { key: 'Ed25519', profile: '25.4', source: ejbca, password: null, kept: false },
] as const;

for (const { key, profile, source, password, kept } of cases) {
  test.describe(`made in the browser, ${key}`, () => {
    test.use({ profile });

    test(`a key fits its certificate and ${kept ? 'goes to the server in one place, as told' : 'is found nowhere but in its files'}`, async ({
      page,
      world,
    }) => {
      const posts = postsTo(page, '/Enrollment/CSR');
      const placesOf = noteEverything(page);
      await makeHere(page, source, key);
      if (key === 'Ed25519') await expectLeavingAsks(page);
      const encrypted = await saveEncrypted(page, password);
      const plain = await saveOpenly(page);
      const publicKey = publicKeyOfDer(plain);
      expect(publicKeyOfDer(openKey(encrypted.path, encrypted.password))).toBe(publicKey);
      expect(() => openKey(encrypted.path, `${encrypted.password}x`)).toThrow();

      await goToReview(page, {
        source,
        onStep: async (step) => {
          if (step !== 'Details') return;
          const send = wayOf(page, /^Send the key made in this browser/);
          if (kept) await send.check();
          if (profile === '10.5') await expect(send).toHaveCount(0);
        },
      });
      const id = await enroll(page);
      const read = readPem((await download(page, 'Download PEM with chain')).path);
      const [leaf = '', ...chain] = read.certificates;
      expect(read.publicKey).toBe(publicKey);
      expect(verifyChain(leaf, chain, await world.roots())).toContain('OK');
      expect(await world.get(withKey(id))).toMatchObject({ HasPrivateKey: kept });

      const { CSR: csr = '', PrivateKey: sent, ...rest }: Document = posts[0]?.body ?? {};
      expect(describeCsr(String(csr))).toContain(`DNS:${host}`);
      const secrets = excerptsOf(plain, String(csr));
      expect(sent).toBe(kept ? plain.toString('base64') : undefined);
      expect(await placesOf(secrets)).toEqual(kept ? ['body of POST Enrollment/CSR'] : []);
      expect(secrets.filter((secret) => JSON.stringify(rest).includes(secret))).toEqual([]);
      expect(await placesOf(spellingsOf(encrypted.password))).toEqual([]);
    });
  });
}

/** A key that is only on the page is not left behind, and goes no further than the details, without a word. */
async function expectLeavingAsks(page: Page): Promise<void> {
  await look(page);
  await page.getByRole('link', { name: 'Activity' }).click();
  const asked = page.getByRole('dialog', { name: 'Leave this page?' });
  await expect(asked).toContainText('the key made here has not been downloaded. Both will be lost.');
  await asked.getByRole('button', { name: 'Stay' }).click();
  await goToReviewInVain(page);
  await backToRequest(page);
}

async function goToReviewInVain(page: Page): Promise<void> {
  for (const step of ['What', 'Names', 'Details']) await goOn(page, step);
  await next(page).click();
  await expect(page.getByText('Download the key first: without it nobody could use the certificate.')).toBeVisible();
  await expectStep(page, 'Details');
}
