import { expect, type Page } from '@playwright/test';
import { choose, type Document, pick, section, withRow, without } from './editor.ts';

/** What the server makes of a template by itself, or takes from the CA: it never goes back (PUT Templates). */
const serverOwned = [
  'CommonName',
  'TemplateName',
  'DisplayName',
  'Oid',
  'Curve',
  'ForestRoot',
  'ConfigurationTenant',
  'RFCEnforcement',
  'ExtendedKeyUsages',
];
const ownedLater = [...serverOwned, 'KeySize', 'KeyType', 'KeyTypes', 'KeyAlgorithms', 'Manageability'];

/** The body that carries this document. The name of a role is derived; `KeyInfo` beside the lists is their mirror. */
export function bodyOf(document: Document, later: boolean): Document {
  const held = document['TemplatePolicy'] as Document;
  const mirrors = Object.hasOwn(held, 'PrimaryKeyAlgorithms') ? ['KeyInfo'] : [];
  const policy = without(held, ['DefaultCertificateOwnerRoleName', ...mirrors]);
  return { ...without(document, later ? ownedLater : serverOwned), TemplatePolicy: policy };
}

interface Stored {
  /** What the server derives from the edit. */
  derived: Document;
  policy: Document;
  /** What it gives to a new row. */
  row: Document;
}
export const asSent: Stored = { derived: {}, policy: {}, row: {} };
const newRow = { Id: expect.any(Number) };
const oid = { p256: '1.2.840.10045.3.1.7', p384: '1.3.132.0.34', p521: '1.3.132.0.35' };

interface Edit {
  id: number;
  /** How many places it changes, without and with what only 24.4 has. */
  changes: [first: number, later: number];
  act: (page: Page, later: boolean) => Promise<void>;
  /** The whole document after it; `stored` holds what comes on top once the server has it. */
  expected: (before: Document, later: boolean, stored: Stored) => Document;
  stored: Stored;
}

export const words = {
  cn: String.raw`^[a-z0-9-]+\.ops\.keyexample\.com$`,
  owner: '^[A-Z][a-z ]+$',
  ou: '^(Ops|Shop)$',
};

