import { describe, expect, test } from 'vitest';
import { pfxLoss } from './pfxLoss.ts';

const pfx = Uint8Array.of(1);
const page = { generated: true, saved: false, wanted: false };
const label = (...input: Parameters<typeof pfxLoss>) => pfxLoss(...input)?.leaveLabel ?? 'nothing';

describe('what leaving a PFX result loses', () => {
  test.each(['only copy', 'not said'] as const)(
    'the key, while its file is not saved and the server says %s',
    (key) => {
      expect(label({ disposition: 'issued', pfx, key }, page)).toBe('Leave without the key');
      expect(label({ disposition: 'issued', pfx, key }, { ...page, saved: true })).toBe('nothing');
    },
  );

  test('the file, where it was asked for and the server kept the key', () => {
    expect(label({ disposition: 'issued', pfx, key: 'saved' }, { ...page, wanted: true })).toBe(
      'Leave without the file',
    );
    expect(label({ disposition: 'issued', pfx, key: 'saved' }, { ...page, wanted: true, saved: true })).toBe('nothing');
  });

  test('nothing, where the server kept the key and no file was asked for, or none came', () => {
    expect(label({ disposition: 'issued', pfx, key: 'saved' }, page)).toBe('nothing');
    expect(label({ disposition: 'issued', pfx: null, key: 'only copy' }, page)).toBe('nothing');
  });

  test.each(['pending', 'external validation'] as const)(
    'a generated password, while the request is %s',
    (disposition) => {
      const waiting = { disposition, pfx: null, key: 'not said' as const };
      expect(label(waiting, page)).toBe('Leave without the password');
      expect(label(waiting, { ...page, generated: false })).toBe('nothing');
    },
  );

  test('nothing after a denial: the steps still hold the password', () => {
    expect(label({ disposition: 'denied', pfx: null, key: 'not said' }, page)).toBe('nothing');
  });
});
