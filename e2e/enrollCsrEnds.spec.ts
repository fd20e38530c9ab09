import type { Page } from '@playwright/test';
import {
  backToRequest,
  corpusText,
  fillCsr,
  goToReview,
  makeKeyed,
  pasteRequest,
  receiptOf,
  requestField,
} from './csrWalk.ts';
import { settled } from './editor.ts';
import { readPem } from './openssl.ts';
import {
  acceptTerms,
  certificatesNamed,
  chooseSource,
  download,
  enroll,
  enrollButton,
  expectIssued,
  expectStep,
  goOn,
  next,
  postsTo,
} from './walk.ts';
import { expect, test } from './world.ts';

const requestFor = (host: string, curve?: string) => makeKeyed(`/CN=${host}`, [`DNS:${host}`], curve ?? 'P-256').csr;

test.describe('the dry run', () => {
  test('keeps back what a rule certainly refuses, in the words of the rule: name, key, wildcard', async ({ page }) => {
    const posts = postsTo(page, '/Enrollment/CSR');
    const refused = async (csr: string, source: string, words: string | RegExp) => {
      await pasteRequest(page, csr);
      await goOn(page, 'What');
      await chooseSource(page, source);
      await next(page).click();
      await expect(page.getByRole('paragraph').filter({ hasText: words })).toBeVisible();
      await expect(page.getByRole('list', { name: 'Findings' })).toContainText(words);
      await expectStep(page, 'What');
      await backToRequest(page);
    };
    await page.goto('enroll/csr');
    await refused(
      requestFor('shop.example.org'),
      'Web servers – Ops',
      'Common name “shop.example.org”: Name must end in .keyexample.com (regex ^(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)*\\.keyexample\\.com$)',
    );
    await refused(
      corpusText('case-p521.pem'),
      'Web servers – Ops',
      'ECC P-521 is not allowed. Allowed: RSA 2048, RSA 3072, RSA 4096, ECC P-256, ECC P-384.',
    );
    await refused(
      makeKeyed('/CN=a.partner.keyexample.com', ['DNS:*.a.partner.keyexample.com'], 'P-256').csr,
      'Web servers – Partners',
      '*.a.partner.keyexample.com is a wildcard, and wildcards are not allowed.',
    );
    // One that nothing speaks against passes.
    await pasteRequest(page, requestFor('b.partner.keyexample.com'));
    await goOn(page, 'What');
    await goOn(page, 'Names');
    expect(posts).toEqual([]);
  });

  test('finds live certificates of the same key, with the same names or others, which is advice where keys may be used again', async ({
    page,
    world,
  }) => {
    const walk = { source: 'Load balancers', authority: 'CorpIssuingCA1' };
    const findings = page.getByRole('list', { name: 'Findings' });
    const again = async (csr: string): Promise<void> => {
      await page.getByRole('button', { name: 'Enroll another' }).click();
      await page.getByRole('button', { name: 'Leave without it' }).click();
      await pasteRequest(page, csr);
      await goToReview(page, walk);
    };
    await fillCsr(page, { csr: corpusText('case-plain.pem'), ...walk });
    await expect(page.getByText(/^a search for the key found none, which is no proof/)).toBeVisible();
    const plain = await enroll(page);
    await again(corpusText('case-same-key.pem'));
    await expect(findings).toContainText(`Worth a look: Certificate ${plain} has the same key.`);
    await expect(findings).not.toContainText('still in force');
    await expect(page.getByText('there are none', { exact: true })).toBeVisible();
    await expect(page.getByText('some have it, see the findings')).toBeVisible();
    const first = await enroll(page);
    await again(corpusText('case-same-key.pem'));
    await expect(findings).toContainText(`Worth a look: Certificate ${first} has the same key.`);
    await expect(findings).toContainText(
      `Worth a look: Certificate ${first} has the same subject and alternative names and is still in force.`,
    );
    await expect(page.getByText('some have its key or its names, see the findings')).toBeVisible();
    await enroll(page);
    expect(await certificatesNamed(world, 'next.keyexample.com')).toHaveLength(2);
  });

  test.describe('of somebody who may not read certificates', () => {
    test.use({ user: 'requester', expectedErrors: [/403/] });

    test('says what it cannot find out; the request is issued all the same', async ({ page }) => {
      await fillCsr(page, { csr: requestFor('team.keyexample.com'), source: 'Web server (2 years)' });
      await expect(
        page.getByText(
          'you may not search certificates (that takes /certificates/collections/read/), so duplicates cannot be found here',
        ),
      ).toBeVisible();
      await expect(page.getByText(/^cannot be told: you may not see the requests that Command made/)).toBeVisible();
      await enroll(page);
      const { subject } = readPem((await download(page, 'Download PEM with chain')).path);
      expect(subject).toContain('CN=team.keyexample.com');
    });
  });
});

