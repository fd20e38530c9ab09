import { type Document, settled } from './editor.ts';
import { describeCertificate, openPfx } from './openssl.ts';
import {
  certificatesNamed,
  chooseSource,
  commonNameOf,
  download,
  enroll,
  goOn,
  next,
  passwordOf,
  postsTo,
} from './walk.ts';
import { expect, scan, test } from './world.ts';

const password = 'Chosen-by-hand-2026';

test.describe('the names of a stand-alone CA’s certificate', () => {
  // The clipboard of the test's own browser.
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('the subject goes to text and back without loss, names are pasted, and the certificate holds all of them', async ({
    page,
  }) => {
    const posts = postsTo(page, '/Enrollment/PFX');
    const sans = page.getByRole('textbox', { name: 'Alternative names' });
    const chosen = page.getByRole('list', { name: 'Alternative names: chosen' });
    await page.goto('enroll/pfx');
    await chooseSource(page, 'StandaloneCA');
    await expect(page.getByRole('definition').filter({ hasText: 'The only one that issues this.' })).toContainText(
      'StandaloneCA',
    );
    await goOn(page, 'Subject and names');

    await page.getByRole('button', { name: 'Edit as text' }).click();
    const text = page.getByRole('textbox', { name: 'Subject as text' });
    await text.fill(
      'CN=names.keyexample.com+UID=ops,OU=Ops\\, East,O=" Key; \\"Example\\" ",L=Malm\\C3\\B6,2.5.4.15=#0C0750726976617465,C=SE',
    );
    await page.getByRole('button', { name: 'Edit in parts' }).click();
    const part = (name: string) => page.getByRole('textbox', { name, exact: true });
    for (const [name, value] of [
      ['Common name', 'names.keyexample.com'],
      ['+ User ID', 'ops'],
      ['Organizational unit', 'Ops, East'],
      ['Organization', ' Key; "Example" '],
      ['City or locality', 'Malmö'],
    ] as const) {
      await expect(part(name)).toHaveValue(value);
    }
    await page.getByRole('button', { name: 'Edit as text' }).click();
    const whole = await text.inputValue();
    expect(whole).toContain('OU="Ops, East",O=" Key; \\"Example\\" ",L=Malmö,');
    // What cannot be read stays as it was typed, with the place.
    const broken = `${whole},=lost`;
    await text.fill(broken);
    await next(page).click();
    await expect(page.getByText(/^At character \d+, before “=lost”: /)).toBeVisible();
    await expect(text).toHaveValue(broken);
    await expect(text).toHaveAttribute('aria-invalid', 'true');
    const summary = page.getByRole('complementary', { name: 'Request summary' });
    await expect(summary).toContainText('The subject text cannot be read yet');
    await expect(summary).not.toContainText('Nothing stands out');
    await scan(page);
    await text.fill(whole);

    await page.evaluate(
      (pasted) => navigator.clipboard.writeText(pasted),
      [
        'X509v3 Subject Alternative Name:',
        '    DNS:names.keyexample.com, DNS:*.names.keyexample.com, IP Address:192.0.2.7, IP Address:2001:DB8:0:0:0:0:0:7',
        'ops@keyexample.com; https://names.keyexample.com/a?b=c',
        'UPN:ops@corp.keyexample.com',
        'GUID:{01020304-0506-0708-090a-0b0c0d0e0f10}',
        'Registered ID:1.3.6.1.4.1.99999.7',
        'DirName:CN=Directory,O=Key Example',
        'bücher.keyexample.com NAMES.keyexample.com 192.0.2.0/24',
      ].join('\n'),
    );
    await sans.focus();
    await page.keyboard.press('ControlOrMeta+V');
    await expect(page.getByText('Added 11 names. 1 cannot be asked for. 1 double left out.')).toBeVisible();
    await expect(chosen).toContainText('bücher.keyexample.com→ xn--bcher-kva.keyexample.com');
    // What cannot be asked for is named, and keeps the step.
    const wrong = page.getByRole('list', { name: 'Names that cannot be asked for' });
    await expect(wrong).toHaveText('192.0.2.0/24: This is a range; a certificate names single addresses.');
    await next(page).click();
    await expect(page.getByText('Correct or remove what is marked')).toBeVisible();
    await scan(page);
    await wrong.getByRole('button', { name: 'Correct 192.0.2.0/24' }).click();
    await page.getByRole('textbox', { name: 'Name instead of 192.0.2.0/24' }).fill('192.0.2.8');
    await page.keyboard.press('Enter');
    await expect(wrong).toHaveCount(0);

    // The words of a mail are no names unless somebody says so.
    const mail = 'Hi Anna, please add names.keyexample.com';
    await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), mail);
    await sans.focus();
    await page.keyboard.press('ControlOrMeta+V');
    await expect(page.getByText('4 words without a dot were left out: Hi, Anna, please, …')).toBeVisible();
    await expect(chosen).not.toContainText('Anna');
    await page.getByRole('button', { name: 'Add them anyway' }).click();
    for (const word of ['Hi', 'Anna', 'please', 'add']) {
      await page.getByRole('button', { name: `Remove ${word}`, exact: true }).click();
    }
    await goOn(page, 'Key and file');
    await passwordOf(page).fill(password);
    for (const step of ['Details', 'Where', 'Review']) await goOn(page, step);
    await enroll(page);
    expect(posts[0]?.body).toMatchObject({
      CertificateAuthority: 'sa01.keyexample.com\\StandaloneCA',
      SANs: {
        dns: ['names.keyexample.com', '*.names.keyexample.com', 'xn--bcher-kva.keyexample.com'],
        ip4: ['192.0.2.7', '192.0.2.8'],
        ip6: ['2001:db8::7'],
        rfc822: ['ops@keyexample.com'],
        uri: ['https://names.keyexample.com/a?b=c'],
        ms_ntprincipalname: ['ops@corp.keyexample.com'],
        ms_ntdsreplication: ['{01020304-0506-0708-090a-0b0c0d0e0f10}'],
        registeredid: ['1.3.6.1.4.1.99999.7'],
        directory: ['CN=Directory,O=Key Example'],
      },
    });
    for (const member of ['Template', 'EnrollmentPatternId']) expect(posts[0]?.body).not.toHaveProperty(member);
    for (const what of ['Subject', 'Alternative names', 'Key', 'Certificate authority']) {
      await expect(page.getByRole('row', { name: new RegExp(`^${what} As asked `) })).toBeVisible();
    }
    const words = describeCertificate(openPfx((await download(page, 'Download .pfx')).path, password).leaf);
    for (const held of [
      /CN=names\.keyexample\.com\+UID=ops,OU=Ops\\, East,O=\\ Key\\; \\"Example\\"\\ ,L=Malmö,businessCategory=Private,C=SE$/m,
      /DNS:names\.keyexample\.com, DNS:\*\.names\.keyexample\.com/,
      /IP Address:192\.0\.2\.7/,
      /IP Address:192\.0\.2\.8/,
      /IP Address:2001:DB8:0:0:0:0:0:7/,
      /email:ops@keyexample\.com/,
      /URI:https:\/\/names\.keyexample\.com\/a\?b=c/,
      /UPN::ops@corp\.keyexample\.com/,
      /Registered ID:1\.3\.6\.1\.4\.1\.99999\.7/,
      /DirName:\/O=Key Example\/CN=Directory/,
      /DNS:xn--bcher-kva\.keyexample\.com/,
    ]) {
      expect(words).toMatch(held);
    }
  });
});

