import { expect, test } from 'vitest';
import { lint } from './lint.ts';
import { brief, clean, regexRow, system, withRegexes } from './lintForTests.ts';

test('wildcards allowed while the regex for the common name lets no * pass', () => {
  const allowed = { own: clean.own && { ...clean.own, allowWildcards: true } };
  expect(lint({ ...clean, ...allowed })).toEqual([
    {
      id: expect.any(String),
      severity: 'advice',
      text: expect.stringMatching(/^Wildcards are allowed, but the regex \^\[a-z0-9.+ lets no \* pass\.$/),
      section: 'regexes',
      path: 'regexes.0.regex',
    },
  ]);
  const wide = withRegexes(regexRow('CN', '^(\\*\\.)?[a-z.]+$'));
  expect(lint({ ...wide, own: wide.own && { ...wide.own, allowWildcards: true } })).toEqual([]);
  const system24 = {
    ...system,
    subjectRules: [{ part: 'CN', regex: '^[a-z]+$', message: '', caseSensitive: undefined }],
  };
  const none = { ...withRegexes(), system: system24 };
  expect(brief({ ...none, own: none.own && { ...none.own, allowWildcards: true } })).toEqual([
    ['wildcards against regex ^[a-z]+$', 'policy', 'policy.allowWildcards'],
  ]);
  // Both from the system-wide rules: their page says it.
  expect(brief({ ...none, system: { ...system24, allowWildcards: true } })).toEqual([]);
});

test('a regex that asks for a * while wildcards are off in force', () => {
  const input = withRegexes(regexRow('CN', '^\\*\\.example\\.com$'));
  expect(brief(input)).toEqual([['regex ^\\*\\.example\\.com$ against wildcards', 'regexes', 'regexes.0.regex']]);
  expect(brief({ ...input, system: { ...system, allowWildcards: true } })).toEqual([]);
});

test('policies and a CA that leave no key to choose', () => {
  const ca = { algorithms: [{ name: 'RSA', bitLengths: [1024], curves: [] }], alternative: null };
  expect(lint({ ...clean, template: clean.template && { ...clean.template, ca } })).toEqual([
    {
      id: 'no key left',
      severity: 'warning',
      text: 'No key is left to choose in the lists of the system-wide policy, this template and the CA taken together.',
      section: 'policy',
      path: 'policy.algorithms',
    },
  ]);
  const hybrid = { algorithms: null, alternative: [{ name: 'ML-DSA-87', bitLengths: [], curves: [] }] };
  const alternative = [{ name: 'ML-DSA-44', bitLengths: [], curves: [] }];
  const asked = {
    own: clean.own && { ...clean.own, alternative },
    template: clean.template && { ...clean.template, ca: hybrid },
  };
  expect(brief({ ...clean, ...asked })).toEqual([['no alternative key left', 'policy', 'policy.alternative']]);
});
