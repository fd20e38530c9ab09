import {
  choose,
  expectSaved,
  openEditor,
  pick,
  review,
  save,
  scanWhole,
  section,
  without,
  type Document,
} from './editor.ts';
import { expect, scan, test } from './world.ts';

const only = (rows: unknown, change: Document): Document[] =>
  (rows as Document[]).map((row) => ({ ...row, ...change }));

test('every section of a pattern changes, and nothing else does', async ({ page, world }) => {
  const path = '/EnrollmentPatterns/4';
  const before = (await world.get(path)) as Record<string, Document[]> & { Policies: Document };
  await openEditor(page, 'patterns/4');
  await section(page, 'Naming').getByLabel('Name').fill('Web servers – Partners and friends');
  await page.getByLabel('Description').fill('Names of partners');
  await page.getByRole('checkbox', { name: 'CSR generation' }).check();
  await pick(section(page, 'Who may enroll'), 'Security roles', 'Mail Team');
  await pick(section(page, 'Certificate authorities'), 'Certificate authorities', 'CorpIssuingCA2');
  await page.getByRole('textbox', { name: 'Default value, Contact' }).fill('partners@keyexample.com');
  await section(page, 'Enrollment fields').getByRole('textbox', { name: 'Choices' }).fill('Tailspin');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Regex, CN' }).fill('^[a-z]+$');
  await page.getByRole('textbox', { name: 'Default value, OU' }).fill('Friends');
  await page
    .getByRole('radiogroup', { name: 'Allow key reuse' })
    .getByRole('radio', { name: 'On', exact: true })
    .check();
  await page.getByRole('checkbox', { name: 'Use a default owner of its own' }).check();
  await pick(section(page, 'Policy'), 'Default owner role', 'Web Team');
  await page.getByRole('group', { name: 'Key algorithms, RSA' }).getByRole('checkbox', { name: '2048' }).check();
  await review(page, 13);
  await scan(page);
  const body = await save(page, 13);
  await expectSaved(page);

  const keys = [
    { name: 'RSA', bit_lengths: [2048, 3072, 4096], curves: [] },
    { name: 'ECDSA', bit_lengths: [256], curves: ['1.2.840.10045.3.1.7'] },
  ];
  const stored = {
    ...before,
    Name: 'Web servers – Partners and friends',
    Description: 'Names of partners',
    AllowedEnrollmentTypes: 7,
    AssociatedRoles: [...(before['AssociatedRoles'] ?? []), { Id: 11, Name: 'Mail Team' }],
    CertificateAuthorities: [
      ...(before['CertificateAuthorities'] ?? []),
      {
        Id: 4,
        LogicalName: 'CorpIssuingCA2',
        HostName: 'corpca02.keyexample.com',
        ConfigurationTenant: 'keyexample.com',
      },
    ],
    MetadataFields: only(before['MetadataFields'], { DefaultValue: 'partners@keyexample.com' }),
    EnrollmentFields: only(before['EnrollmentFields'], { Options: ['Contoso', 'Fabrikam', 'Litware', 'Tailspin'] }),
    Regexes: only(before['Regexes'], { Regex: '^[a-z]+$' }),
    Defaults: only(before['Defaults'], { Value: 'Friends' }),
    Policies: {
      ...before.Policies,
      AllowKeyReuse: true,
      DefaultCertificateOwnerOverride: true,
      DefaultCertificateOwnerRoleId: 10,
      DefaultCertificateOwnerRoleName: 'Web Team',
      PrimaryKeyAlgorithms: keys,
      KeyInfo: { ...(before.Policies['KeyInfo'] as Document), RSA: keys[0] },
    },
  };
  expect(await world.get(path)).toEqual(stored);
  // What is written differs from what is read: roles by name, CAs by id, neither id nor template.
  expect(body).toMatchObject({
    AssociatedRoles: ['Administrator', 'Ops Enrollers', 'Web Team', 'CSR Desk', 'Mail Team'],
    CertificateAuthorities: [3, 4],
  });
  expect(Object.keys(body).toSorted()).toEqual(Object.keys(without(before, ['Id', 'Template'])).toSorted());
});

