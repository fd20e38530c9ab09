import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPublicKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { parseCsr } from './csr.ts';
import { keyText } from './keyText.ts';

const corpus = join(import.meta.dirname, '../../e2e/corpus/csr');

test('a key is searched for by its first octets, which its whole text begins with', () => {
  for (const name of ['case-plain', 'case-p521']) {
    const read = parseCsr(readFileSync(join(corpus, `${name}.pem`), 'utf8'));
    if (!read.ok) throw new Error(read.reason);
    const text = keyText(read.value.spki);
    const { type } = createPublicKey({ key: Buffer.from(read.value.spki), format: 'der', type: 'spki' });
    expect(type).toBe('public');
    expect(text).toMatch(/^([0-9A-F]{2}){32,128}$/);
    expect(Buffer.from(read.value.spki).toString('hex').toUpperCase()).toContain(text);
  }
});

test('what is no public key has no text', () => {
  for (const bytes of [[], [1], [0x30, 0], [0x30, 4, 5, 0, 3, 0]]) expect(keyText(Uint8Array.from(bytes))).toBeNull();
});
