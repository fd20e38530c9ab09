// Makes the folders csr and certificates anew; see README.md. Needs openssl, keytool and ssh-keygen.
import { Buffer } from 'node:buffer';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brokenRequests } from './broken.mjs';
import { rareRequests, tamperedRequests } from './handmade.mjs';
import { mistakes } from './mistakes.mjs';
import { openWorkshop, pemOf } from './openssl.mjs';
import { cook, recipes } from './recipes.mjs';
import { spellings } from './spellings.mjs';
import { view } from './view.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const shop = openWorkshop();
/** @type {string[]} */
const lines = [];

/** @param {string} folder */
function emptied(folder) {
  rmSync(join(here, folder), { recursive: true, force: true });
  mkdirSync(join(here, folder));
}

/**
 * What OpenSSL says; of a request that should not be read only that OpenSSL reads it, and whether its signature fits.
 * @param {Uint8Array | null} der
 * @param {boolean} read
 */
function opinion(der, read) {
  const seen = der && view(shop, der);
  return seen && !read ? { verify: seen.verify } : seen;
}

/**
 * @param {string} file
 * @param {string | Uint8Array} content
 * @param {Record<string, unknown>} says
 */
function put(file, content, says) {
  writeFileSync(join(here, 'csr', file), content);
  lines.push(JSON.stringify({ file, ...says }));
}

emptied('csr');
for (const [name, recipe] of Object.entries(recipes)) {
  const der = cook(shop, name, recipe);
  put(`${name}.pem`, pemOf('CERTIFICATE REQUEST', der), {
    about: recipe.about,
    read: true,
    openssl: opinion(der, true),
  });
}
for (const [name, { about, der, read, why }] of Object.entries({ ...rareRequests(shop), ...tamperedRequests(shop) })) {
  put(`${name}.pem`, pemOf('CERTIFICATE REQUEST', der), { about, read, why, openssl: opinion(der, read) });
}
for (const [name, { about, der, read, why }] of Object.entries(brokenRequests(shop))) {
  put(`broken-${name}.der`, der, { about, read, why, openssl: opinion(der, read) });
}
for (const [name, { about, extension, content, read, der, why }] of Object.entries(spellings(shop))) {
  put(`${name}.${extension}`, content, { about, read, why, openssl: opinion(der, read) });
}
for (const [name, { about, extension, content, called }] of Object.entries(mistakes(shop))) {
  put(`${name}.${extension}`, content, { about, read: false, called, openssl: null });
}
writeFileSync(join(here, 'csr', 'views.jsonl'), `${lines.join('\n')}\n`);

// Certificates in force for the same key, and for the same names, as a request of the cases.
emptied('certificates');
for (const [name, key] of [
  ['case-plain', 'rsa2048#plain'],
  ['other-key', 'p256#elsewhere'],
]) {
  const recipe = recipes['case-plain'];
  if (!recipe || name === undefined || key === undefined) throw new Error('case-plain is gone.');
  const request = shop.file('issue.csr', cook(shop, name, { ...recipe, key }));
  const config = shop.file('issue.cnf', 'subjectAltName=DNS:shop.keyexample.com\n');
  const args = [
    '-req',
    '-inform',
    'DER',
    '-in',
    request,
    '-signkey',
    shop.key(key),
    '-days',
    '3650',
    '-extfile',
    config,
  ];
  writeFileSync(join(here, 'certificates', `${name}.pem`), Buffer.from(shop.openssl('x509', ...args)));
}
shop.close();
console.log(`${lines.length} files`);