test('rules hold the steps back where the server is certain to refuse, and the details arrive as they were typed', async ({
  page,
  world,
}) => {
  const posts = postsTo(page, '/Enrollment/PFX');
  const chosen = page.getByRole('list', { name: 'Alternative names: chosen' });
  const sans = page.getByRole('textbox', { name: 'Alternative names' });
  await page.goto('enroll/pfx');
  // A regex that only .NET understands is never certain.
  await chooseSource(page, 'Mail servers', 'CorpIssuingCA1');
  await goOn(page, 'Subject and names');
  await commonNameOf(page).fill('web.keyexample.com');
  await expect(page.getByText(/^Worth a look: Common name: the regex .* cannot be judged here/).first()).toBeVisible();
  await goOn(page, 'Key and file');
  await page.getByRole('button', { name: 'What', exact: true }).click();
  await chooseSource(page, 'Web servers – Partners');
  await expect(page.getByRole('definition').filter({ hasText: 'The only one that issues this.' })).toContainText(
    'CorpIssuingCA1',
  );

  await goOn(page, 'Subject and names');
  await expect(commonNameOf(page)).toHaveValue('web.keyexample.com');
  await expect(page.getByRole('textbox', { name: 'Organizational unit' })).toHaveValue('Partners');
  await next(page).click();
  await expect(commonNameOf(page)).toHaveAccessibleDescription(/Only names under partner\.keyexample\.com\./);
  await expect(commonNameOf(page)).toBeFocused();
  await commonNameOf(page).fill('web.partner.keyexample.com');
  await expect(commonNameOf(page)).toHaveAttribute('aria-invalid', 'false');
  await expect(chosen.getByRole('listitem')).toHaveText('web.partner.keyexample.comadded by the server');
  await sans.fill('*.partner.keyexample.com, mail.partner.keyexample.com MAIL.partner.keyexample.com');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/1 double left out\./)).toBeVisible();
  await next(page).click();
  await expect(sans).toHaveAccessibleDescription(/\*\.partner\.keyexample\.com is a wildcard, and wildcards are not/);
  await page.getByRole('button', { name: 'Remove *.partner.keyexample.com' }).click();

  await goOn(page, 'Key and file');
  await page.getByLabel('Key', { exact: true }).selectOption('ECC P-256');
  await passwordOf(page).fill('too-short');
  await next(page).click();
  await expect(passwordOf(page)).toHaveAttribute('aria-invalid', 'true');
  await passwordOf(page).fill(password);

  await goOn(page, 'Details');
  const field = (name: string) => page.getByLabel(new RegExp(`^${name}( \\(required\\))?$`));
  await field('TicketNumber').fill('chg0001234');
  await field('Server_Count').fill('three');
  await next(page).click();
  for (const words of [
    'Partner is required.',
    'Contact is required.',
    'A ticket number is CHG or INC and seven digits.',
  ]) {
    await expect(page.getByText(words, { exact: true })).toBeVisible();
  }
  // In place, and at once beside the steps.
  await expect(field('Server_Count')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('“three” is not a whole number.', { exact: true })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Before it can be sent' })).toContainText(
    'Server_Count: “three” is not a whole number.',
  );
  await scan(page);
  await field('Partner').selectOption('Fabrikam');
  await field('Contact').fill('web@keyexample.com');
  await field('TicketNumber').fill('CHG0001234');
  await field('Server_Count').fill('3');
  await field('GoLiveDate').fill('2027-01-31');
  await field('InternetFacing').selectOption('True');
  await field('Application').selectOption('Payments');
  await field('Notes').fill('First line\nsecond line');
  await field('Owner role').selectOption('Administrator');
  for (const step of ['Where', 'Review']) await goOn(page, step);
  await expect(page.getByText('Hidden field, sent with its default')).toBeVisible();
  const id = await enroll(page);

  const metadata = {
    Contact: 'web@keyexample.com',
    TicketNumber: 'CHG0001234',
    Server_Count: '3',
    InternetFacing: 'true',
    Application: 'Payments',
    Environment: 'Production',
    LegacyId: 'none',
    'Business-Unit': 'Shared services',
  };
  expect(posts[0]?.body).toMatchObject({
    OwnerRoleId: 1,
    AdditionalEnrollmentFields: { Partner: 'Fabrikam' },
    Metadata: { ...metadata, GoLiveDate: '2027-01-31', Notes: expect.stringMatching(/^First line\r?\nsecond line$/) },
  });
  expect(posts[0]?.body).not.toHaveProperty('OwnerRoleName');
  const record = (await world.get(`/Certificates/${id}?includeMetadata=true`)) as { Metadata: Document };
  expect(record).toMatchObject({ OwnerRoleName: 'Administrator' });
  expect(record.Metadata).toMatchObject(metadata);
  await expect(
    page.getByRole('row', { name: /^Alternative names As asked, and more .*Added by the server: DNS name web/ }),
  ).toBeVisible();
  await expect(page.getByRole('region', { name: 'Metadata' })).toContainText('CHG0001234');
});

