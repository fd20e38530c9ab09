import { expect, test } from 'vitest';
import { patternBody } from '../../../api/patternBody.ts';
import { settingsBody } from '../../../api/settings.ts';
import { templateBody } from '../../../api/templateBody.ts';
import { isDocument, rowsOf, type WireDocument } from '../../../api/wireDocument.ts';
import type { RuleKind } from '../rules/ruleMembers.ts';
import { previousFile, readPreviousFile, revertTo } from './previousFile.ts';

const corpus = import.meta.glob<WireDocument>('../../../api/corpus/*.json', { eager: true, import: 'default' });
const all = Object.entries(corpus).map(([path, document]) => {
  const name = path.replace(/^.*\/|\.json$/g, '');
  return { name, document, kind: name.slice(0, name.indexOf('-')) as RuleKind };
});
const named = (name: string): WireDocument => all.find((each) => each.name === name)?.document ?? {};
const bodies = { template: templateBody, pattern: patternBody, settings: settingsBody };
const text = (document: unknown) => JSON.stringify(document);
const full = named('template-25.4-pattern-full');

test('the file holds the document and nothing else, and its name says when', () => {
  const file = previousFile('template-6-before', full, new Date('2026-03-01T09:05:59Z'));
  expect(file.name).toBe('template-6-before-2026-03-01-0905.json');
  expect(JSON.parse(file.content)).toEqual(full);
});

test.each(all)('$name: its own file is taken, puts nothing else back, and every other kind is refused', (each) => {
  const { document, kind } = each;
  expect(all.length).toBeGreaterThan(10);
  expect(readPreviousFile(`\uFEFF${text(document)}`, kind, document)).toEqual({ document });
  const { document: put, kept, left } = revertTo(bodies[kind], document, document);
  expect(text(bodies[kind](put))).toBe(text(bodies[kind](document)));
  expect([kept, left]).toEqual([[], []]);
  for (const other of all.filter((one) => one.kind !== kind)) {
    const read = readPreviousFile(text(other.document), kind, document);
    expect('problem' in read && read.problem).toMatch(/^This file holds .*, not /);
  }
});

test.each([
  ['{', 'This file is not JSON.'],
  ['[{"Id":6}]', 'This file holds no single document.'],
  ['{"Id":6}', 'This file does not hold a template.'],
  [text({ ...full, Id: 7 }), 'This file holds a template with id 7; this one has id 6.'],
  [
    text({ ...named('template-10.5-full'), Id: 6 }),
    'This file is from another generation of Command, whose documents have another shape.',
  ],
  [
    text({ ...named('template-24.4'), Id: 6 }),
    'This file is from another generation of Command: its policy has key algorithms by name, the server’s has lists of key algorithms.',
  ],
])('%.30s is refused: %s', (file, problem) => {
  expect(readPreviousFile(file, 'template', full)).toEqual({ problem });
});

test('the body of a request for a pattern is not taken for system-wide rules', () => {
  const body = text(patternBody(named('pattern-25.4-full')));
  expect(readPreviousFile(body, 'settings', named('settings-25.4'))).toHaveProperty('problem');
  expect(readPreviousFile(text(named('settings-24.4')), 'settings', named('settings-25.4'))).toHaveProperty('problem');
});

test('what the server has learned since stays and is told, what it no longer has is not sent and is told', () => {
  const policy = full['TemplatePolicy'];
  const fresh = { ...full, New: 1, TemplatePolicy: { ...(isDocument(policy) ? policy : {}), NewRule: true } };
  const { AllowOneClickRenewals: _gone, ...rest } = full;
  const file: WireDocument = {
    ...rest,
    Old: 2,
    FriendlyName: 'Before',
    TemplatePolicy: { ...(isDocument(policy) ? policy : {}), AllowWildcards: null },
  };
  const { document, kept, left } = revertTo(templateBody, fresh, file);
  expect(kept).toEqual(['One-click renewals', 'New', 'NewRule']);
  expect(left).toEqual(['Old']);
  expect(templateBody(document)).toEqual(
    templateBody({
      ...fresh,
      FriendlyName: 'Before',
      TemplatePolicy: { ...fresh.TemplatePolicy, AllowWildcards: null },
    }),
  );
});

test('the default of a template is not given up by a file from before it was the default', () => {
  const fresh = named('pattern-25.1');
  expect(fresh['TemplateDefault']).toBe(true);
  const { document, kept } = revertTo(patternBody, fresh, { ...fresh, TemplateDefault: false });
  expect(document['TemplateDefault']).toBe(true);
  expect(kept).toEqual(['Default pattern of the template']);
});

test('rows get the ids they have on the server now, and rows that are gone there come back without one', () => {
  const fresh = {
    ...full,
    EnrollmentFields: rowsOf(full['EnrollmentFields'])
      .slice(0, 1)
      .map((row) => ({ ...row, Id: 40 })),
  };
  const { document } = revertTo(templateBody, fresh, full);
  expect(document['EnrollmentFields']).toEqual([
    { Id: 40, Name: 'CostCentre', DataType: 2, Options: ['1200', '1300'] },
    { Name: 'Ticket', DataType: 1, Options: [] },
  ]);
  expect(document['AllowedRequesters']).toEqual(full['AllowedRequesters']);
});
