import { expect, test } from 'vitest';
import { readErrorBody } from './errorBody.ts';
import { hiderOf, secretsHider } from './secrets.ts';

const basic = `Basic ${Buffer.from('KEYEXAMPLE\\anna:pässword:1', 'utf8').toString('base64')}`;

test('passwords and keys of a request are not shown, at whatever depth, and the rest of the text is', () => {
  const hide = secretsHider({ Password: 'Vq7"hdk2', Stores: [{ Properties: { KeyPassphrase: 'over there' } }] }, null);
  expect(hide('The password Vq7"hdk2 is bad, over there as well')).toBe(
    'The password (not shown) is bad, (not shown) as well',
  );
  expect(hide('{"Password":"Vq7\\"hdk2","Subject":"CN=a"}')).toBe('{"Password":"(not shown)","Subject":"CN=a"}');
});

test('the members of secrets are known by their names in any letter case, and what the caller knows besides is hidden, too', () => {
  const hide = secretsHider({ clientsecret: 'word-1', PASSWORD: 'word-2', Pin: 'word-3' }, null, ['word-3']);
  expect(hide('word-1 word-2 word-3')).toBe('(not shown) (not shown) (not shown)');
  expect(secretsHider({ Pin: 'word-3' }, null)('word-3')).toBe('word-3');
});

test('of two secrets, one within the other, nothing is left of the longer', () => {
  expect(hiderOf(['word', 'word-1234'])('word-1234, word')).toBe('(not shown), (not shown)');
});

test('a secret of two lines is found where JSON writes the line break', () => {
  expect(hiderOf(['one\ntwo'])(JSON.stringify('one\ntwo'))).toBe('"(not shown)"');
});

test('of a key of several lines no line is shown', () => {
  const hide = secretsHider({ PrivateKey: 'MIGHAgEAMBMGByqGSM49AgEG\nCCqGSM49AwEHBG0wawIBAQQg\n' }, null);
  expect(hide('Line 2 is bad: CCqGSM49AwEHBG0wawIBAQQg')).toBe('Line 2 is bad: (not shown)');
  expect(hide('MIGHAgEAMBMGByqGSM49AgEG CCqGSM49AwEHBG0wawIBAQQg')).toBe('(not shown)');
});

test('the sign-in is not shown, neither as it went over the wire nor its password', () => {
  const hide = secretsHider(undefined, basic);
  expect(hide(`Authorization: ${basic}`)).toBe('Authorization: Basic (not shown)');
  expect(hide('anna gave pässword:1')).toBe('anna gave (not shown)');
  expect(secretsHider(undefined, 'Negotiate §token')('got §token')).toBe('got (not shown)');
});

test('a text too short to be told from ordinary words stays', () => {
  expect(secretsHider({ Password: 'a' }, null)('a bad day')).toBe('a bad day');
});

test('a secret at the place where long words are cut leaves no piece behind', () => {
  const hide = secretsHider({ Password: 'Vq7-hdk2-MMz9' }, null);
  const facts = readErrorBody(400, JSON.stringify({ Message: `${'x'.repeat(1995)}Vq7-hdk2-MMz9` }), hide);
  expect(facts.serverWords).not.toContain('Vq7');
});

const odd = 'Zoë & "Sons"\\50% <a+b>';

const asPage = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const systemTextJson = (text: string): string =>
  JSON.stringify(text).replaceAll(/[&'+<>`]|\\"|[^\p{ASCII}]/gu, (sign) => {
    const code = sign.charCodeAt(sign.length - 1);
    return String.raw`\u` + code.toString(16).toUpperCase().padStart(4, '0');
  });

// What servers write into JSON, addresses and pages.
const escapes: readonly (readonly [string, (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['JSON', (text) => JSON.stringify(text)],
  ['JSON within JSON', (text) => JSON.stringify(JSON.stringify(text))],
  ['JSON as System.Text.Json writes it', systemTextJson],
  ['the same within JSON', (text) => JSON.stringify(systemTextJson(text))],
  ['an address', encodeURIComponent],
  ['an address in lower case', (text) => encodeURIComponent(text).replaceAll(/%../g, (sign) => sign.toLowerCase())],
  ['a form', (text) => new URLSearchParams({ text }).toString()],
  ['an address within an address', (text) => encodeURIComponent(encodeURIComponent(text))],
  ['a page', asPage],
  ['a page within a page', (text) => asPage(asPage(text))],
  ['a page in numbers', (text) => text.replaceAll(/[^a-z0-9 ]/gi, (sign) => `&#${sign.codePointAt(0) ?? 0};`)],
  ['lines', (text) => text.replaceAll(' ', '\n  ')],
];

test.each(escapes)('a secret is not shown wherever it stands, written as %s', (_, escaped) => {
  const hide = hiderOf([odd, 'geheim-1234']);
  const shown = hide(`Unheard-of member: ${escaped(odd)}, and ${escaped('geheim-1234')}.`);
  expect(shown).toMatch(/^Unheard-of member: .*\(not shown\).*, and .*\(not shown\).*\.$/s);
  for (const part of ['Zo', 'Sons', '50', 'a+b', 'geheim']) expect(shown).not.toContain(part);
});

test('what only looks like a secret stays', () => {
  expect(hiderOf(['a.b.c.d'])('axbxcxd a%b')).toBe('axbxcxd a%b');
  expect(hiderOf(['abc', ''])('abc')).toBe('abc');
  expect(hiderOf(['\ud800 half'])('a half')).toBe('a half');
});

test('a long key in a long text is found without delay', () => {
  const key = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC+/'.repeat(60);
  const text = `${key.slice(0, -1)} `.repeat(50) + key;
  expect(hiderOf([key])(text).endsWith('(not shown)')).toBe(true);
});