/** Template 17, in which most lists are short or empty: every section is changed once, and gets a row. */
export const webServer: Edit = {
  id: 17,
  changes: [18, 21],
  async act(page, later) {
    await page.getByLabel('Friendly name').fill('Web server (Ops)');
    const types = section(page, 'Enrollment types');
    await types.getByRole('checkbox', { name: 'CSR enrollment' }).uncheck();
    await types.getByRole('checkbox', { name: 'CSR generation' }).check();
    const who = section(page, 'Who may enroll');
    await pick(who, 'Security roles', 'Help Desk');
    await who.getByRole('checkbox', { name: 'Restrict allowed requesters' }).uncheck();

    const metadata = section(page, 'Metadata');
    await metadata.getByRole('combobox', { name: 'Default value, Environment' }).selectOption('Staging');
    await metadata.getByRole('button', { name: 'Add metadata field' }).click();
    await pick(metadata, 'Metadata field, row 2', 'Owner');
    await metadata.getByRole('combobox', { name: 'At enrollment, Owner' }).selectOption('Required');
    await metadata.getByRole('textbox', { name: 'Default value, Owner' }).fill('Web shop team');
    await metadata.getByRole('button', { name: 'Regex, message, choices, Owner' }).click();
    await metadata.getByRole('textbox', { name: 'Regex', exact: true }).fill(words.owner);
    await metadata.getByRole('textbox', { name: 'Message', exact: true }).fill('Name a team');
    if (later) await metadata.getByRole('checkbox', { name: 'Case sensitive' }).check();

    const fields = section(page, 'Enrollment fields');
    await fields.getByRole('button', { name: 'Add enrollment field' }).click();
    await fields.getByRole('textbox', { name: 'Name, row 1' }).fill('Site');
    await fields.getByRole('combobox', { name: 'Data type, Site' }).selectOption('Multiple choice');
    for (const site of ['Cleveland', 'Vienna, Austria']) {
      await fields.getByRole('textbox', { name: 'Choices' }).fill(site);
      await fields.getByRole('textbox', { name: 'Choices' }).press('Enter');
    }

    const regexes = section(page, 'Regexes');
    await regexes.getByRole('textbox', { name: 'Regex, CN' }).fill(words.cn);
    await regexes.getByRole('button', { name: 'Add regex' }).click();
    await regexes.getByRole('combobox', { name: 'Subject part, row 2' }).selectOption('Organization Unit (OU)');
    await regexes.getByRole('textbox', { name: 'Regex, OU' }).fill(words.ou);
    await regexes.getByRole('textbox', { name: 'Error message, OU' }).fill('Ops or Shop');
    if (later) await regexes.getByRole('checkbox', { name: 'Case sensitive, OU' }).check();

    const defaults = section(page, 'Defaults');
    await defaults.getByRole('textbox', { name: 'Default value, O' }).fill('Key Example Ltd');
    await defaults.getByRole('button', { name: 'Add default' }).click();
    await defaults.getByRole('combobox', { name: 'Subject part, row 2' }).selectOption('City/Locality (L)');
    await defaults.getByRole('textbox', { name: 'Default value, L' }).fill('Cleveland');

    const policy = section(page, 'Policy');
    await choose(policy, 'Allow key reuse', 'On');
    await choose(policy, 'Allow wildcards', 'Off');
    await choose(policy, 'RFC 2818 enforcement', 'Inherit (currently: on)');
    const rsa = policy.getByRole('group', { name: 'Key algorithms, RSA' });
    await rsa.getByRole('checkbox', { name: '3072' }).uncheck();
    const curves = policy.getByRole('group', { name: 'Key algorithms, ECDSA' });
    await curves.getByRole('checkbox', { name: 'P-521', exact: true }).check();
    if (later) {
      await policy
        .getByRole('combobox', { name: 'Certificate owner role' })
        .selectOption('Value 1 (probably required)');
      await pick(policy, 'Default owner role', 'Web Team');
    }

    const keys = section(page, 'Keys and retention');
    await choose(keys, 'Private keys', 'Kept for a time from issuance');
    await keys.getByRole('textbox', { name: 'Days' }).fill('45');
    if (later) await keys.getByRole('checkbox', { name: 'Allow one-click renewal' }).uncheck();
  },
  expected(before, later, { derived, policy, row }) {
    const caseSensitive = later ? { CaseSensitive: true } : {};
    const held = before['TemplatePolicy'] as Document;
    return {
      ...before,
      FriendlyName: 'Web server (Ops)',
      KeyRetention: 'FromIssuance',
      KeyRetentionDays: 45,
      AllowedEnrollmentTypes: 5,
      UseAllowedRequesters: false,
      AllowedRequesters: [...(before['AllowedRequesters'] as string[]), 'Help Desk'],
      MetadataFields: [
        ...withRow(before['MetadataFields'], 'MetadataId', 5, { DefaultValue: 'Staging' }),
        {
          MetadataId: 1,
          Enrollment: 1,
          DefaultValue: 'Web shop team',
          Validation: words.owner,
          Message: 'Name a team',
          ...caseSensitive,
          ...row,
        },
      ],
      EnrollmentFields: [{ Name: 'Site', DataType: 2, Options: ['Cleveland', 'Vienna, Austria'], ...row }],
      TemplateRegexes: [
        ...withRow(before['TemplateRegexes'], 'SubjectPart', 'CN', { Regex: words.cn }),
        { TemplateId: 17, SubjectPart: 'OU', Regex: words.ou, Error: 'Ops or Shop', ...caseSensitive },
      ],
      TemplateDefaults: [
        { SubjectPart: 'O', Value: 'Key Example Ltd' },
        { SubjectPart: 'L', Value: 'Cleveland' },
      ],
      TemplatePolicy: {
        ...held,
        AllowKeyReuse: true,
        AllowWildcards: false,
        RFCEnforcement: null,
        ...(later
          ? {
              CertificateOwnerRole: 1,
              DefaultCertificateOwnerRoleId: 10,
              KeyInfo: {
                ...(held['KeyInfo'] as Document),
                RSA: { name: 'RSA', bit_lengths: [2048, 4096], curves: [] },
                ECDSA: { name: 'ECDSA', bit_lengths: [256, 384, 521], curves: [oid.p256, oid.p384, oid.p521] },
              },
              ...policy,
            }
          : { RSAValidKeySizes: [2048, 4096], ECCValidCurves: [oid.p256, oid.p384, oid.p521] }),
      },
      ...(later ? { AllowOneClickRenewals: false } : {}),
      ...derived,
    };
  },
  stored: {
    derived: { DisplayName: 'Web server (Ops)', RFCEnforcement: false },
    policy: { DefaultCertificateOwnerRoleName: 'Web Team' },
    row: newRow,
  },
};

