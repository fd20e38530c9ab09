import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { base64, keyFileText, keyMissing, readRetainedKey, type KeyValues } from './retainedKey.ts';

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { privateKey, publicKey } = pair();
const der = { type: 'pkcs8', format: 'der' } as const;
const spki = Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' }));
const pkcs8 = Uint8Array.from(privateKey.export(der));
const plain = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
const sealed = String(
  privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'correct horse' }),
);
const none: KeyValues = { key: 'none', keyText: '', keyPassword: '' };
const given = (keyText: string, keyPassword = ''): KeyValues => ({ key: 'given', keyText, keyPassword });
const read = (values: KeyValues, made: Uint8Array | null = null) => readRetainedKey(values, made, { spki });

describe('the private key that goes with a request', () => {
  test('is none unless the user says so, even when one was made or pasted', async () => {
    expect(await read({ ...none, keyText: plain }, pkcs8)).toBeNull();
  });

  test('is the pasted one, as unencrypted PKCS #8, also when the line breaks were lost', async () => {
    expect(await read(given(plain))).toEqual({ ok: true, pkcs8 });
    expect(await read(given(plain.replaceAll('\n', '')))).toEqual({ ok: true, pkcs8 });
  });

  test('is decrypted here with its password; a wrong or missing password stands at its field', async () => {
    expect(await read(given(sealed, 'correct horse'))).toEqual({ ok: true, pkcs8 });
    expect(await read(given(sealed, 'wrong'))).toMatchObject({ ok: false, field: 'keyPassword' });
    expect(await read(given(sealed))).toMatchObject({ reason: 'This key is encrypted. Enter its password.' });
  });

  test('is refused when it is not the key of the request, and no reason holds a part of it', async () => {
    const other = String(pair().privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const found = await read(given(other));
    expect(found).toMatchObject({ ok: false, field: 'keyText', reason: expect.stringContaining('another request') });
    expect(JSON.stringify(found)).not.toContain(other.split('\n')[1]?.slice(0, 12));
  });

  test('is the one made here only where it was made for this request', async () => {
    expect(await read({ ...none, key: 'made' }, pkcs8)).toEqual({ ok: true, pkcs8 });
    expect(await read({ ...none, key: 'made' })).toMatchObject({ ok: false, field: 'key' });
    const other = Uint8Array.from(pair().privateKey.export(der));
    expect(await read({ ...none, key: 'made' }, other)).toMatchObject({ ok: false, field: 'key' });
  });

  test('passes where its public half cannot be worked out here, as the server compares, too', async () => {
    const dsa = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 });
    const made = Uint8Array.from(dsa.privateKey.export(der));
    expect(await read({ ...none, key: 'made' }, made)).toEqual({ ok: true, pkcs8: made });
  });

  test('is asked for when the user wants one sent and gives none', async () => {
    expect(await read(given(' '))).toMatchObject({ field: 'keyText', reason: expect.stringContaining('Choose') });
    expect(await read(given('no key'))).toMatchObject({ ok: false, field: 'keyText' });
  });

  test('is a reason, not a rejection, where the reader does not load', async () => {
    const broken = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
    expect(await readRetainedKey(given(plain), null, { spki }, broken)).toMatchObject({ ok: false, field: 'keyText' });
  });
});

test('a key file is taken as its text, a binary one as base64', () => {
  expect(keyFileText(new TextEncoder().encode(plain))).toBe(plain);
  const putty = 'PuTTY-User-Key-File-3: ssh-rsa\n';
  expect(keyFileText(new TextEncoder().encode(putty))).toBe(putty);
  expect(keyFileText(pkcs8)).toBe(base64(pkcs8));
  expect(Buffer.from(base64(pkcs8), 'base64')).toEqual(Buffer.from(pkcs8));
});

test('a key that is to be given is missing once secrets were emptied; one that was made here, or none, is not', () => {
  expect(keyMissing({ key: 'given', keyText: ' \n' })).toBe(true);
  expect(keyMissing({ key: 'given', keyText: 'x' })).toBe(false);
  for (const key of ['none', 'made'] as const) expect(keyMissing({ key, keyText: '' })).toBe(false);
});
