import { expect, test } from 'vitest';
import type { WireDocument } from '../../api/wireDocument.ts';
import { blankPattern, templateIdOf } from './patternDocument.ts';
import { newPatternKind } from './patternKind.ts';

const corpus = import.meta.glob<WireDocument>(
  ['../../api/corpus/template-25.4-pattern-full.json', '../../api/corpus/pattern-25.4-unset.json'],
  { eager: true, import: 'default' },
);
const named = (name: string) => corpus[`../../api/corpus/${name}.json`] ?? {};
const template = named('template-25.4-pattern-full');
const unset = named('pattern-25.4-unset');

test('a blank pattern is like one that the server made with nothing set', () => {
  const blank = blankPattern(template, { Policies: unset['Policies'] ?? null }, false);
  const same = ['UseADPermissions', 'CertificateAuthorities', 'RestrictCAs', 'Regexes', 'Defaults', 'Policies'];
  for (const member of same) expect({ [member]: blank[member] }).toEqual({ [member]: unset[member] });
  expect(templateIdOf(blank)).toBe(template['Id']);
});

test('the system-wide policy lends its members, not its values', () => {
  const policy = { Id: 1, AllowWildcards: true, KeyInfo: { RSA: { bit_lengths: [2048] }, ECDSA: null } };
  expect(blankPattern(template, { Policies: policy }, false)['Policies']).toEqual({
    AllowWildcards: null,
    KeyInfo: { RSA: null, ECDSA: null },
  });
});

test('the first pattern of a template is its default', () => {
  expect(blankPattern(template, {}, true)['TemplateDefault']).toBe(true);
});

test('the body that creates a pattern names its template by id', () => {
  const blank = blankPattern(template, {}, false);
  expect(newPatternKind.project(blank)).toMatchObject({ Template: template['Id'], Name: '' });
});
