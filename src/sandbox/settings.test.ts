import { expect, test } from 'vitest';
import { at, freshWorld, record, records } from './apiForTests.ts';

test('system-wide rules are the same in both spellings of 25.4', async () => {
  const api = await freshWorld();
  const fresh = (await api('GET', '/EnrollmentPatterns/Settings')).body;
  const old = (await api('GET', '/Templates/Settings')).body;
  expect(at(old, 'TemplateRegexes')).toEqual(at(fresh, 'Regexes'));
  expect(at(old, 'TemplatePolicy', 'KeyInfo')).toEqual(at(fresh, 'Policies', 'KeyInfo'));
  expect(old).not.toHaveProperty('TemplatePolicy.PrimaryKeyAlgorithms');
});

test.each(['/EnrollmentPatterns/Settings', '/Templates/Settings'])('%s takes back what it gave', async (path) => {
  const api = await freshWorld();
  const before = (await api('GET', path)).body;
  expect((await api('PUT', path, { body: before })).body).toEqual(before);
});

test('10.5 has sizes and curves, and takes them back', async () => {
  const api = await freshWorld({ profile: '10.5' });
  const before = (await api('GET', '/Templates/Settings')).body;
  expect(Object.keys(record(at(before, 'TemplatePolicy')))).toEqual([
    'AllowKeyReuse', 'AllowWildcards', 'RFCEnforcement', 'RSAValidKeySizes', 'ECCValidCurves',
  ]); // prettier-ignore
  expect((await api('PUT', '/Templates/Settings', { body: before })).body).toEqual(before);
  const { ECCValidCurves: _curves, ...policy } = record(at(before, 'TemplatePolicy'));
  const answer = await api('PUT', '/Templates/Settings', { body: { ...record(before), TemplatePolicy: policy } });
  expect(answer.status).toBe(400);
});

test.each([
  ['/EnrollmentPatterns/Settings', 'Regexes'],
  ['/EnrollmentPatterns/Settings', 'Defaults'],
  ['/EnrollmentPatterns/Settings', 'Policies'],
  ['/Templates/Settings', 'TemplateRegexes'],
  ['/Templates/Settings', 'TemplatePolicy'],
])('PUT %s without %s is refused', async (path, missing) => {
  const api = await freshWorld();
  const body = { ...record((await api('GET', path)).body) };
  delete body[missing];
  const answer = await api('PUT', path, { body });
  expect(answer.status).toBe(400);
  expect(at(answer.body, 'errors', missing, 0)).toBe(`The ${missing} field is required.`);
});

test('system-wide yes/no rules may not be null', async () => {
  const api = await freshWorld();
  const before = record((await api('GET', '/EnrollmentPatterns/Settings')).body);
  const Policies = { ...record(before.Policies), AllowWildcards: null };
  expect((await api('PUT', '/EnrollmentPatterns/Settings', { body: { ...before, Policies } })).status).toBe(400);
});

test('a changed system-wide rule shows in the resolved settings of templates that do not set it', async () => {
  const api = await freshWorld();
  const before = record((await api('GET', '/EnrollmentPatterns/Settings')).body);
  const Regexes = [{ SubjectPart: 'CN', Regex: '^x', Error: 'x', CaseSensitive: false }];
  const Policies = { ...record(before.Policies), AllowWildcards: false };
  await api('PUT', '/EnrollmentPatterns/Settings', { body: { Regexes, Defaults: [], Policies } });
  const own = (await api('GET', '/Enrollment/Settings/17')).body;
  expect(records(at(own, 'TemplateRegexes'))).toHaveLength(1);
  expect(String(at(own, 'TemplateRegexes', 0, 'Regex'))).toContain('keyexample');
  expect(at(own, 'TemplatePolicy', 'AllowWildcards')).toBe(false);
  const empty = (await api('GET', '/Enrollment/Settings/4')).body;
  expect(at(empty, 'TemplateRegexes')).toEqual(Regexes);
  expect(at(empty, 'TemplatePolicy', 'AllowWildcards')).toBe(true);
});

test('subject parts are the same in both places', async () => {
  const api = await freshWorld();
  const parts = (await api('GET', '/EnrollmentPatterns/SubjectParts')).body;
  expect(at(parts, 0)).toEqual({ SubjectPart: 'CN', SubjectPartName: 'Common Name' });
  expect((await api('GET', '/Templates/SubjectParts')).body).toEqual(parts);
});

test('the metadata types cover all seven kinds and are ordered by DisplayOrder', async () => {
  const api = await freshWorld();
  const rows = records((await api('GET', '/MetadataFields')).body);
  expect(new Set(rows.map((row) => row.DataType))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]));
  expect(rows.map((row) => row.DisplayOrder)).toEqual([...rows.keys()]);
  expect(rows.find((row) => row.Name === 'Environment')?.Options).toBe('Production,Staging,Test');
});

test('system-wide key algorithms are inherited where a pattern names none, alternative ones are not', async () => {
  const api = await freshWorld();
  const before = record((await api('GET', '/EnrollmentPatterns/Settings')).body);
  const lists = {
    PrimaryKeyAlgorithms: [{ name: 'RSA', bit_lengths: [4096], curves: [] }],
    AlternativeKeyAlgorithms: [{ name: 'ML-DSA-44', bit_lengths: [], curves: [] }],
  };
  const Policies = { ...record(before['Policies']), ...lists };
  expect((await api('PUT', '/EnrollmentPatterns/Settings', { body: { ...before, Policies } })).status).toBe(200);
  const pattern = { Name: 'Nothing set', Template: 17, AssociatedRoles: ['Web Team'], Policies: {} };
  const id = String(at((await api('POST', '/EnrollmentPatterns', { body: pattern })).body, 'Id'));
  const resolved = (await api('GET', `/EnrollmentPatterns/${id}/Settings`)).body;
  expect(at(resolved, 'Policies')).toMatchObject({ ...lists, AlternativeKeyAlgorithms: [] });
});
