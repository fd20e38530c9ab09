import { expect, test } from 'vitest';
import { readMetadataField } from '../../../api/metadata.ts';
import { formatDn } from '../../../domain/dn.ts';
import { requestedSubject, subjectFromText } from '../names/subjectForm.ts';
import { prefillOf } from '../prefill.ts';
import type { Setup } from '../setup.ts';
import { testSetup } from '../setupForTests.ts';
import { command25, onPattern, plannedStore } from './pfxForTests.ts';
import { pfxValues } from './pfxForm.ts';
import { givenSubject, startValues } from './pfxStart.ts';

const start = (query: string, setup = onPattern, stores = [] as (typeof plannedStore)[]) =>
  startValues(setup, command25, prefillOf(new URLSearchParams(query)), stores);
const subjectText = (query: string) => formatDn(requestedSubject(start(query).subject));

test('a page without a link starts as it always does', () => {
  expect(start('')).toEqual(pfxValues(onPattern, command25));
});

test('a common name goes into the defaults, a whole subject in their place', () => {
  expect(subjectText('cn=app01.example.com')).toBe('CN=app01.example.com,OU=Web,OU=Ops,O="Example, Inc."');
  expect(subjectText(`subject=${encodeURIComponent('CN=a.example.com,O="A, B"')}`)).toBe('CN=a.example.com,O="A, B"');
});

test('a whole subject without a pattern stays as the link said it when a pattern is picked; a mere common name gets defaults', () => {
  const picked = (query: string) => {
    const prefill = prefillOf(new URLSearchParams(query));
    const values = startValues(null, command25, prefill, []);
    const typed = { values, before: null, subjectStays: prefill.subject !== '' };
    return formatDn(requestedSubject(pfxValues(onPattern, command25, typed).subject));
  };
  expect(picked('subject=CN%3Da.example.com')).toBe('CN=a.example.com');
  expect(picked('cn=a.example.com')).toBe('CN=a.example.com,OU=Web,OU=Ops,O="Example, Inc."');
});

test('a certificate of the link gives subject and names where the link gives none, and no default fills its blanks', () => {
  const names = { subject: subjectFromText('CN=old.example.com,C=US'), sans: ['dns:old.example.com'] };
  const of = (query: string, setup: Setup | null = onPattern) => {
    const prefill = prefillOf(new URLSearchParams(query));
    const values = startValues(setup, command25, prefill, [], { names, authority: '' });
    const picked = pfxValues(onPattern, command25, {
      values,
      before: setup,
      subjectStays: givenSubject(prefill, { names }),
    });
    return [formatDn(requestedSubject(picked.subject)), ...picked.sans];
  };
  expect(of('renew=7')).toEqual(['CN=old.example.com,C=US', 'dns:old.example.com']);
  expect(of('replace=7', null)).toEqual(['CN=old.example.com,C=US', 'dns:old.example.com']);
  expect(of('renew=7&subject=CN%3Dnew&san=new.example.com')).toEqual(['CN=new', 'dns:new.example.com']);
  expect(of('renew=7&cn=new', null)).toEqual(['CN=new,OU=Web,OU=Ops,O="Example, Inc."', 'dns:old.example.com']);
  expect(
    startValues(onPattern, command25, prefillOf(new URLSearchParams('renew=7')), [], { names: null, authority: '' })
      .sans,
  ).toEqual([]);
});

test('the CA of the link’s certificate is chosen where it issues this and the link names none', () => {
  const of = (query: string, authority: string) =>
    startValues(onPattern, command25, prefillOf(new URLSearchParams(query)), [], { names: null, authority }).authority;
  expect(of('renew=7', 'host\\CA1')).toBe('host\\CA1');
  expect(of('renew=7', 'host\\Gone')).toBe('');
  expect(of('renew=7&ca=CA2', 'host\\CA1')).toBe('host\\CA2');
});

test('names, CA, renewal and stores are filled in; nothing replaces certificates in stores by itself', () => {
  const values = start('san=a.example.com&san=upn:u@corp.example&ca=ca1&renew=4711', onPattern, [plannedStore]);
  expect(values.sans).toHaveLength(2);
  expect(values.authority).toBe('host\\CA1');
  expect(values.renewal).toMatchObject({ certificateId: 4711, install: false });
  expect(values.stores).toEqual([plannedStore]);
});

test('metadata waits for the choice that asks for it', () => {
  const metadata = [readMetadataField({ Id: 1, Name: 'AppOwner', DataType: 1 })];
  const before = startValues(null, command25, prefillOf(new URLSearchParams('metadata.AppOwner=me')), []);
  const after = pfxValues(testSetup({ metadata }), command25, { values: before, before: null });
  expect(after.metadata).toEqual([{ name: 'AppOwner', value: 'me' }]);
});
