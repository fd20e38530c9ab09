import { expect, test } from 'vitest';
import { at, freshWorld, record, records, type Api } from './apiForTests.ts';
import { accepts } from './netRegex.ts';

const profiles = ['10.5', '24.4', '25.4'] as const;

/** A template as the editor of this version sees its rules: on 25.4 that is the default pattern's view. */
async function template(api: Api, id: number): Promise<Record<string, unknown>> {
  return record((await api('GET', `/Templates/${id}`)).body);
}

function ruleFor(full: Record<string, unknown>, part: string): { regex: string; value: string | undefined } {
  const regex = records(full.TemplateRegexes).find((row) => row.SubjectPart === part)?.Regex;
  const value = records(full.TemplateDefaults).find((row) => row.SubjectPart === part)?.Value;
  return { regex: String(regex), value: typeof value === 'string' ? value : undefined };
}

const override = (full: Record<string, unknown>, id: number) =>
  records(full.MetadataFields).find((row) => row.MetadataId === id) ?? {};

test.each(profiles)('%s: template 40 is wrong in every way that the server takes', async (profile) => {
  const api = await freshWorld({ profile });
  const full = await template(api, 40);
  expect(full).toMatchObject({ RequiresApproval: true, KeyRetention: 'None', AllowedEnrollmentTypes: 3 });
  expect(at(full.TemplatePolicy, 'AllowWildcards')).toBe(true);
  expect(accepts(ruleFor(full, 'CN').regex, '*.partner.keyexample.com', false)).toBe(false);
  const o = ruleFor(full, 'O');
  expect(accepts(o.regex, o.value ?? '', false)).toBe(false);
  expect(accepts(ruleFor(full, 'OU').regex, 'No Partner at all', false)).toBe(true);
  const types = records((await api('GET', '/MetadataFields')).body);
  const choices = String(types.find((row) => row.Id === 5)?.Options).split(',');
  expect(choices).not.toContain(override(full, 5).DefaultValue);
  expect(override(full, 9)).toMatchObject({ Enrollment: 2, DefaultValue: null, Validation: '^CHG\\d{7}$' });
  expect(override(full, 12).Enrollment).toBe(1);
  expect(types.find((row) => row.Id === 12)?.Enrollment).toBe(2);
  expect(types.some((row) => row.Id === 90_001)).toBe(false);
  expect(override(full, 90_001).DefaultValue).toBe('lost');
  expect(records(full.EnrollmentFields).map((row) => row.Options)).toEqual([['Contoso', 'Fabrikam'], [], []]);
  expect(full.UseAllowedRequesters).toBe(true);
  expect(full.AllowedRequesters).toEqual(profile === '25.4' ? ['Administrator', 'Ops Enrollers'] : []);
});

test.each(profiles)('%s: no key of template 40’s policy is one that the CA makes', async (profile) => {
  const full = await template(await freshWorld({ profile }), 40);
  const old = profile === '10.5';
  const policy = old ? ['RSAValidKeySizes'] : ['KeyInfo', 'RSA', 'bit_lengths'];
  expect(at(full.TemplatePolicy, ...policy)).toEqual([3072]);
  expect(at(full.KeyAlgorithms, 'KeyInfo', 'RSA', 'bit_lengths')).toEqual(old ? undefined : [2048, 4096]);
});

test('on 25.4 patterns 26 and 2 are the defaults of templates 40 and 6', async () => {
  const api = await freshWorld();
  expect((await api('GET', '/EnrollmentPatterns/2')).body).toMatchObject({
    Name: 'IoT devices',
    TemplateDefault: true,
    Template: { Id: 6 },
  });
  expect((await api('GET', '/EnrollmentPatterns/26')).body).toMatchObject({
    TemplateDefault: true,
    Template: { Id: 40 },
  });
});

test.each(profiles)('%s: template 6 contradicts neither itself nor its CA', async (profile) => {
  const api = await freshWorld({ profile });
  const full = await template(api, 6);
  expect(full).toMatchObject({ RequiresApproval: false, KeyRetention: 'FromIssuance', AllowedEnrollmentTypes: 3 });
  for (const { SubjectPart } of records(full.TemplateRegexes)) {
    const { regex, value } = ruleFor(full, String(SubjectPart));
    expect(regex).toMatch(/^\^.*\$$/);
    expect(accepts(regex, value ?? 'dev-00112233aabb', false)).toBe(true);
  }
  expect(at(full.TemplatePolicy, 'AllowWildcards')).toBe(false);
  expect(accepts(ruleFor(full, 'CN').regex, '*.keyexample.com', false)).toBe(false);
  expect(override(full, 5)).toMatchObject({ Enrollment: 0, DefaultValue: 'Production' });
  const ca = records((await api('GET', '/CertificateAuthority')).body).find(
    (row) => row.ConfigurationTenant === 'ejbca',
  );
  expect(ca?.AllowedRequesters).toEqual(expect.arrayContaining(full.AllowedRequesters as unknown[]));
  expect((full.AllowedRequesters as unknown[]).length).toBeGreaterThan(0);
});

test('a row of a metadata type that is gone may stay, another such row is refused', async () => {
  const api = await freshWorld({ profile: '24.4' });
  const full = await template(api, 40);
  expect((await api('PUT', '/Templates', { body: full })).body).toEqual(full);
  const MetadataFields = [...records(full.MetadataFields), { MetadataId: 90_002, Enrollment: 0 }];
  expect((await api('PUT', '/Templates', { body: { ...full, MetadataFields } })).status).toBe(400);
});

test.each(profiles)(
  '%s large: 5,000 metadata types and subject parts, and 200 rows of each that save',
  async (profile) => {
    const api = await freshWorld({ profile, large: true });
    const total = async (path: string) => Number((await api('GET', path)).headers.get('X-Total-Count'));
    expect(await total('/MetadataFields?ReturnLimit=1')).toBe(5_000);
    expect(await total('/Templates?ReturnLimit=1')).toBe(5_000);
    const parts = records((await api('GET', '/Templates/SubjectParts')).body);
    expect(new Set(parts.map((row) => row.SubjectPart)).size).toBe(5_000);
    const full = await template(api, 999);
    expect(full).toMatchObject({ CommonName: 'Large200' });
    const codes = records(full.TemplateRegexes).map((row) => row.SubjectPart);
    expect([new Set(codes).size, records(full.MetadataFields).length]).toEqual([200, 200]);
    expect((await api('PUT', '/Templates', { body: full })).body).toEqual(full);
  },
);

test('on 25.4 the long lists are those of pattern 27, and hidden metadata types do not get into an enrollment', async () => {
  const api = await freshWorld({ large: true });
  const pattern = record((await api('GET', '/EnrollmentPatterns/27')).body);
  expect(pattern).toMatchObject({ Name: 'Large 200', TemplateDefault: true, Template: { Id: 999 } });
  expect(records(pattern.Regexes)).toHaveLength(200);
  const shown = records((await api('GET', '/EnrollmentPatterns/3/Metadata')).body).filter(
    (row) => row.Enrollment !== 2,
  );
  expect(shown.length).toBeLessThan(20);
});
