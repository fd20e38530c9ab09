import { expect, test } from 'vitest';
import { freshWorld, records, text, type Api } from './apiForTests.ts';
import { matcher, QueryError } from './query.ts';

async function names(api: Api, query: string, path = '/Templates', key = 'CommonName'): Promise<unknown[]> {
  const answer = await api('GET', `${path}?ReturnLimit=500&QueryString=${encodeURIComponent(query)}`);
  return records(answer.body).map((row) => row[key]);
}

const people = [
  { name: 'Ann Lee', age: 30, active: true, born: '1996-05-04T10:00:00Z', mail: null },
  { name: 'Bob', age: 41, active: false, born: '1985-01-01T00:00:00.5Z', mail: 'bob@x.org' },
  { name: 'cara "C"', age: 41, active: true, born: '1985-01-01', mail: 'c@x.org' },
];
type Person = (typeof people)[number];
const fields = {
  Name: (p: Person) => p.name,
  Age: (p: Person) => p.age,
  Active: (p: Person) => p.active,
  Born: (p: Person) => p.born,
  Mail: (p: Person) => p.mail,
  Initials: (p: Person) => [p.name.slice(0, 1), p.name.slice(1, 2)],
};

function found(query: string): string[] {
  const asker = { now: new Date('2026-05-04T12:00:00Z'), login: 'KEYEXAMPLE\\bob' };
  return people.filter(matcher(query, fields, asker) ?? (() => true)).map((p) => p.name.slice(0, 3));
}

test.each([
  ['', ['Ann', 'Bob', 'car']],
  ['Name -eq "bob"', ['Bob']],
  ['name -NE "BOB"', ['Ann', 'car']],
  ['(((Name -eq "Bob")))', ['Bob']],
  ['Name -contains "N L"', ['Ann']],
  ['Name -notcontains "b"', ['Ann', 'car']],
  ['Name -startswith "ann"', ['Ann']],
  ['Name -endswith "ob"', ['Bob']],
  ['Age -gt 30', ['Bob', 'car']],
  ['Age -ge 30 AND Age -lt 41', ['Ann']],
  ['Age -eq "41" AND Active -eq false', ['Bob']],
  ['Active -eq true AND Age -le 30 OR Name -eq "Bob"', ['Ann', 'Bob']],
  ['Active -eq true AND (Age -le 30 OR Name -eq "Bob")', ['Ann']],
  ['Mail -eq NULL', ['Ann']],
  ['Mail -ne null', ['Bob', 'car']],
  ['Mail -ne "bob@x.org"', ['Ann', 'car']],
  ['Born -lt "1985-01-01T00:00:00.7Z"', ['Bob', 'car']],
  ['Born -gt "1985-01-01T00:00:00Z"', ['Ann', 'Bob']],
  ['Born -ge "%TODAY-11000%"', ['Ann']],
  ['Initials -eq "B"', ['Bob']],
  ['Initials -ne "b"', ['Ann', 'car']],
])('the query %j finds %j', (query, expected) => {
  expect(found(query)).toEqual(expected);
});

test.each([
  'Name',
  'Name -eq',
  'Name -eq "a" AND',
  '(Name -eq "a"',
  'Name -eq "a")',
  'Name -like "a"',
  'Colour -eq "red"',
  'Name -eq "a""b"',
  'Name -eq "a" Age -eq 1',
  'Name -eq "a" "b',
  'Name -eq "a"AND Age -eq 1',
  'Age -eq "many"',
  'Age -contains 4',
  'Active -gt true',
  'Name -gt NULL',
])('the query %j is refused', (query) => {
  expect(() => found(query)).toThrow(QueryError);
});

