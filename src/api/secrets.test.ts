import { expect, test } from 'vitest';
import { readErrorBody } from './errorBody.ts';
import { secretsHider } from './secrets.ts';

const basic = `Basic ${Buffer.from('KEYEXAMPLE\\anna:pässword:1', 'utf8').toString('base64')}`;

test('passwords and keys of a request are not shown, at whatever depth, and the rest of the text is', () => {
  const hide = secretsHider({ Password: 'Vq7"hdk2', Stores: [{ Properties: { KeyPassphrase: 'over there' } }] }, null);
  expect(hide('The password Vq7"hdk2 is bad, over there as well')).toBe(
    'The password (not shown) is bad, (not shown) as well',
  );
  expect(hide('{"Password":"Vq7\\"hdk2","Subject":"CN=a"}')).toBe('{"Password":"(not shown)","Subject":"CN=a"}');
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
