import { expect, test } from 'vitest';
import { keyAdvice, renewalPasswordUse, renewedWords } from './renewalWords.ts';

const fresh = { kept: undefined, over: false, sent: false, reached: false };

test('the key is urgent only while it may be lost', () => {
  expect(keyAdvice(fresh)?.title).toBe('Deploy it now, unless the template keeps keys');
  expect(keyAdvice({ ...fresh, kept: false })).toMatchObject({
    kind: 'warning',
    title: 'Deploy it now: the server does not keep its key',
  });
  expect(keyAdvice({ ...fresh, kept: true })?.kind).toBe('info');
});

test('after the five minutes, or once a store has a job, nothing is urged', () => {
  for (const kept of [undefined, true, false]) {
    expect(keyAdvice({ ...fresh, kept, over: true })).toBeNull();
    expect(keyAdvice({ ...fresh, kept, sent: true, reached: true })).toBeNull();
  }
  expect(keyAdvice({ ...fresh, sent: true })).not.toBeNull();
});

test('once something was sent to stores, the head does not say that nothing was', () => {
  expect(renewedWords(fresh)).toContain('No store has got it by itself.');
  expect(renewedWords({ sent: true })).not.toContain('No store');
});

test('the password is told with what it opens, and not as of use when it is not', () => {
  expect(renewalPasswordUse(fresh)).toMatch(/^It opens no file, as none came: .* Recover asks for a new one\.$/);
  expect(renewalPasswordUse({ kept: false, over: false })).not.toContain('Recover');
  expect(renewalPasswordUse({ kept: true, over: true })).toContain('opens nothing now');
});
