import { describe, expect, test } from 'vitest';
import { browserKeys } from '../../../domain/browserKeys.ts';
import { parseCsr } from '../../../domain/csr.ts';
import { checkCsrSignature } from '../../../domain/csrSignature.ts';
import { decryptPkcs8, publicKeyOf, readPrivateKey } from '../../../domain/pkcs8.ts';
import type { Rules } from '../../../domain/policy.ts';
import { requestedSubject } from '../names/subjectForm.ts';
import { withRowChanged } from '../names/subjectEdits.ts';
import { noPrefill, prefillOf } from '../prefill.ts';
import { testSetup } from '../setupForTests.ts';
import { formatDn } from '../../../domain/dn.ts';
import {
  asksAgain,
  keyFile,
  keyOptions,
  makeFindings,
  makeProblems,
  makeRequest,
  makeValues,
  saveProblems,
  type MakeValues,
} from './makeForm.ts';

const key = (label: string) => browserKeys.filter((each) => each.label === label);
const all = keyOptions(browserKeys, null);
const plain = testSetup();
const madeAt = new Date('2026-04-21T19:57:49Z');
const linked = (link: string) => makeValues(plain, prefillOf(new URLSearchParams(link)), all);
const values = (label = 'ECC P-256') => ({ ...linked('cn=App 01/x&san=app01.example.com'), key: label });
const subjectOf = ({ subject }: MakeValues) => formatDn(requestedSubject(subject));

describe('the keys on offer', () => {
  test('are all that browsers make; what this one lacks or the rules exclude says why', () => {
    expect(all.map(({ label }) => label)).toEqual(browserKeys.map(({ label }) => label));
    expect(all.some((option) => option.disabledReason !== undefined)).toBe(false);
    const here = browserKeys.filter(({ keyType }) => keyType !== 'Ed25519');
    const options = keyOptions(here, [...key('ECC P-384'), ...key('Ed25519')]);
    const open = options.filter((option) => option.disabledReason === undefined);
    expect(open.map(({ label }) => label)).toEqual(['ECC P-384']);
    expect(options.at(-1)?.disabledReason).toBe('This browser does not make such keys.');
    expect(options[0]?.disabledReason).toBe('The rules do not allow it.');
  });

  test('the first one that can be chosen is chosen', () => {
    expect(makeValues(plain, noPrefill, all).key).toBe('RSA 2048');
    expect(makeValues(plain, noPrefill, keyOptions(browserKeys, key('ECC P-521'))).key).toBe('ECC P-521');
    expect(makeValues(plain, noPrefill, keyOptions([], null)).key).toBe('');
  });
});

describe('what the form starts with', () => {
  const defaults = [
    { part: 'CN', value: 'default' },
    { part: 'O', value: 'Key Example' },
  ];
  const first = testSetup({ defaults });
  const start = (link: string) => makeValues(first, prefillOf(new URLSearchParams(link)), all);

  test('is the defaults, and over them what a link asks for, written as it came', () => {
    expect(subjectOf(start(''))).toBe('CN=default,O=Key Example');
    expect(subjectOf(start('cn=app01'))).toBe('CN=app01,O=Key Example');
    expect(subjectOf(start('subject=OU%3Db%2BCN%3Da,C%3DSE'))).toBe('OU=b+CN=a,C=SE');
    expect(start('subject=nonsense').subject.text).toBe('nonsense');
    expect(start('san=a.example.com').sans).toEqual(['dns:a.example.com']);
  });

  test('follows another choice where it still holds the earlier default; what was typed stays', () => {
    const before = start('san=a.example.com');
    const subject = withRowChanged(before.subject, 0, { value: 'typed' });
    const typed = { values: { ...before, subject, sans: ['dns:b.example.com'], key: 'ECC P-384' }, setup: first };
    const other = testSetup({ defaults: [{ part: 'O', value: 'Other' }] });
    const next = makeValues(other, noPrefill, all, typed);
    expect(subjectOf(next)).toBe('CN=typed,O=Other');
    expect(next).toMatchObject({ sans: ['dns:b.example.com'], key: 'ECC P-384' });
    expect(makeValues(other, noPrefill, keyOptions(browserKeys, key('ECC P-521')), typed).key).toBe('ECC P-521');
  });
});