test('rows come, go and change their place', async ({ page, world }) => {
  const path = '/EnrollmentPatterns/7';
  const before = (await world.get(path)) as Record<string, Document[]>;
  await openEditor(page, 'patterns/7');
  const metadata = section(page, 'Metadata');
  await metadata.getByRole('button', { name: 'Remove Application' }).click();
  await metadata.getByRole('button', { name: 'Add metadata field' }).click();
  await expect(page.getByRole('combobox', { name: 'Metadata field, row 3' })).toBeFocused();
  await expect(metadata.getByText('Choose the metadata field that this row is about.')).toHaveCount(0);
  await pick(metadata, 'Metadata field, row 3', 'CostCentre');
  await page.getByRole('combobox', { name: 'At enrollment, CostCentre' }).selectOption('Required');
  await page.getByRole('button', { name: 'Move Remark up' }).click();
  await page.getByRole('button', { name: 'Add regex' }).click();
  await page.getByRole('combobox', { name: 'Subject part, row 3' }).selectOption({ label: 'Country/Region (C)' });
  await page.getByRole('textbox', { name: 'Regex, C', exact: true }).fill('^DE$');
  await page.getByRole('textbox', { name: 'Error message, C', exact: true }).fill('Germany only');
  await page.getByRole('button', { name: 'Add default' }).click();
  await page.getByRole('combobox', { name: 'Subject part, row 5' }).selectOption({ label: 'Country/Region (C)' });
  await page.getByRole('textbox', { name: 'Default value, C', exact: true }).fill('DE');
  await review(page, 5);
  await save(page, 5);
  await expectSaved(page);
  const row = { DefaultValue: null, Validation: null, Message: null, CaseSensitive: false };
  expect(await world.get(path)).toEqual({
    ...before,
    MetadataFields: [...(before['MetadataFields'] ?? []).slice(0, 2), { ...row, MetadataId: 3, Enrollment: 1 }],
    EnrollmentFields: (before['EnrollmentFields'] ?? []).toReversed(),
    Regexes: [
      ...(before['Regexes'] ?? []),
      { SubjectPart: 'C', Regex: '^DE$', Error: 'Germany only', CaseSensitive: false },
    ],
    Defaults: [...(before['Defaults'] ?? []), { SubjectPart: 'C', Value: 'DE' }],
  });
});

test('keys: a post-quantum one, an alternative one, and one curve less out of the folded list', async ({
  page,
  world,
}) => {
  const path = '/EnrollmentPatterns/1';
  const before = (await world.get(path)) as { Policies: Record<string, Document[]> };
  const brainpool = '1.3.36.3.3.2.8.1.1.7';
  await openEditor(page, 'patterns/1');
  await page
    .getByRole('group', { name: 'Key algorithms, ML-DSA' })
    .getByRole('checkbox', { name: 'ML-DSA-65' })
    .check();
  await page.getByText('Alternative keys of hybrid certificates (none)').click();
  await page
    .getByRole('group', { name: 'Alternative keys, ML-DSA' })
    .getByRole('checkbox', { name: 'ML-DSA-87' })
    .check();
  await page.getByText('68 more curves, 68 chosen').click();
  const curves = page.getByRole('group', { name: 'Key algorithms, ECDSA' });
  await curves.getByRole('textbox', { name: 'Search curves' }).fill(brainpool);
  await expect(curves.getByRole('button', { name: 'Clear all 1 listed' })).toBeVisible();
  await curves.getByRole('checkbox', { name: 'brainpoolP256r1' }).uncheck();
  await expect(curves.getByText('68 more curves, 67 chosen')).toBeVisible();
  await scanWhole(page);
  await review(page, 3);
  await save(page, 3);
  await expectSaved(page);
  const primary = before.Policies['PrimaryKeyAlgorithms'] ?? [];
  const ecdsa = primary.find(({ name }) => name === 'ECDSA') as { bit_lengths: number[]; curves: string[] };
  const at = ecdsa.curves.indexOf(brainpool);
  const fewer = { ...ecdsa, bit_lengths: ecdsa.bit_lengths.toSpliced(at, 1), curves: ecdsa.curves.toSpliced(at, 1) };
  const mlDsa = (name: string): Document => expect.objectContaining({ name, curves: [] });
  expect(await world.get(path)).toEqual({
    ...before,
    Policies: {
      ...before.Policies,
      PrimaryKeyAlgorithms: [...primary.map((row) => (row === ecdsa ? fewer : row)), mlDsa('ML-DSA-65')],
      AlternativeKeyAlgorithms: [mlDsa('ML-DSA-87')],
      KeyInfo: { ...(before.Policies['KeyInfo'] as unknown as Document), ECDSA: fewer, MLDSA65: mlDsa('ML-DSA-65') },
    },
  });
});

