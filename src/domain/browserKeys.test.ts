import { afterEach, describe, expect, test, vi } from 'vitest';
import { browserKeys, cryptoProblem, supportedKeys } from './browserKeys.ts';
import { decryptPkcs8 } from './pkcs8.ts';

const real = globalThis.crypto;
afterEach(() => vi.unstubAllGlobals());

describe('the keys of this browser', () => {
  test('leave out a kind that it refuses to make', async () => {
    const refuses = (...[algorithm, ...rest]: Parameters<SubtleCrypto['generateKey']>) =>
      JSON.stringify(algorithm).includes('Ed25519') || JSON.stringify(algorithm).includes('P-521')
        ? Promise.reject(new Error('not supported'))
        : real.subtle.generateKey(algorithm, ...rest);
    vi.stubGlobal('crypto', { subtle: { generateKey: refuses } });
    expect((await supportedKeys()).map((key) => key.label)).toEqual([
      'RSA 2048',
      'RSA 3072',
      'RSA 4096',
      'ECC P-256',
      'ECC P-384',
    ]);
    vi.unstubAllGlobals();
    expect(await supportedKeys()).toEqual(browserKeys);
  });

  test('are none on a page of plain http, which is said in words', async () => {
    expect(cryptoProblem()).toBeUndefined();
    vi.stubGlobal('crypto', {});
    expect(cryptoProblem()).toContain('https');
    expect(await supportedKeys()).toEqual([]);
    expect(await decryptPkcs8(new Uint8Array(), 'x')).toEqual({ ok: false, reason: cryptoProblem() });
  });
});
