import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDn, parseDn, type Rdn } from '../../../domain/dn.ts';
import {
  isExtra,
  readText,
  requestedSubject,
  subjectFromText,
  subjectOfPrefill,
  subjectPath,
  subjectProblems,
  subjectShape,
  subjectValue,
  type SubjectValue,
} from './subjectForm.ts';
import {
  asParts,
  asText,
  rowLabel,
  wholeSubject,
  withoutRow,
  withPart,
  withRowChanged,
  withRowMoved,
  withText,
} from './subjectEdits.ts';

const none = subjectValue([]);
const sent = (value: SubjectValue) => formatDn(requestedSubject(value));
const place = (value: SubjectValue, type: string) => value.rows.findIndex((row) => row.type === type);
const typed = (value: SubjectValue, type: string, text: string) =>
  withRowChanged(value, place(value, type), { value: text });
const types = (value: SubjectValue) => value.rows.map((row) => row.type).join(' ');

// Values that are more than white space: what is blank is left out by intent.
const signs = fc.string({ unit: fc.constantFrom(...Array.from(' ,;+=<>"\\#a0Fz\néß日😀')), minLength: 1 });
const words = fc.oneof(signs, fc.string({ unit: 'grapheme', minLength: 1 })).filter((text) => text.trim() !== '');
const type = fc.constantFrom('CN', 'O', 'OU', 'L', 'ST', 'C', 'E', 'DC', 'UID', 'STREET', '1.2.3.4', 'X-OWN');
const attribute = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type, value: words }) },
  {
    weight: 1,
    arbitrary: fc.record({ type, value: fc.constantFrom('#0101FF', '#3000'), encoded: fc.constant(true as const) }),
  },
  { weight: 1, arbitrary: fc.record({ type, value: fc.constant('A'), hex: fc.constantFrom('#0C0141', '#130141') }) },
);
const names: fc.Arbitrary<Rdn[]> = fc.array(fc.array(attribute, { minLength: 1, maxLength: 3 }), { maxLength: 8 });

