import { expect, test } from 'vitest';
import { at, freshWorld, records, text, type Api } from './apiForTests.ts';
import { addTo, advance, become, binding, enroll, historyOf, idOf, password } from './enrollForTests.ts';

async function types(api: Api): Promise<Record<string, unknown>[]> {
  const all = records((await api('GET', '/CertificateStoreTypes?ReturnLimit=100')).body);
  return all.filter((type) => type['ShortName'] !== 'KeyexVault');
}

function counted(values: readonly unknown[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
}

test('56 published types: aliases, keys and entry parameters add up as published', async () => {
  const all = await types(await freshWorld());
  expect(all).toHaveLength(56);
  expect(new Set(all.map((type) => type['StoreType'])).size).toBe(56);
  expect(counted(all.map((type) => type['CustomAliasAllowed']))).toEqual({ Required: 35, Forbidden: 14, Optional: 7 });
  expect(counted(all.map((type) => type['PrivateKeyAllowed']))).toEqual({ Optional: 30, Required: 18, Forbidden: 8 });
  const parameters = all.flatMap((type) => records(type['EntryParameters']));
  expect(counted(parameters.map((row) => row['Type']))).toEqual({ String: 58, MultipleChoice: 2, Bool: 2 });
  const required = (moment: string) => parameters.filter((row) => at(row, 'RequiredWhen', moment) === true);
  expect([required('OnAdd').length, required('OnRemove').length, required('OnReenrollment').length]).toEqual([
    4, 3, 40,
  ]);
  const named = (member: string) =>
    all.filter((type) => at(type, 'PasswordOptions', member) === true).map((type) => type['ShortName']);
  expect(named('EntrySupported')).toEqual(['HPiLO']);
  expect(named('StoreRequired')).toEqual(
    ['F5-SL-REST', 'Fortigate', 'Imperva', 'RFDER', 'RFJKS', 'RFKDB', 'RFORA', 'RFPEM', 'RFPkcs12'], // prettier-ignore
  );
});

test('six types take no certificate: no Add', async () => {
  const all = await types(await freshWorld());
  const none = all.filter((type) => at(type, 'SupportedOperations', 'Add') !== true).map((type) => type['ShortName']);
  expect(none).toEqual(['Akamai', 'BIPCamera', 'HCVPKI', 'K8SCert', 'Nmap', 'Signum']);
});

test('there is an approved store of every type, on an orchestrator that can handle it', async () => {
  const api = await freshWorld();
  const stores = records((await api('GET', '/CertificateStores?ReturnLimit=500&QueryString=Approved -eq true')).body);
  const agents = new Map(records((await api('GET', '/Agents')).body).map((agent) => [agent['AgentId'], agent]));
  for (const type of await types(api)) {
    const its = stores.filter((store) => store['CertStoreType'] === type['StoreType']);
    expect([type['ShortName'], its.length > 0]).toEqual([type['ShortName'], true]);
    for (const store of its.filter((one) => !/^(branch|lab)/.test(text(one, 'ClientMachine')))) {
      expect(at(agents.get(store['AgentId']), 'Capabilities')).toContain(type['Capability']);
    }
  }
});

test('one store of every type that takes a certificate takes one, as its own rules want it', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const stores = records((await api('GET', '/CertificateStores?ReturnLimit=500&QueryString=Approved -eq true')).body);
  const jobs: string[] = [];
  for (const type of await types(api)) {
    if (at(type, 'SupportedOperations', 'Add') !== true) continue;
    const store = stores.findLast((one) => one['CertStoreType'] === type['StoreType']);
    const more = {
      IncludePrivateKey: type['PrivateKeyAllowed'] !== 'Forbidden',
      ...(type['CustomAliasAllowed'] === 'Required' ? { Alias: 'fresh' } : {}),
      JobFields: { ...binding, 'AWS Region': 'eu-north-1' },
      EntryPassword: { SecretValue: 'Vq7-hdk2-MMz9', Parameters: {}, Provider: 0 },
    };
    jobs.push(await addTo(api, id, text(store, 'Id'), more));
  }
  expect(jobs).toHaveLength(50);
  await advance(api, 20);
  for (const job of jobs) expect((await historyOf(api, job))[0]).toMatchObject({ Status: 3 });
});

test('a type that knows entry passwords wants one with Add: an object, with a secret or a provider', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const all = records(
    (await api('GET', '/CertificateStores?QueryString=ClientMachine -eq "ilo01.keyexample.com"')).body,
  );
  const add = async (EntryPassword: unknown) => {
    const store = { CertificateStoreId: text(all[0], 'Id'), IncludePrivateKey: true, EntryPassword };
    const answer = await api('POST', '/CertificateStores/Certificates/Add', {
      body: { CertificateId: id, CertificateStores: [store], Schedule: { Immediate: true } },
    });
    return [answer.status, answer.text];
  };
  const wanted = [400, expect.stringContaining('An entry password is required')];
  expect(await add(null)).toEqual(wanted);
  expect(await add({ SecretValue: '', Parameters: {}, Provider: 0 })).toEqual(wanted);
  expect(await add('Vq7-hdk2-MMz9')).toEqual([400, expect.stringContaining('CertificateStores[0].EntryPassword')]);
  expect((await add({ SecretValue: 'Vq7-hdk2-MMz9' }))[0]).toBe(200);
  expect((await add({ Parameters: { Folder: 'a' }, Provider: 3 }))[0]).toBe(200);
});

test('a deployment has the password of the PFX for entries that want one: no other is asked for, and without it none is made', async () => {
  const api = await freshWorld();
  const all = records(
    (await api('GET', '/CertificateStores?QueryString=ClientMachine -eq "ilo01.keyexample.com"')).body,
  );
  const StoreId = text(all[0], 'Id');
  await become(api, 'deployer');
  const enrolled = await enroll(api, { Stores: [{ StoreId }] });
  expect(at(enrolled.body, 'SuccessfulStores')).toEqual([StoreId]);
  const deploy = (body: object) =>
    api('POST', '/Enrollment/PFX/Deploy', {
      body: { Stores: [{ StoreId }], CertificateId: idOf(enrolled), ...body },
    });
  for (const wrong of [{}, { Password: null }, { Password: '' }]) {
    expect(at((await deploy(wrong)).body, 'errors', 'Password')).toEqual([expect.stringContaining('required')]);
  }
  expect(at((await deploy({ Password: password })).body, 'SuccessfulStores')).toEqual([StoreId]);
});
