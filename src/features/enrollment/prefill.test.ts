import { expect, test } from 'vitest';
import { noPrefill, isPrefilled, prefillLink, prefillOf, type Prefill } from './prefill.ts';

const of = (query: string) => prefillOf(new URLSearchParams(query));

test('a link made from values gives the same values back', () => {
  const values: Omit<Prefill, 'unused'> = {
    pattern: 12,
    template: 17,
    ca: 'host\\CA 1',
    subject: 'CN=a+b,O="Ä & Ö, Inc."',
    cn: 'a.example.com',
    sans: ['a.example.com', 'upn:u@corp.example'],
    metadata: { AppOwner: 'a&b=c', 'dots.in.name': 'x' },
    fields: { CostCentre: '1200' },
    owner: 'Web owners',
    renew: 4711,
    replace: 4712,
    collection: 7,
    container: 3,
    stores: ['7f3c1b52-9f60-4a0e-8e1b-2d6d1c9a0b11'],
  };
  const link = prefillLink('/enroll/pfx', values);
  expect(link).toMatch(/^\/enroll\/pfx\?/);
  expect(prefillOf(new URL(link, 'https://x.example').searchParams)).toEqual({ ...values, unused: [] });
  expect(prefillLink('/enroll/pfx', {})).toBe('/enroll/pfx');
});

test('what nobody takes is named, and its value is nowhere: a link carries no secret', () => {
  const found = of('password=hunter2&Password=x&pattern=abc&renew=0&step=key&cn=a');
  expect(found.unused).toEqual(['password', 'Password', 'pattern', 'renew']);
  expect(found).toMatchObject({ pattern: null, renew: null, cn: 'a' });
  expect(JSON.stringify(found)).not.toContain('hunter2');
});

test('a page that no link opened has nothing filled in', () => {
  expect(of('')).toEqual(noPrefill);
  expect(of('step=what').unused).toEqual([]);
});

test('a link says something whatever it names, and a page without one does not', () => {
  const said = (query: string) => isPrefilled(prefillOf(new URLSearchParams(query)));
  for (const query of ['cn=a', 'san=a', 'store=1', 'metadata.A=1', 'field.A=1', 'renew=7', 'renew=x', 'password=p']) {
    expect([query, said(query)]).toEqual([query, true]);
  }
  expect(['', 'step=where'].map(said)).toEqual([false, false]);
});
