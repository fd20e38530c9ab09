import { expect, test } from 'vitest';
import { readMetadataField } from '../../api/metadata.ts';
import { prefillOf } from './prefill.ts';
import { filledBy, prefillNotes } from './prefillNotes.ts';
import { testChoice, testSetup } from './setupForTests.ts';

const setup = testSetup({
  metadata: [
    readMetadataField({ Id: 1, Name: 'AppOwner', DataType: 1 }),
    readMetadataField({ Id: 2, Name: 'Origin', DataType: 1, Enrollment: 2 }),
  ],
  roles: [{ id: 3, name: 'Mine' }],
});
const base = { choices: [testChoice], choice: testChoice, setup, noPlace: [], stores: ['s1'] };
const notes = (query: string, more: Partial<Parameters<typeof prefillNotes>[1]> = {}) =>
  prefillNotes(prefillOf(new URLSearchParams(query)), { ...base, ...more });

test('a link that fills nothing in leaves no word', () => {
  expect(notes('')).toEqual({ taken: [], left: [] });
});

test('what was taken is said, and so is what the choice does not ask for', () => {
  const query = 'pattern=1&ca=CA1&cn=a.example.com&san=b&san=c&metadata.AppOwner=me&owner=Mine&store=s1&renew=7';
  expect(notes(query).taken).toEqual([
    'Enroll with Default',
    'CA CA1',
    'Common name a.example.com',
    '2 alternative names',
    'Renewal of certificate 7',
    'Metadata AppOwner',
    'Owner role Mine',
    '1 store',
  ]);
  const left = notes('ca=CA9&metadata.Origin=x&field.Centre=1&owner=Theirs&store=s2&password=p').left;
  expect(left).toHaveLength(6);
  expect(left.join('\n')).not.toContain('=');
});

test('a name in the place of an id is said to be one', () => {
  expect(notes('pattern=Web&template=Web_short&renew=x').left).toEqual([
    'pattern: takes the id of an enrollment pattern, which is a number, and not its name',
    'template: takes the id of a template, which is a number, and not its name',
    'renew: takes the id of a certificate, which is a number',
  ]);
  expect(notes('collection=7&container=3').taken).toEqual(['Certificates of collection 7 and store container 3']);
  expect(notes('collection=7', { names: { collection: 'Web servers', container: null } }).taken).toEqual([
    'Certificates of collection “Web servers”',
  ]);
});

test('a pattern that is not offered is named, and what depends on a choice waits for one', () => {
  const found = notes('pattern=9&metadata.AppOwner=me&ca=CA1', { choice: undefined, setup: null });
  expect(found.taken).toEqual([]);
  expect(found.left).toEqual(['Enrollment pattern 9: not among what you may enroll with']);
});

test('what one kind of enrollment has no place for is not called taken', () => {
  const found = notes('cn=a&store=s1&renew=7', { noPlace: ['cn', 'stores', 'renew', 'subject'] });
  expect(found.taken).toEqual([]);
  expect(found.left).toHaveLength(3);
});

test('a store that could not be planned says why, where that is known', () => {
  expect(notes('store=s2&store=s3', { failed: { s2: 'The store is not approved yet.' } }).left).toEqual([
    'Store s2: The store is not approved yet.',
    'Store s3: not found, or it cannot take this certificate',
  ]);
});

test('the heading speaks of a link only where no certificate was named, as a press on its page leads here too', () => {
  const by = (query: string, names: Parameters<typeof filledBy>[1] = null) =>
    filledBy(prefillOf(new URLSearchParams(query)), names);
  const names = { subject: { rows: [], text: null }, sans: [] };
  expect(by('cn=x')).toBe('A link filled in this form.');
  expect(by('replace=12', names)).toBe('Filled in from certificate 12.');
  expect(by('renew=12&cn=x', names)).toBe('Filled in from certificate 12.');
  expect(by('renew=12')).toBe('This form was opened for certificate 12.');
});

test('what the certificate of the link filled in is said, and where nothing of it can be', () => {
  const names = { subject: { rows: [], text: null }, sans: ['dns:a', 'dns:b'] };
  const old = {
    certificateId: 7,
    names,
    authority: 'host\\CA1',
    failure: '',
    templateName: 'Web',
    fitting: [testChoice],
  };
  expect(notes('renew=7', { old }).taken).toEqual([
    'Renewal of certificate 7',
    'Subject and 2 alternative names of certificate 7',
    'CA CA1, which issued certificate 7',
    'Enroll with Default, as fits certificate 7',
  ]);
  expect(notes('renew=7&cn=x&pattern=1', { old }).taken).toEqual([
    'Enroll with Default',
    'Common name x',
    'Renewal of certificate 7',
    '2 alternative names of certificate 7',
    'CA CA1, which issued certificate 7',
  ]);
  expect(notes('renew=7&cn=x&san=y&pattern=1&ca=CA2', { old }).taken).toHaveLength(5);
  const none = { ...old, names: null, failure: 'It is gone.', fitting: [] };
  expect(notes('replace=7', { old: none, choice: undefined, setup: null }).left).toEqual([
    'Names of certificate 7: they cannot be read. It is gone.',
    'Template Web of certificate 7: not among what you may enroll with',
  ]);
});
