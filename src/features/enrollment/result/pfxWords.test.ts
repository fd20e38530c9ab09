import { expect, test } from 'vitest';
import { laterWords, nextWords, passwordUse } from './pfxWords.ts';

const post = (body: Record<string, unknown>) => ({ method: 'POST', path: '', headers: {}, body }) as const;
const none = { post: post({}), stores: 0, password: null };
const planned = { ...none, stores: 2 };
const withRequest = { ...planned, post: post({ Stores: [{}, {}] }) };

test('stores get a certificate that waits only where they went with the request', () => {
  expect(laterWords(withRequest, null)).toEqual([expect.stringMatching(/^The stores of the plan get the certificate/)]);
  const [words, key] = laterWords(planned, null);
  expect(words).toMatch(
    /did not go with this kind of request: once the certificate is issued, nothing is put into them/,
  );
  expect(key).toMatch(/only where the template keeps keys/);
});

test('a page that follows the request says that staying allows to deploy, and one that does not says nothing of it', () => {
  expect(laterWords(planned, 'None', true)).toEqual([
    expect.stringMatching(/nothing is put into them by itself/),
    expect.stringMatching(/^While this page stays open/),
    expect.stringMatching(/with Recover\.$/),
  ]);
  expect(laterWords(planned, 'None').join(' ')).not.toMatch(/stays open/);
});

test('what becomes of the key of a certificate that waits depends on whether the template keeps keys, and no delivery is promised', () => {
  expect(laterWords(none, 'None')).toEqual([expect.stringMatching(/keeps no keys/)]);
  expect(laterWords(none, 'Indefinite')).toEqual([expect.stringMatching(/can be fetched with Recover/)]);
  for (const retention of ['None', 'Indefinite', null]) {
    expect(laterWords(none, retention).join()).not.toMatch(/deployed|request id/);
  }
});

test('a password is to be kept for the stores that got it, and nothing contradicts that it opens nothing else', () => {
  expect(laterWords({ ...withRequest, password: 'p' }, null)[1]).toMatch(/stores that need an entry password get it/);
  expect(laterWords({ ...none, password: 'p' }, null).join()).not.toMatch(/[Kk]eep the password/);
});

test('where no file came, the page says what the password is good for', () => {
  expect(passwordUse(none, 'adopted')).toMatch(
    /^It opens no file, .* deployment to stores\. Recover asks for a new one\.$/,
  );
  expect(passwordUse(none, 'issued later')).toMatch(/^It unlocks the key/);
  expect(passwordUse(none, 'waiting')).toMatch(/^It opens nothing now: .* Recover asks/);
  expect(passwordUse(none, 'unknown')).toMatch(/^It opens a file only if one still turns up/);
  for (const end of ['adopted', 'waiting', 'unknown'] as const) {
    expect(passwordUse(none, end)).not.toMatch(/entry password/);
    expect(passwordUse(withRequest, end)).toMatch(/Stores that need an entry password get it/);
  }
});

test('an issued certificate is followed into stores that went with its request, and deployed to those that did not', () => {
  const answer = { pfx: Uint8Array.of(1) };
  expect(nextWords(withRequest, answer, false)).toMatch(/what becomes of the stores/);
  expect(nextWords(planned, answer, false)).toMatch(/their deployment follows it, and is shown below/);
  expect(nextWords(none, answer, false)).toMatch(/Save the file/);
  expect(nextWords(none, { pfx: null }, false)).toBe('The certificate exists.');
  const replacing = { ...none, values: { replaces: 4711 } };
  expect(nextWords(replacing, answer, false)).toMatch(/the stores that hold certificate 4711\. Save the file, too/);
  expect(nextWords(replacing, { pfx: null }, false)).not.toMatch(/file/);
  expect(nextWords(withRequest, { pfx: null }, true)).toMatch(/^You took this certificate/);
});

test('the stores of another certificate keep it while a request waits, and it says so', () => {
  const replacing = { ...none, values: { replaces: 4711 } };
  expect(laterWords(replacing, null)).toContainEqual(expect.stringMatching(/^Certificate 4711 stays in its stores/));
  expect(laterWords(replacing, null, true)).toContainEqual(
    expect.stringMatching(/^While this page stays open.*replace/),
  );
  expect(laterWords({ ...none, values: { replaces: null } }, null).join()).not.toMatch(/stays in its stores/);
});

test('the stores of a renewed certificate get the new one with its approval, and the password with it', () => {
  const renewing = { ...none, password: 'p', post: post({ InstallIntoExistingCertificateStores: true }) };
  expect(laterWords(renewing, 'None')).toEqual([
    expect.stringMatching(/^The stores of the renewed certificate get it once it is issued/),
    expect.stringMatching(/stores that need an entry password get it/),
  ]);
  const both = post({ InstallIntoExistingCertificateStores: true, Stores: [{}] });
  expect(laterWords({ ...planned, post: both }, null)).toEqual([
    expect.stringMatching(/^The stores of the plan get the certificate/),
    expect.stringMatching(/^The stores of the renewed certificate get it/),
  ]);
  expect(laterWords(withRequest, null).join()).not.toMatch(/renewed/);
  expect(passwordUse(renewing, 'waiting')).toMatch(/Stores that need an entry password get it/);
});
