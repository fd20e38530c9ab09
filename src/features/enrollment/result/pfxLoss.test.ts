import { describe, expect, test } from 'vitest';
import { cameToNothing, onlyOnPage, pfxLoss } from './pfxLoss.ts';

const pfx = Uint8Array.of(1);
const page = { generated: false, held: false, saved: false, wanted: false, stores: 0, undeployed: false };
type Answer = Exclude<Parameters<typeof pfxLoss>[0], null>;
const issued: Answer = { disposition: 'issued', pfx, key: 'saved', password: null };
const label = (answer: Partial<Answer> | null, more: Partial<typeof page> = {}) =>
  pfxLoss(answer && { ...issued, ...answer }, { ...page, ...more })?.leaveLabel ?? 'nothing';

describe('what leaving a PFX result loses', () => {
  test.each(['only copy', 'not said'] as const)(
    'the key, while its file is not saved and the server says %s',
    (key) => {
      expect(label({ key })).toBe('Leave without the key');
      expect(label({ key }, { saved: true })).toBe('nothing');
      expect(label({ key }, { generated: true, held: true })).toBe('Leave without the key');
    },
  );

  test('the file, where it was asked for and the server kept the key', () => {
    expect(label({}, { wanted: true })).toBe('Leave without the file');
    expect(label({}, { wanted: true, saved: true })).toBe('nothing');
  });

  test('nothing, where the server kept the key and no file was asked for, or none came', () => {
    expect(label({})).toBe('nothing');
    expect(label({}, { generated: true })).toBe('nothing');
    expect(label({ pfx: null, key: 'only copy' })).toBe('nothing');
  });

  test.each([
    ['the server made', { password: 'made' }, {}],
    ['was made here', {}, { generated: true }],
  ])('the password that %s, once the file is saved, until somebody has it', (_, answer, more) => {
    expect(label(answer, { ...more, saved: true })).toBe('Leave without the password');
    expect(label(answer, { ...more, saved: true, held: true })).toBe('nothing');
    expect(label(answer, { ...more, stores: 1 })).toBe('Leave without the password');
    expect(label(answer, { ...more, stores: 1, held: true })).toBe('nothing');
  });

  test('the password that the server made, where no file came: deploying the key takes it', () => {
    expect(label({ pfx: null, password: 'made' })).toBe('Leave without the password');
    expect(label({ pfx: null, password: 'made' }, { held: true })).toBe('nothing');
  });

  test.each(['pending', 'external validation'] as const)(
    'a generated password, while the request is %s',
    (disposition) => {
      const waiting = { disposition, pfx: null, key: 'not said' } as const;
      expect(label(waiting, { generated: true })).toBe('Leave without the password');
      expect(label(waiting, { generated: true, held: true })).toBe('nothing');
      expect(label(waiting)).toBe('nothing');
    },
  );

  test('a generated password, while the outcome is not known, or when stores got it and no file came', () => {
    expect(label(null, { generated: true })).toBe('Leave without the password');
    expect(label({ disposition: 'unclear', pfx: null }, { generated: true })).toBe('Leave without the password');
    expect(label({ pfx: null }, { generated: true, stores: 1 })).toBe('Leave without the password');
    expect(label({ pfx: null }, { stores: 1 })).toBe('nothing');
  });

  test('the key, when a file came with an answer that nobody understands', () => {
    expect(label({ disposition: 'unclear', key: 'not said' })).toBe('Leave without the key');
  });

  test('nothing after a denial: no certificate comes of it', () => {
    expect(label({ disposition: 'denied', pfx: null }, { generated: true, stores: 1 })).toBe('nothing');
  });
});

test('only the page shows a password that the server or the page made, and none that somebody typed', () => {
  expect(onlyOnPage({ password: 'made' }, false)).toBe(true);
  expect(onlyOnPage({ password: null }, true)).toBe(true);
  expect(onlyOnPage(null, true)).toBe(true);
  expect(onlyOnPage({ password: null }, false)).toBe(false);
});

test('what was entered is needed again after a refusal or a denial, and after nothing else', () => {
  const ended = (disposition: Answer['disposition']) => cameToNothing({ kind: 'answered' }, { disposition });
  expect(cameToNothing({ kind: 'refused' }, null)).toBe(true);
  expect(cameToNothing({ kind: 'unknown' }, null)).toBe(false);
  expect(ended('denied')).toBe(true);
  expect((['issued', 'pending', 'external validation', 'unclear'] as const).map(ended)).not.toContain(true);
});

test('a request that waits keeps the page while its stores can be deployed to from there, and a password comes first', () => {
  const waiting = { disposition: 'pending', pfx: null } as const;
  expect(label(waiting)).toBe('nothing');
  expect(label(waiting, { undeployed: true })).toBe('Leave without the stores');
  expect(label({ ...waiting, disposition: 'external validation' }, { undeployed: true })).toMatch(/stores/);
  expect(label(waiting, { undeployed: true, generated: true })).toBe('Leave without the password');
  expect(label({ ...waiting, disposition: 'denied' }, { undeployed: true })).toBe('nothing');
});
