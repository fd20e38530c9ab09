import { expect, test } from 'vitest';
import { freshWorld, record, records, type Api } from './apiForTests.ts';

async function read(api: Api, id: number): Promise<Record<string, unknown>> {
  return record((await api('GET', `/Templates/${id}`)).body);
}

async function put(api: Api, body: unknown) {
  return api('PUT', '/Templates', { body });
}

/** Members that PUT takes, with what is left of each when it is not sent. */
const cleared: Record<string, unknown> = {
  FriendlyName: null,
  KeyRetention: 'None',
  EnrollmentFields: [],
  MetadataFields: [],
  AllowedEnrollmentTypes: 0,
  TemplateRegexes: [],
  TemplateDefaults: [],
  RequiresApproval: false,
  KeyUsage: 0,
};
const clearedSince24 = { AllowOneClickRenewals: false };
const clearedSince25 = {
  CertificateCleanupEnabled: null,
  TimeAfterExpiration: null,
  TimeAfterExpirationUnits: null,
  DeleteWithArchivedKey: null,
};

test.each([
  ['10.5', { ...cleared, AllowedRequesters: [], UseAllowedRequesters: false }],
  ['24.4', { ...cleared, AllowedRequesters: [], UseAllowedRequesters: false, ...clearedSince24 }],
  ['25.4', { ...cleared, UseAllowedRequesters: false, ...clearedSince24, ...clearedSince25 }],
])('%s: every single member that is left out is cleared, and no other', async (profile, expected) => {
  const api = await freshWorld({ profile });
  const full = {
    ...(await read(api, 19)),
    RequiresApproval: true,
    AllowOneClickRenewals: true,
    CertificateCleanupEnabled: true,
    TimeAfterExpiration: 3,
    TimeAfterExpirationUnits: 1,
    DeleteWithArchivedKey: true,
  };
  const before = record((await put(api, full)).body);
  for (const [name, left] of Object.entries(expected)) {
    expect({ name, value: before[name] }).not.toEqual({ name, value: left });
    const { [name]: _left, ...rest } = before;
    const after = record((await put(api, rest)).body);
    const derived = {
      ...(name === 'FriendlyName' ? { DisplayName: before.TemplateName } : {}),
      ...(name === 'KeyRetention' ? { KeyRetentionDays: 0 } : {}),
    };
    expect(after).toEqual({ ...before, [name]: left, ...derived });
    expect((await put(api, before)).status).toBe(200);
    await sameButRowIds(api, 19, before);
  }
});

/** Rows that come back after they were gone have new ids, that is all. */
async function sameButRowIds(api: Api, id: number, before: Record<string, unknown>): Promise<void> {
  const withoutIds = (rows: unknown) => records(rows).map(({ Id: _id, ...rest }) => rest);
  const after = await read(api, id);
  for (const name of ['EnrollmentFields', 'MetadataFields']) {
    expect(withoutIds(after[name])).toEqual(withoutIds(before[name]));
    before[name] = after[name];
  }
  expect(after).toEqual(before);
}

test('a row keeps its id by that id alone; every other row gets the next number', async () => {
  const api = await freshWorld({ profile: '24.4' });
  const before = await read(api, 19);
  const [first, second] = records(before.EnrollmentFields);
  const sent = [
    { ...first, Name: 'Renamed' },
    { ...second, Id: 0 },
    { Name: 'New', DataType: 1 },
    { ...second, Id: 4711, Name: 'Invented' },
    { ...first, Name: 'Twice' },
  ];
  const after = record((await put(api, { ...before, EnrollmentFields: sent })).body);
  const rows = records(after.EnrollmentFields);
  expect(rows.map((row) => row.Name)).toEqual(['Renamed', 'Remark', 'New', 'Invented', 'Twice']);
  expect(rows[0]?.Id).toBe(first?.Id);
  expect(rows[2]?.Options).toEqual([]);
  const old = new Set([first?.Id, second?.Id, 0, 4711, undefined]);
  for (const row of rows.slice(1)) expect(old.has(row.Id)).toBe(false);
  expect(new Set(rows.map((row) => row.Id)).size).toBe(5);
  const overrides = records(before.MetadataFields).map(({ Id: _id, ...rest }) => rest);
  const renumbered = record((await put(api, { ...before, MetadataFields: overrides })).body);
  const ids = records(renumbered.MetadataFields).map((row) => row.Id);
  for (const row of records(before.MetadataFields)) expect(ids).not.toContain(row.Id);
});