describe('text and parts', () => {
  test('a name taken apart and put together is the same name, in its order', () => {
    fc.assert(
      fc.property(names, (name) => {
        const value = subjectFromText(formatDn(name));
        expect(value.text).toBeNull();
        expect(requestedSubject(value)).toEqual(name);
        expect(subjectShape.safeParse(value).success).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('changing the view there and back changes neither the rows nor the name', () => {
    fc.assert(
      fc.property(names, (name) => {
        const value = subjectFromText(formatDn(name));
        const opened = asText(value);
        expect(requestedSubject(opened)).toEqual(name);
        expect(asParts(opened)).toEqual(value);
        expect(asParts(withText(opened, opened.text ?? ''))).toEqual(value);
      }),
      { numRuns: 300 },
    );
  });

  test('changing one part changes only that part', () => {
    fc.assert(
      fc.property(names, fc.nat(), words, (name, pick, text) => {
        const value = subjectFromText(formatDn(name));
        const at = pick % value.rows.length;
        const before = requestedSubject(value).flat();
        const { encoded, value: old } = value.rows[at] ?? {};
        const after = requestedSubject(withRowChanged(value, at, { value: text, encoded: undefined })).flat();
        const index = value.rows.slice(0, at).filter((row) => row.value !== '').length;
        const expected = before.toSpliced(index, old === '' ? 0 : 1, { type: value.rows[at]?.type ?? '', value: text });
        expect(after).toEqual(expected);
        expect(encoded === undefined || old !== '').toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('what is written in the text is what is asked for, escapes and RDNs of several parts included', () => {
    const text = String.raw`UID=b+CN=a\, b,O="Example, ""Inc""",OU=\20two\20,1.2.3.4=#0101FF,C=SE`;
    expect(sent(withText(asText(none), text))).toBe(
      String.raw`UID=b+CN="a, b",O="Example, \"Inc\"",OU=" two ",1.2.3.4=#0101FF,C=SE`,
    );
  });

  test('text that cannot be read stays as it is, with its place, and the rows keep what was last read', () => {
    const value = withText(withText(asText(none), 'CN=a,O=b'), 'CN=a,O=b,c');
    expect(value.text).toBe('CN=a,O=b,c');
    expect(requestedSubject(value)).toEqual([]);
    expect(readText(value)).toMatchObject({ ok: false, at: 10 });
    expect(subjectProblems(value)).toEqual([
      {
        path: ['subject', 'text'],
        text: 'At the end: Expected = after c. A value with a comma or plus sign needs quotes around it.',
      },
    ]);
    expect(sent(asParts(value))).toBe('CN=a,O=b');
    expect(subjectProblems(withText(value, 'CN=a,b=c,=d'))[0]?.text).toMatch(/^At character 10, before “=d”: /);
  });

  test('a whole subject that cannot be read is shown as text', () => {
    expect(subjectFromText('CN=a,b')).toMatchObject({ text: 'CN=a,b' });
  });

  test('parts without a value are left out, also of the text', () => {
    expect(sent(withText(asText(none), 'CN=a,O=,OU= +UID=b'))).toBe('CN=a,UID=b');
  });

  test('a value that says it is hexadecimal must be it, and is not lost where it is not', () => {
    const value = withRowChanged(subjectFromText('CN=#0101FF'), 0, { value: '#01' });
    expect(subjectProblems(value)).toEqual([
      { path: ['subject', 'rows', 0, 'value'], text: expect.stringContaining('Write #') },
    ]);
    expect(asText(value).text).toBe('CN=#01');
  });
});

describe('rows', () => {
  test('the usual parts always have one, in the order they are sent', () => {
    expect(types(none)).toBe('CN OU O L ST C E');
    expect(types(subjectFromText('CN=a,C=SE'))).toBe('CN OU O L ST C E');
    expect(types(subjectFromText('OU=a,OU=b,CN=c'))).toBe('E C ST L O OU OU CN');
    expect(types(subjectFromText('C=SE,O=b,CN=a'))).toBe('E C ST L O OU CN');
    expect(types(subjectFromText('CN=a,O=b,C=SE,O=d'))).toBe('CN OU O L ST C E O');
    expect(types(subjectFromText('CN=a+C=SE'))).toBe('CN C E OU O L ST');
    expect(types(subjectFromText('DC=example,DC=com'))).toBe('CN OU O L ST C E DC DC');
  });

  test('a blank one is no part, and spaces around a value are', () => {
    expect(sent(typed(typed(typed(none, 'CN', ' app '), 'L', '  '), 'C', 'SE'))).toBe('CN=" app ",C=SE');
  });

  test('a part is added behind the last of its kind, other kinds at the end', () => {
    const two = withPart(typed(none, 'OU', 'Web'), 'OU');
    expect(two.at).toBe(2);
    expect(types(two.value)).toBe('CN OU OU O L ST C E');
    expect(withPart(none, 'DC').at).toBe(7);
    expect(rowLabel(two.value.rows, two.at)).toBe('Organizational unit (2)');
    expect(two.value.rows.map((_, at) => isExtra(two.value.rows, at))).toEqual([
      false,
      false,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test('one that is joined goes in one RDN with what is above, and stays with it when a blank one is between', () => {
    const value = subjectFromText('CN=a+UID=b+1.2.3=c,O=d');
    expect(value.rows.map((row) => row.joined)).toEqual([false, true, true, ...Array<boolean>(6).fill(false)]);
    expect(sent(withRowChanged(value, 1, { value: '' }))).toBe('CN=a+1.2.3=c,O=d');
    expect(sent(withRowChanged(value, 0, { value: '' }))).toBe('UID=b+1.2.3=c,O=d');
    expect(sent(withoutRow(value, 1))).toBe('CN=a+1.2.3=c,O=d');
  });

  test('without the first of an RDN its others do not slip into the RDN above', () => {
    const value = subjectFromText('O=x,DC=a+UID=b,C=SE');
    expect(sent(withoutRow(value, place(value, 'DC')))).toBe('O=x,UID=b,C=SE');
  });

  test('one that is moved becomes a part of its own and goes past the RDNs of others', () => {
    const value = subjectFromText('CN=a+UID=b,DC=c,DC=d');
    const at = value.rows.findLastIndex((row) => row.type === 'DC');
    const up = withRowMoved(value, at, -1);
    expect(sent(up.value)).toBe('CN=a+UID=b,DC=d,DC=c');
    expect(up.at).toBe(at - 1);
    const uid = withRowMoved(value, 1, -1);
    expect([sent(uid.value), uid.at]).toEqual(['UID=b,CN=a,DC=c,DC=d', 0]);
    expect(sent(withRowMoved(subjectFromText('CN=a+UID=b,OU=c'), 1, 1).value)).toBe('CN=a,OU=c,UID=b');
    let first = { value, at };
    for (let step = 0; step < 20; step += 1) first = withRowMoved(first.value, first.at, -1);
    expect([sent(first.value), first.at]).toEqual(['DC=d,CN=a+UID=b,DC=c', 0]);
  });

  test('a finding about a part leads to its first row, or to the text while that is open', () => {
    expect(subjectPath(none, 'O')).toEqual(['subject', 'rows', 2, 'value']);
    expect(subjectPath(asText(none), 'O')).toEqual(['subject', 'text']);
    expect(subjectPath(none, 'UID')).toEqual(['subject', 'rows', 0, 'value']);
  });
});

describe('defaults', () => {
  const web = [
    { part: 'O', value: 'Example' },
    { part: 'OU', value: 'Web' },
    { part: 'OU', value: 'Ops' },
    { part: 'DC', value: 'example' },
    { part: 'DNS', value: 'no part of a subject' },
  ];
  const mail = [
    { part: 'O', value: 'Example Mail' },
    { part: 'OU', value: 'Mail' },
    { part: 'C', value: 'SE' },
  ];

  test('fill their parts, several of a kind one after the other', () => {
    expect(sent(subjectValue(web))).toBe('OU=Web,OU=Ops,O=Example,DC=example');
  });

  test('what still holds the earlier default takes the new one, what was typed stays', () => {
    const value = typed(typed(subjectValue(web), 'CN', 'app'), 'O', 'Mine');
    expect(sent(subjectValue(mail, { value, defaults: web }))).toBe('CN=app,OU=Mail,O=Mine,C=SE');
    expect(subjectValue(web, { value, defaults: web })).toEqual(value);
  });

  test('a default that was emptied does not come back with the same defaults', () => {
    const value = typed(subjectValue(web), 'O', '');
    expect(sent(subjectValue(web, { value, defaults: web }))).toBe('OU=Web,OU=Ops,DC=example');
  });

  test('parts that were added stay, and so does their order', () => {
    const added = withPart(subjectValue(mail), 'UID');
    const value = withRowMoved(withRowChanged(added.value, added.at, { value: 'u' }), added.at, -1).value;
    expect(sent(subjectValue(web, { value, defaults: mail }))).toBe('OU=Web,OU=Ops,O=Example,UID=u,DC=example');
  });

  test('an open text stays when it was changed, and follows the defaults when it was not', () => {
    const open = asText(subjectValue(mail));
    expect(subjectValue(web, { value: open, defaults: mail }).text).toBe('OU=Web,OU=Ops,O=Example,DC=example');
    const changed = withText(open, `CN=app,${open.text}`);
    expect(subjectValue(web, { value: changed, defaults: mail })).toEqual(changed);
  });
});

test.each([
  ['CN=app01.example.com,O=Example', 'CN=app01.example.com,O=Example'],
  ['cn=app01.example.com', 'cn=app01.example.com'],
  ['Subject: C = SE, O = Example, CN = app', 'C = SE, O = Example, CN = app'],
  ['/C=SE/CN=app', 'CN=app,C=SE'],
  ['a=b', null],
  ['app01.example.com', null],
  ['CN=a,b', null],
])('in the common name %j is taken for the subject %j', (value, expected) => {
  expect(wholeSubject({ type: 'CN', value, joined: false })).toBe(expected);
  expect(wholeSubject({ type: 'O', value, joined: false })).toBeNull();
  expect(expected === null || parseDn(expected).ok).toBe(true);
});

test('a link fills its common name into the defaults; a whole subject stands in their place', () => {
  const defaults = [
    { part: 'CN', value: 'default' },
    { part: 'O', value: 'Example' },
    { part: 'OU', value: 'A' },
    { part: 'OU', value: 'B' },
  ];
  const text = (prefill: { subject: string; cn: string }) => sent(subjectOfPrefill(prefill, defaults));
  expect(text({ subject: '', cn: '' })).toBe('CN=default,OU=A,OU=B,O=Example');
  expect(text({ subject: '', cn: 'a.example' })).toBe('CN=a.example,OU=A,OU=B,O=Example');
  expect(text({ subject: 'CN=b.example,O=Other', cn: 'a.example' })).toBe('CN=b.example,O=Other');
  expect(subjectOfPrefill({ subject: 'CN=b,=', cn: '' }, defaults).text).toBe('CN=b,=');
});