/** Sends a request that will not be issued at once. */
async function send(page: Page, host: string): Promise<string> {
  const csr = requestFor(host);
  await fillCsr(page, { csr });
  await enrollButton(page).click();
  return csr;
}

test.describe('the end', () => {
  for (const [profile, authority] of [
    ['25.4', 'The workflow waits for somebody'],
    ['10.5', 'The request waits for a decision at the CA.'],
  ] as const) {
    test.describe(`on Command ${profile}`, () => {
      test.use({ profile });

      test('of a request that waits leads to Activity, which follows it until it is issued', async ({
        page,
        world,
      }) => {
        const host = 'approved-later.keyexample.com';
        await send(page, host);
        await expect(page.getByText('Waiting for approval: no certificate has been issued yet')).toBeVisible();
        expect(JSON.parse(await receiptOf(page))).toMatchObject({ outcome: 'pending', certificate: null });
        await page.getByRole('link', { name: 'Follow it in Activity' }).click();
        const row = page.getByRole('listitem', { name: host, exact: true });
        await expect(row.getByText(authority)).toBeVisible();
        await world.advance(31_000);
        await row.getByRole('button', { name: `Ask now about ${host}` }).click();
        await expect(row.getByText('Issued')).toBeVisible();
      });
    });
  }

  test('of a request that waits for the CA’s own validation says what has to be done', async ({ page }) => {
    await send(page, 'external.keyexample.com');
    await expect(page.getByText('Waiting for validation by the CA: no certificate has been issued yet')).toBeVisible();
    await expect(page.getByText(/^This page can be closed: Activity keeps the request/)).toBeVisible();
  });

  test.describe('by a refusal', () => {
    test.use({ expectedErrors: [/status of 400/] });

    test('keeps what was entered, whoever refuses; Enter, pressed again and again, makes one certificate', async ({
      page,
      world,
    }) => {
      const posts = postsTo(page, '/Enrollment/CSR');
      const denied = await send(page, 'denied.keyexample.com');
      await expect(page.getByText('Denied: no certificate was issued')).toBeVisible();
      await page.getByRole('button', { name: 'Change the request' }).click();
      await expectStep(page, 'Review');
      await backToRequest(page);
      const again = async (host: string) => {
        await pasteRequest(page, requestFor(host));
        await goOn(page, 'What');
        await acceptTerms(page);
        for (const step of ['Names', 'Details', 'Review']) await goOn(page, step);
      };
      await expect(requestField(page)).toHaveValue(denied);
      await again('refused.keyexample.com');
      await enrollButton(page).click();
      await expect(page.getByRole('alert')).toContainText(/'CorpIssuingCA\d' refused the request\. \(0x80094012\)/);
      await page.getByRole('button', { name: 'Change the request' }).click();
      await expectStep(page, 'Review');
      await backToRequest(page);
      await again('right.keyexample.com');
      // Until then the button waits.
      await expect(page.getByText('there are none', { exact: true })).toBeVisible();
      await enrollButton(page).focus();
      for (let press = 0; press < 3; press += 1) await page.keyboard.press('Enter');
      await expectIssued(page);
      expect(posts).toHaveLength(3);
      expect(await certificatesNamed(world, 'right.keyexample.com')).toHaveLength(1);
    });
  });

  test.describe('that nobody knows', () => {
    test.use({ expectedErrors: [/status of 504/] });

    test('is searched for and taken over; one request was sent, one certificate exists', async ({ page, world }) => {
      const posts = postsTo(page, '/Enrollment/CSR');
      const host = 'timeout.keyexample.com';
      const { csr, pkcs8, publicKey } = makeKeyed(`/CN=${host}`, [`DNS:${host}`], 'P-256');
      await fillCsr(page, {
        csr,
        onStep: async (step) => {
          if (step !== 'Details') return;
          await page.getByRole('radio', { name: 'Send a key that I give' }).check();
          await page
            .getByRole('textbox', { name: /^Private key/ })
            .fill(`-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----`);
        },
      });
      await enrollButton(page).click();
      await expect(page.getByText('Whether a certificate was issued is not known')).toBeVisible();
      const receipt = await receiptOf(page);
      expect(JSON.parse(receipt)).toMatchObject({
        outcome: 'unknown',
        request: { body: { PrivateKey: '(not shown)' } },
      });
      expect(receipt).not.toContain(pkcs8);
      const candidate = page.getByRole('list', { name: 'Candidates' }).getByRole('listitem');
      await expect(candidate).toContainText(
        'Fits in everything that can be compared. It holds the key of the request.',
      );
      await candidate.getByRole('button').last().click();
      await expect(page.getByText(/^Issued: certificate \d+, found by searching/)).toBeVisible();
      expect(readPem((await download(page, 'Download PEM with chain')).path).publicKey).toBe(publicKey);
      expect(posts.map(({ body }) => body['PrivateKey'])).toEqual([pkcs8]);
      expect(await certificatesNamed(world, host)).toHaveLength(1);
    });
  });

  test.describe('of the sign-in', () => {
    test.use({ expectedErrors: [/status of 40[13]/] });

    test('keeps the request, which is sent when the button is pressed again', async ({ page, world }) => {
      const host = 'signed-out.keyexample.com';
      await fillCsr(page, { csr: requestFor(host) });
      await settled(page);
      await world.patch({ faults: [{ method: 'POST', path: '/Enrollment/CSR', kind: '401', times: 1 }] });
      await enrollButton(page).click();
      const dialog = page.getByRole('dialog', { name: 'You are not signed in' });
      await expect(dialog).toBeVisible();
      await dialog.getByRole('button', { name: 'Try again' }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByRole('alert').filter({ hasText: 'You are not signed in' })).toBeVisible();
      // Of somebody without a name everything is read again.
      await settled(page);
      expect(await certificatesNamed(world, host)).toHaveLength(0);
      await enroll(page);
      expect(await certificatesNamed(world, host)).toHaveLength(1);
    });

    test('by somebody else keeps the request and its rules, and no press is lost while the page is read again', async ({
      page,
      world,
    }) => {
      const host = 'somebody-else.keyexample.com';
      await world.patch({ user: 'csrdesk' });
      await fillCsr(page, { csr: requestFor(host), source: 'Server (tlsServerAuth-1y)' });
      await settled(page);
      const posts = postsTo(page, '/Enrollment/CSR');
      await world.patch({
        user: 'admin',
        faults: [
          { method: 'POST', path: '/Enrollment/CSR', kind: '401', times: 1 },
          // What the choice rests on: were it read again now, a press would meet it half done.
          { method: 'GET', path: '/MetadataFields', kind: 'slow', delayMs: 4000, times: 9 },
        ],
      });
      await enrollButton(page).click();
      const dialog = page.getByRole('dialog', { name: 'You are not signed in' });
      await dialog.getByRole('button', { name: 'Try again' }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByRole('banner').getByText('admin')).toBeVisible();
      await enroll(page);
      expect(posts).toHaveLength(2);
      expect(await certificatesNamed(world, host)).toHaveLength(1);
    });
  });
});