test('security roles in place of Active Directory need one, and are refused in place without', async ({
  page,
  world,
}) => {
  const path = '/EnrollmentPatterns/16';
  const before = (await world.get(path)) as Document;
  await openEditor(page, 'patterns/16');
  const who = section(page, 'Who may enroll');
  await choose(who, 'Decided by', /^Security roles/);
  await page.getByRole('button', { name: 'Review 1 change' }).click();
  const words = 'Choose at least one security role, or let Active Directory’s permissions decide.';
  await expect(who.getByText(words)).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Security roles' })).toBeFocused();
  await expect(page.getByRole('heading', { name: /^Review the changes/ })).toHaveCount(0);
  await scan(page);
  await pick(who, 'Security roles', 'Web Team');
  await expect(who.getByText(words)).toHaveCount(0);
  await review(page, 2);
  await save(page, 2);
  await expectSaved(page);
  expect(await world.get(path)).toEqual({
    ...before,
    UseADPermissions: false,
    AssociatedRoles: [{ Id: 10, Name: 'Web Team' }],
  });
});

test('Active Directory in place of roles leaves the roles as they are', async ({ page, world }) => {
  const path = '/EnrollmentPatterns/4';
  const before = (await world.get(path)) as Document;
  await openEditor(page, 'patterns/4');
  const who = section(page, 'Who may enroll');
  await choose(who, 'Decided by', /^Active Directory permissions/);
  await expect(who.getByText('They count only where security roles decide.')).toBeVisible();
  await review(page, 1);
  await save(page, 1);
  await expectSaved(page);
  expect(await world.get(path)).toEqual({ ...before, UseADPermissions: true });
});

test('CAs are restricted, and the restriction is lifted with its list', async ({ page, world }) => {
  const path = '/EnrollmentPatterns/3';
  const before = (await world.get(path)) as Document;
  await openEditor(page, 'patterns/3');
  const authorities = section(page, 'Certificate authorities');
  await choose(authorities, 'This pattern uses', 'Only these');
  await page.getByRole('combobox', { name: 'Certificate authorities' }).fill('CA');
  await expect(page.getByRole('option', { name: /StandaloneCA.*a standalone CA has no templates/ })).toBeDisabled();
  await page.getByRole('option', { name: 'CorpIssuingCA2' }).click();
  await review(page, 2);
  await save(page, 2);
  await expectSaved(page);
  expect(await world.get(path)).toMatchObject({ RestrictCAs: true, CertificateAuthorities: [{ Id: 4 }] });
  await choose(authorities, 'This pattern uses', 'All that serve the template');
  await review(page, 2);
  await save(page, 2);
  await expectSaved(page);
  expect(await world.get(path)).toEqual(before);
});

test('what is in force is shown with where it comes from, as the page stands', async ({ page }) => {
  await openEditor(page, 'patterns/4');
  const inForce = section(page, 'In force');
  for (const row of [
    /^Regex for CN .*partner.* This pattern$/,
    /^Regex for C .* System-wide rules$/,
    /^Default for OU Partners This pattern$/,
    /^Allow wildcards Off This pattern$/,
    /^Allow key reuse Off System-wide rules$/,
    /^Keys RSA 3072, RSA 4096, ECC P-256 System-wide rules, this pattern, certificate authority$/,
  ]) {
    await expect(inForce.getByRole('row', { name: row })).toBeVisible();
  }
  await expect(inForce.getByText('The server resolves the rules it holds in the same way.')).toBeVisible();
  await choose(section(page, 'Policy'), 'Allow wildcards', 'Inherit (currently: on)');
  await expect(inForce.getByRole('row', { name: 'Allow wildcards On System-wide rules' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Regex, CN' }).fill('');
  await expect(inForce.getByRole('row', { name: /^Regex for CN \.\+ System-wide rules$/ })).toBeVisible();
});