test('a prefill link opens the wizard filled in, sends nothing, and takes no secret', async ({ page, world }) => {
  const [store] = (await world.get(
    `/CertificateStores?QueryString=${encodeURIComponent('AddSupported -eq true AND Approved -eq true AND PrivateKeyAllowed -ne 0')}&ReturnLimit=1`,
  )) as { Id: string; DisplayName: string }[];
  if (!store) throw new Error('the seeded world has no such store');
  const writes: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') writes.push(request.url());
  });
  const query = new URLSearchParams([
    ['pattern', '3'],
    ['ca', 'CorpIssuingCA1'],
    ['subject', 'CN=linked.keyexample.com,OU=Ops\\, East'],
    ['san', 'linked.keyexample.com'],
    ['san', 'upn:ops@corp.keyexample.com'],
    ['metadata.Environment', 'Test'],
    ['metadata.Nonsense', 'x'],
    ['owner', 'Administrator'],
    ['store', store.Id],
    ['password', 'never-in-a-link'],
  ]);
  await page.goto(`enroll/pfx?${query}`);
  const note = page
    .getByRole('status')
    .filter({ hasText: 'A link filled in this form. Check it: nothing has been sent.' });
  await expect(note.getByRole('listitem')).toHaveText([
    'Enroll with Web servers – Ops',
    'CA CorpIssuingCA1',
    'Subject',
    '2 alternative names',
    'Metadata Environment',
    'Owner role Administrator',
    '1 store',
    'Metadata Nonsense: not asked for here',
    'password: not something a link can fill in',
  ]);
  await expect(page.getByRole('combobox', { name: 'Enrollment pattern' })).toHaveValue('Web servers – Ops');
  await scan(page);
  await goOn(page, 'Subject and names');
  await expect(commonNameOf(page)).toHaveValue('linked.keyexample.com');
  await expect(page.getByRole('textbox', { name: 'Organizational unit' })).toHaveValue('Ops, East');
  await expect(page.getByRole('list', { name: 'Alternative names: chosen' }).getByRole('listitem')).toHaveCount(2);
  await goOn(page, 'Key and file');
  await expect(passwordOf(page)).toHaveValue('');
  await passwordOf(page).fill(password);
  await goOn(page, 'Details');
  await expect(page.getByLabel('Environment')).toContainText('Test');
  await expect(page.getByLabel('Owner role')).toContainText('Administrator');
  await goOn(page, 'Where');
  await expect(page.getByRole('group', { name: store.DisplayName })).toBeVisible();
  await settled(page);
  expect(writes).toEqual([]);
  expect(await certificatesNamed(world, 'linked.keyexample.com')).toEqual([]);
});
