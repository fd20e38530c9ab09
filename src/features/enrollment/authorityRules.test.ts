import { expect, test } from 'vitest';
import { parseDn } from '../../domain/dn.ts';
import { findingsUnder, rulesUnder } from './authorityRules.ts';
import { testChoice, testSetup } from './setupForTests.ts';

const ca = (displayName: string, rfcEnforcement: boolean | null) => ({
  name: `host\\${displayName}`,
  displayName,
  subscriberTerms: false,
  rfcEnforcement,
});
const setup = testSetup({ choice: { ...testChoice, authorities: [ca('Strict', true), ca('Loose', false)] } });
const dn = parseDn('CN=app01.example.com');
const request = { subject: dn.ok ? dn.value : [], sans: [], key: null };

test('RFC 2818 enforcement is in force where the pattern or the chosen CA asks for it', () => {
  expect(rulesUnder(setup, 'host\\Strict').rfcEnforcement).toBe(true);
  expect(rulesUnder(setup, 'host\\Loose').rfcEnforcement).toBeNull();
  const strict = { ...setup, rules: { ...setup.rules, rfcEnforcement: true } };
  expect(rulesUnder(strict, 'host\\Loose').rfcEnforcement).toBe(true);
  expect(rulesUnder({ ...setup, choice: { ...testChoice, authorities: [ca('Strict', true)] } }, '')).toMatchObject({
    rfcEnforcement: true,
  });
});

test('while the server chooses among CAs that differ, it is not known, and what one of them would do is worth a look', () => {
  const off = { ...setup, rules: { ...setup.rules, rfcEnforcement: false } };
  expect(rulesUnder(off, '').rfcEnforcement).toBeNull();
  const [found, ...more] = findingsUnder(request, off, '');
  expect(more).toEqual([]);
  expect(found).toMatchObject({ grade: 'worth a look', where: 'sans' });
  expect(found?.text).toMatch(/^If the server chooses Strict: .*RFC 2818/);
  const none = findingsUnder({ ...request, subject: [] }, off, '');
  expect(none.map(({ grade }) => grade)).toEqual(['worth a look']);
  const named = [{ kind: 'dns', value: 'app01.example.com' } as const];
  expect(findingsUnder({ ...request, sans: named }, off, '')).toEqual([]);
  expect(findingsUnder(request, off, 'host\\Loose')).toEqual([]);
});