test('a query that cannot be read is 400 0xA011000F, an unknown sort field 400 0xA011004A', async () => {
  const api = await freshWorld();
  const query = await api('GET', '/Templates?QueryString=Nope%20-eq%201');
  expect([query.status, query.body]).toEqual([400, { ErrorCode: '0xA011000F', Message: 'Invalid query field: Nope.' }]);
  const sort = await api('GET', '/Templates?SortField=Id');
  expect(sort.body).toEqual({ ErrorCode: '0xA011004A', Message: 'Invalid sort field: Id.' });
});

test('without paging the first 50 come, X-Total-Count tells how many match, a page past the end is empty', async () => {
  const api = await freshWorld();
  const first = await api('GET', '/CertificateStores');
  const total = Number(first.headers.get('x-total-count'));
  expect(records(first.body)).toHaveLength(50);
  expect(total).toBeGreaterThan(250);
  const last = await api('GET', `/CertificateStores?PageReturned=2&ReturnLimit=${total - 2}`);
  expect(records(last.body)).toHaveLength(2);
  const past = await api('GET', `/CertificateStores?PageReturned=3&ReturnLimit=${total - 2}`);
  expect([past.text, past.headers.get('x-total-count')]).toEqual(['[]', String(total)]);
});

test('pages of a query fit together without gaps or repeats', async () => {
  const api = await freshWorld();
  const seen: unknown[] = [];
  for (const page of [1, 2, 3]) {
    seen.push(
      ...records((await api('GET', `/Templates?PageReturned=${page}&ReturnLimit=17`)).body).map((row) => row.Id),
    );
  }
  expect(new Set(seen).size).toBe(40);
});

test('SortAscending 1 means descending', async () => {
  const api = await freshWorld();
  const first = async (order: string) =>
    records((await api('GET', `/Templates?SortField=ShortName&ReturnLimit=1${order}`)).body)[0]?.CommonName;
  expect(await first('')).toBe('AdEnrolled');
  expect(await first('&SortAscending=0')).toBe('AdEnrolled');
  expect(await first('&SortAscending=1')).toBe('Workstation');
});

test('a list parameter is taken in any letter case, bare or with the prefix of its list, with + for a space', async () => {
  const api = await freshWorld();
  for (const path of [
    '/Templates?sq.queryString=ShortName+-eq+%22User%22',
    '/Templates?sq.QUERYSTRING=ShortName%20-eq%20%22User%22',
    '/Templates?querystring=((shortname -EQ "user"))',
  ]) {
    expect(records((await api('GET', path)).body).map((row) => row.Id)).toEqual([8]);
  }
});

test.each([
  ['/Templates', 'sq'],
  ['/CertificateStores', 'certificateStoreQuery'],
  ['/Agents', 'pq'],
  ['/CertificateStoreContainers', 'pq'],
  ['/Certificates', 'pq'],
  ['/OrchestratorJobs/JobHistory', 'pq'],
  ['/Security/Roles', 'pq'],
])('%s takes the prefix %s. and ignores the others, on both versions', async (path, own) => {
  for (const profile of ['25.4', '10.5']) {
    const api = await freshWorld({ profile });
    const status = async (name: string) => (await api('GET', `${path}?${name}=Nope%20-eq%201`)).status;
    expect([await status('QueryString'), await status(`${own}.queryString`)]).toEqual([400, 400]);
    for (const other of ['sq', 'pq', 'query', 'certificateStoreQuery'].filter((prefix) => prefix !== own)) {
      expect(await status(`${other}.queryString`)).toBe(200);
    }
  }
});

test('an inventory takes query. and bare names, and no other prefix', async () => {
  const api = await freshWorld();
  const id = text((await api('GET', '/CertificateStores?ReturnLimit=1')).body, 0, 'Id');
  const status = async (name: string) => (await api('GET', `/CertificateStores/${id}/Inventory?${name}=0`)).status;
  expect([await status('query.pageReturned'), await status('PageReturned'), await status('pq.pageReturned')]).toEqual([
    400, 400, 200,
  ]);
});

