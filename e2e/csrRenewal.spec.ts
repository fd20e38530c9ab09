import { fillCsr, makeKeyed } from './csrWalk.ts';
import { readPem } from './openssl.ts';
import { download, enroll, goOn, look, next, postsTo } from './walk.ts';
import { expect, test, type World } from './world.ts';

interface OldCertificate {
  Id: number;
  IssuedCN: string;
}

/** A certificate of the template "Web server (2 years)" that is still valid. */
async function oldCertificate(world: World): Promise<OldCertificate> {
  const query = encodeURIComponent('IssuedCN -contains "keyexample" AND CertState -eq 1');
  const rows = (await world.get(`/Certificates?QueryString=${query}&ReturnLimit=400`)) as (OldCertificate & {
    TemplateId: number;
    NotAfter: string;
  })[];
  const found = rows.find(
    ({ TemplateId, IssuedCN, NotAfter }) =>
      TemplateId === 17 && !IssuedCN.startsWith('*') && Date.parse(NotAfter) > Date.now() + 86_400_000,
  );
  if (!found) throw new Error('the seeded world has no such certificate');
  return found;
}

const renewal = (page: Parameters<typeof look>[0]) => page.getByRole('region', { name: 'Certificate to renew' });

test('a CSR renews the certificate that is chosen, which the request names, or the one of a link; a new one names none', async ({
  page,
  world,
}) => {
  const old = await oldCertificate(world);
  const { csr, publicKey } = makeKeyed(`/CN=${old.IssuedCN}`, [`DNS:${old.IssuedCN}`], 'P-256');
  const posts = postsTo(page, '/Enrollment/CSR');
  await fillCsr(page, {
    csr,
    onStep: async (step) => {
      if (step === 'Details') {
        await page.getByText('Rarely needed: file extension').click();
        await page.getByRole('textbox', { name: 'File extension' }).fill('cer');
      }
      if (step !== 'What') return;
      await page.getByRole('radio', { name: 'The renewal of a certificate' }).check();
      await next(page).click();
      await expect(page.getByText('Choose the certificate to renew, or a new certificate.')).toBeVisible();
      await page.getByRole('searchbox', { name: 'Name, id, thumbprint or serial number' }).fill(old.IssuedCN);
      await page.getByRole('button', { name: `Renew ${old.IssuedCN}, certificate ${old.Id}`, exact: true }).click();
      await expect(renewal(page)).toContainText('No store gets the new certificate by itself.');
      await expect(renewal(page)).toContainText(`certificate ${old.Id}`);
      // What only a PFX enrollment does.
      await expect(page.getByRole('checkbox', { name: /^Replace the old certificate/ })).toHaveCount(0);
      await expect(page.getByRole('button', { name: 'Fill in its names' })).toHaveCount(0);
      await look(page);
    },
  });
  await expect(page.getByText('Renews', { exact: true })).toBeVisible();
  await enroll(page);
  expect(posts.map(({ body }) => body)).toEqual([
    expect.objectContaining({ RenewalCertificateId: old.Id, FileExtension: 'cer' }),
  ]);
  expect(readPem((await download(page, 'Download PEM with chain')).path).publicKey).toBe(publicKey);

  await page.getByRole('button', { name: 'Enroll another' }).click();
  await fillCsr(page, { csr: makeKeyed('/CN=new.keyexample.com', ['DNS:new.keyexample.com'], 'P-256').csr });
  await enroll(page);
  expect(posts[1]?.body).not.toHaveProperty('RenewalCertificateId');
  expect(posts[1]?.body).not.toHaveProperty('FileExtension');

  // A link names the certificate as well.
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(`enroll/csr?pattern=3&renew=${old.Id}`);
  await expect(page.getByRole('listitem').filter({ hasText: `Renewal of certificate ${old.Id}` })).toBeVisible();
  await page
    .getByRole('textbox', { name: /^Certificate signing request/ })
    .fill(makeKeyed(`/CN=${old.IssuedCN}`, [], 'P-256').csr);
  await goOn(page, 'What');
  await expect(renewal(page)).toContainText(old.IssuedCN);
});

test.describe('on Command 24.4, which has no renewal by a CSR', () => {
  test.use({ profile: '24.4' });

  test('none is offered, and a link that asks for one is told so', async ({ page }) => {
    const posts = postsTo(page, '/Enrollment/CSR');
    await page.goto('enroll/csr?renew=5');
    await expect(page.getByText('renew: this kind of enrollment has no place for it')).toBeVisible();
    await fillCsr(page, {
      csr: makeKeyed('/CN=a.keyexample.com', ['DNS:a.keyexample.com'], 'P-256').csr,
      onStep: async (step) => {
        if (step === 'What') await expect(page.getByText('The renewal of a certificate')).toHaveCount(0);
        if (step === 'Details') await expect(page.getByText('Rarely needed: file extension')).toHaveCount(0);
      },
    });
    await enroll(page);
    expect(posts[0]?.body).not.toHaveProperty('RenewalCertificateId');
  });
});
