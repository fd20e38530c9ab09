import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueRoot } from './certificates.ts';
import { generateKey, type PrivateKey } from './crypto.ts';
import { jks } from './jks.ts';
import { openOracle } from './opensslOracle.ts';

const oracle = openOracle();
afterAll(oracle.close);
// Starting Java on a busy machine may take longer than the usual limit.
const javaMs = 30_000;

const password = 'correct horse 7';
let key: PrivateKey;
let chain: Uint8Array[];

beforeAll(async () => {
  key = await generateKey({ kind: 'Ed25519', bits: 255 });
  const dates = { notBefore: new Date('2024-01-01'), notAfter: new Date('2044-01-01') };
  chain = [issueRoot({ name: [[{ oid: '2.5.4.3', value: 'Root' }]], key, ...dates }).certificate];
});

function listed(file: Uint8Array, pass = password): string {
  oracle.file('a.jks', file);
  const how = ['-J-Duser.language=en', '-J-Dstdout.encoding=UTF-8', '-J-Dsun.stdout.encoding=UTF-8'];
  return oracle.run('keytool', [...how, '-list', '-keystore', 'a.jks', '-storetype', 'JKS', '-storepass', pass]).text;
}

test(
  'an alias of any letters comes back in lower case with the date of the entry',
  () => {
    const at = new Date('2026-03-20T12:00:00Z');
    const text = listed(jks({ key, chain, password, alias: 'Größe-東京-😀', at }));
    expect(text).toContain('größe-東京-😀, Mar 20, 2026, PrivateKeyEntry');
  },
  javaMs,
);

test(
  'a changed byte is noticed',
  () => {
    const file = jks({ key, chain, password, alias: 'a', at: new Date(0) });
    file[100] = (file[100] ?? 0) ^ 1;
    expect(listed(file)).toContain('password was incorrect');
  },
  javaMs,
);