describe('a request is not made', () => {
  test('without any name, or with one that cannot be read', () => {
    expect(makeProblems(linked(''), all)).toEqual([
      { path: ['subject', 'rows', 0, 'value'], text: 'Enter a common name or an alternative name.' },
    ]);
    expect(makeProblems({ ...values(), sans: ['10.0.0.0/8'] }, all).map(({ path }) => path[0])).toEqual(['sans']);
    const text = { ...values(), subject: { rows: [], text: 'CN' } };
    expect(makeProblems(text, all).map(({ path }) => path)).toEqual([['subject', 'text']]);
    expect(makeProblems(values(), all)).toEqual([]);
    expect(makeProblems(linked('san=a.example'), all)).toEqual([]);
  });

  test('with a key that is not on offer', () => {
    const options = keyOptions(browserKeys, key('RSA 4096'));
    expect(makeProblems(values(), options)).toEqual([{ path: ['key'], text: 'The rules do not allow it.' }]);
    expect(makeProblems(values(''), options)).toEqual([{ path: ['key'], text: 'Choose a key.' }]);
  });

  test('with a name that no request can carry, and the reason says so', async () => {
    const made = await makeRequest({ ...linked('subject=C=Österreich'), key: 'ECC P-256' }, madeAt);
    expect(made.ok ? '' : made.reason).toContain('Country takes letters');
  });

  test('but advice of the rules does not keep it from being made', () => {
    const rule = { part: 'CN', regex: '^x$', message: '', caseSensitive: true };
    const rules: Rules = { subject: [rule], keys: [], allowWildcards: null, rfcEnforcement: null };
    expect(makeFindings(values(), rules).map(({ where }) => where)).toContain('subject.CN');
    expect(makeFindings(values(), null)).toEqual([]);
    expect(makeProblems(values(), all)).toEqual([]);
  });
});

describe('a request made', () => {
  test('asks for the names given, is signed by the key that comes with it, and is not saved yet', async () => {
    const made = await makeRequest(values(), madeAt);
    if (!made.ok) throw new Error(made.reason);
    const csr = parseCsr(made.value.csr);
    if (!csr.ok) throw new Error(csr.reason);
    expect(csr.value.subjectText).toBe('CN=App 01/x');
    expect(csr.value.sans).toEqual([{ kind: 'dns', value: 'app01.example.com' }]);
    expect(await checkCsrSignature(csr.value)).toBe('valid');
    expect(await publicKeyOf(made.value.pkcs8)).toEqual(csr.value.spki);
    expect(made.value).toMatchObject({ keyLabel: 'ECC P-256', fileName: 'App 01x.key', madeAt, saved: null });
  });

  test('without a common name gives its file the first alternative name', async () => {
    const made = await makeRequest({ ...linked('san=*.example.com'), key: 'ECC P-256' }, madeAt);
    expect(made.ok && made.value.fileName).toBe('wildcard.example.com.key');
  });
});

describe('the file of a key', () => {
  const typed = { password: 'one two three', again: 'one two three', generated: '' };

  test('needs a password of 12 characters, entered twice unless it was made here', () => {
    expect(saveProblems(typed)).toEqual([]);
    expect(saveProblems({ ...typed, password: 'short' })).toEqual([
      { path: ['password'], text: 'Use at least 12 characters.' },
    ]);
    expect(saveProblems({ ...typed, again: 'one two tree' })).toEqual([
      { path: ['again'], text: 'This is not the same password.' },
    ]);
    expect(saveProblems({ ...typed, again: '', generated: typed.password })).toEqual([]);
    expect([typed, { ...typed, generated: typed.password }, { ...typed, password: '' }].map(asksAgain)).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('is encrypted under a password, and plain only without one', async () => {
    const made = await makeRequest(values(), madeAt);
    if (!made.ok) throw new Error(made.reason);
    const text = await keyFile(made.value.pkcs8, 'one two three');
    expect(text).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
    const sealed = readPrivateKey(text);
    const opened = sealed.ok ? await decryptPkcs8(sealed.value.der, 'one two three') : sealed;
    expect(opened).toEqual({ ok: true, value: made.value.pkcs8 });
    const plain = readPrivateKey(await keyFile(made.value.pkcs8, null));
    expect(plain).toEqual({ ok: true, value: { kind: 'plain', der: made.value.pkcs8 } });
  });
});
