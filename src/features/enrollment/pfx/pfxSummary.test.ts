import { expect, test } from 'vitest';
import { readMetadataField } from '../../../api/metadata.ts';
import { asCertificateId, asStoreId } from '../../../domain/ids.ts';
import { subjectFromText } from '../names/subjectForm.ts';
import { noPrefill } from '../prefill.ts';
import { command10, command25, filledFor, onPattern, plannedStore } from './pfxForTests.ts';
import type { PfxValues } from './pfxForm.ts';
import { pfxSummary, submitLabel } from './pfxSummary.ts';

const start = {
  abilities: command25,
  choices: [onPattern.choice],
  patternsHidden: false,
  initial: null,
  old: null,
  prefill: noPrefill,
};
const summaryOf = (more: Partial<PfxValues>, abilities = command25) =>
  pfxSummary({
    start: { ...start, abilities },
    setup: onPattern,
    values: filledFor(onPattern, more),
    replaced: [],
    judged: true,
  });

test('a subject text that cannot be read is said in the summary, and does not pass for an empty subject', () => {
  expect(summaryOf({}).open).toEqual([]);
  expect(summaryOf({ subject: { rows: [], text: 'CN=app01.example.com,' } }).open).toEqual([
    'The subject text cannot be read yet: nothing of it is judged or sent.',
  ]);
});

test('names that cannot be asked for are counted in the summary', () => {
  expect(summaryOf({ sans: ['dns:a.example', '10.0.0.0/8'] }).open).toEqual(['1 name cannot be asked for.']);
  expect(summaryOf({ sans: ['300.1.2.3', '10.0.0.0/8'] }).open).toEqual(['2 names cannot be asked for.']);
});

test('a metadata value that is none of its data type is said in the summary', () => {
  const metadata = [readMetadataField({ Id: 1, Name: 'Count', DataType: 2 })];
  const values = filledFor(onPattern, { metadata: [{ name: 'Count', value: '12x' }] });
  const { open, findings } = pfxSummary({
    start,
    setup: { ...onPattern, metadata },
    values,
    replaced: [],
    judged: true,
  });
  expect(open).toEqual(['Count: “12x” is not a whole number.']);
  expect(findings).toEqual([]);
});

test('where the server takes no wish for a key, none is named', () => {
  expect(summaryOf({}).keyLabel).toBe('RSA 2048');
  expect(summaryOf({ key: '' }, command10).keyLabel).toBe('as the server decides');
});

test('the name that the server adds by itself is told where its rule is known to be on, and not one that is asked for', () => {
  const subject = subjectFromText('CN=app01.example.com');
  const added = (rfcEnforcement: boolean | null, sans: string[] = []) => {
    const setup = { ...onPattern, rules: { ...onPattern.rules, rfcEnforcement } };
    return pfxSummary({ start, setup, values: filledFor(setup, { subject, sans }), replaced: [], judged: true }).added;
  };
  expect([added(true), added(false), added(null)]).toEqual(['app01.example.com', null, null]);
  expect(added(true, ['dns:app01.example.com'])).toBeNull();
  expect(added(true, ['dns:other.example.com'])).toBe('app01.example.com');
});

test('the button counts every store that gets the certificate, those of an older one among them', () => {
  const place = { storeId: asStoreId('s2'), machine: 'm', path: 'p', alias: 'web', typeName: 'PEM' };
  const replaced = (places: (typeof place)[] | null) => [
    { certificateId: asCertificateId(9), byRequest: false, state: 'read' as const, places },
  ];
  const label = (stores: PfxValues['stores'], ...more: ReturnType<typeof replaced>) => submitLabel({ stores }, more);
  expect(label([plannedStore], ...replaced([place]))).toBe('Enroll and deploy to 2 stores');
  expect(label([plannedStore], ...replaced(null))).toBe('Enroll, deploy to 1 store and replace in stores');
  expect(label([], ...replaced([place]))).toBe('Enroll and replace in stores');
  expect([label([plannedStore]), label([])]).toEqual(['Enroll and deploy to 1 store', 'Enroll']);
});