/** Template 19, which has rows everywhere: they are changed, moved and removed. */
export const internalServer: Edit = {
  id: 19,
  changes: [18, 20],
  async act(page, later) {
    await page.getByLabel('Friendly name').fill('');
    for (const type of await section(page, 'Enrollment types').getByRole('checkbox').all()) await type.uncheck();
    const who = section(page, 'Who may enroll');
    await who.getByRole('combobox', { name: 'Security roles' }).press('Backspace');
    await pick(who, 'Security roles', 'Mail Team');

    const metadata = section(page, 'Metadata');
    await metadata.getByRole('combobox', { name: 'At enrollment, Contact' }).selectOption('Optional');
    await metadata.getByRole('button', { name: 'Regex, message, choices, TicketNumber' }).click();
    await metadata.getByRole('textbox', { name: 'Regex', exact: true }).fill(String.raw`^INC\d{7}$`);
    if (later) await metadata.getByRole('checkbox', { name: 'Case sensitive' }).uncheck();
    await metadata.getByRole('button', { name: 'Remove Application' }).click();

    const fields = section(page, 'Enrollment fields');
    const choices = fields.getByRole('listitem', { name: 'CostCentre' });
    await choices.getByRole('button', { name: 'Remove 1200' }).click();
    await choices.getByRole('textbox', { name: 'Choices' }).fill('1500');
    await fields.getByRole('button', { name: 'Move Remark up' }).click();

    const regexes = section(page, 'Regexes');
    await regexes.getByRole('textbox', { name: 'Regex, OU' }).fill(words.ou);
    await regexes.getByRole('textbox', { name: 'Error message, CN' }).fill('');
    const defaults = section(page, 'Defaults');
    await defaults.getByRole('textbox', { name: 'Default value, L' }).fill('Vienna');
    await defaults.getByRole('button', { name: 'Remove ST' }).click();

    const policy = section(page, 'Policy');
    await choose(policy, 'Allow key reuse', 'Inherit (currently: off)');
    await choose(policy, 'Allow wildcards', 'On');
    await choose(policy, 'RFC 2818 enforcement', 'Off');
    const rsa = policy.getByRole('group', { name: 'Key algorithms, RSA' });
    await rsa.getByRole('checkbox', { name: '4096' }).check();
    await choose(section(page, 'Keys and retention'), 'Private keys', 'Kept without end');
    if (later)
      await section(page, 'Keys and retention').getByRole('checkbox', { name: 'Allow one-click renewal' }).check();
  },
  expected(before, later, { derived }) {
    const held = before['TemplatePolicy'] as Document;
    const ticket = { Validation: String.raw`^INC\d{7}$`, ...(later ? { CaseSensitive: false } : {}) };
    const metadata = withRow(before['MetadataFields'], 'MetadataId', 4, { Enrollment: 0 }).slice(0, 2);
    const regexes = withRow(before['TemplateRegexes'], 'SubjectPart', 'OU', { Regex: words.ou });
    const [costCentre, remark] = before['EnrollmentFields'] as Document[];
    const defaults = withRow(before['TemplateDefaults'], 'SubjectPart', 'L', { Value: 'Vienna' });
    return {
      ...before,
      FriendlyName: null,
      KeyRetention: 'Indefinite',
      KeyRetentionDays: 0,
      AllowedEnrollmentTypes: 0,
      AllowedRequesters: [...(before['AllowedRequesters'] as string[]).slice(0, -1), 'Mail Team'],
      MetadataFields: withRow(metadata, 'MetadataId', 9, ticket),
      EnrollmentFields: [remark, { ...costCentre, Options: ['1300', '1400', '1500'] }],
      TemplateRegexes: withRow(regexes, 'SubjectPart', 'CN', { Error: '' }),
      TemplateDefaults: defaults.filter((row) => row['SubjectPart'] !== 'ST'),
      TemplatePolicy: {
        ...held,
        AllowKeyReuse: null,
        AllowWildcards: true,
        RFCEnforcement: false,
        ...(later
          ? {
              KeyInfo: {
                ...(held['KeyInfo'] as Document),
                RSA: { name: 'RSA', bit_lengths: [4096], curves: [] },
              },
            }
          : { RSAValidKeySizes: [4096] }),
      },
      ...(later ? { AllowOneClickRenewals: true } : {}),
      ...derived,
    };
  },
  stored: {
    derived: { DisplayName: 'Web Server Internal', RFCEnforcement: false },
    policy: {},
    row: {},
  },
};