test('AllowedEnrollmentType 1 is PFX, 2 CSR, 3 either', async () => {
  const api = await freshWorld();
  const [pfx, csr, either] = await Promise.all([1, 2, 3].map((n) => names(api, `AllowedEnrollmentType -eq "${n}"`)));
  expect(pfx).toContain('MailServer');
  expect(csr).not.toContain('MailServer');
  expect(csr).toContain('LoadBalancer');
  expect(new Set(either)).toEqual(new Set([...(pfx ?? []), ...(csr ?? [])]));
});

test.each(['10.5', '24.4', '25.4'])('%s: a list of templates is filtered by each documented field', async (profile) => {
  const api = await freshWorld({ profile });
  const found = async (query: string) => names(api, query, '/Templates', 'Id');
  expect(await found('AllowedEnrollmentType -eq "1" AND ShortName -eq "MailServer"')).toEqual([23]);
  expect(await found('AllowedEnrollmentType -eq "0"')).toContain(13);
  expect(await found('ConfigurationTenant -eq "ejbca"')).toHaveLength(6);
  expect(await found('ForestRoot -eq "ejbca" AND HasPrivateKeyRetention -eq "False"')).toEqual([5, 1, 2, 3]);
  expect(await found('IsDefaultTemplate -eq "True"')).toHaveLength(15);
  expect(await found('DisplayName -eq "Mail Server"')).toEqual([23]);
  expect(await found('DisplayName -eq "Web server (ECC)"')).toEqual([21]);
  expect(await found('FriendlyName -startswith "web server ("')).toEqual([17, 20, 21, 18]);
  expect(await found('FriendlyName -eq NULL AND ShortName -contains "Gateway"')).toEqual([40]);
});

test('a list of patterns is filtered by each documented field', async () => {
  const api = await freshWorld();
  const found = async (query: string) => names(api, query, '/EnrollmentPatterns', 'Id');
  expect(await found('AllowedEnrollmentType -eq "2" AND TemplateId -eq 17')).toEqual([5, 3, 4]);
  expect(await found('AllowedEnrollmentType -eq "0"')).toEqual([14]);
  expect(await found('ConfigurationTenant -eq "ejbca"')).toEqual([1, 23, 2, 24]);
  expect(await found('RestrictCA -eq "True"')).toEqual([20, 9, 4]);
  expect(await found('TemplateDefault -eq "False" AND TemplateId -eq 6')).toEqual([24]);
  expect(await found('TemplateDisplayName -eq "IoT device (90 days)"')).toEqual([2, 24]);
  expect(await found('TemplateFriendlyName -eq "Database server"')).toEqual([13, 14]);
});

test('templates, patterns, CAs, metadata and roles know their documented query fields', async () => {
  const api = await freshWorld();
  expect(await names(api, 'HasPrivateKeyRetention -eq "True" AND ConfigurationTenant -eq "ejbca"')).toHaveLength(2);
  expect(await names(api, 'IsDefaultTemplate -eq "false"')).toHaveLength(25);
  expect(await names(api, 'AssociatedRoleName -eq "Mail Team"', '/EnrollmentPatterns', 'Name')).toHaveLength(3);
  expect(await names(api, 'CALogicalName -eq "CorpIssuingCA2"', '/EnrollmentPatterns', 'Id')).toEqual([20, 9]);
  expect(await names(api, 'Name -eq "Web servers – Ops"', '/EnrollmentPatterns', 'Id')).toEqual([3]);
  expect(await names(api, 'TemplateShortName -eq "WebServer2Y"', '/EnrollmentPatterns', 'Id')).toHaveLength(3);
  expect(await names(api, 'LogicalName -eq "DeviceSubCA"', '/CertificateAuthority', 'CAType')).toEqual([1]);
  expect(await names(api, 'Name -eq "contact"', '/MetadataFields', 'DataType')).toEqual([7]);
  expect(await names(api, 'Name -eq "Ops Enrollers"', '/Security/Roles', 'Id')).toEqual([4]);
});
