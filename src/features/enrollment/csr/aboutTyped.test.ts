import { expect, test } from 'vitest';
import type { Finding } from '../../../domain/policy.ts';
import { subjectFromText } from '../names/subjectForm.ts';
import { aboutTyped } from './aboutTyped.ts';

const finding = (where: string): Finding => ({ grade: 'refused', where, text: where });
const all = ['subject.CN', 'subject.O', 'subject', 'sans', 'key'].map(finding);
const said = (subject: string, sans: string[] = [], pressed = false) =>
  aboutTyped(all, { subject: subjectFromText(subject), sans }, pressed).map(({ where }) => where);

test('an empty field is no mistake before the button was pressed', () => {
  expect(said('')).toEqual(['subject', 'key']);
  expect(said('', [], true)).toEqual(['subject.CN', 'subject.O', 'subject', 'sans', 'key']);
});

test('what is filled in is judged at once, a default of the rules as well', () => {
  expect(said('O=Key Example')).toEqual(['subject.O', 'subject', 'key']);
  expect(said('CN=app01')).toEqual(['subject.CN', 'subject', 'sans', 'key']);
});

test('alternative names are judged once there is one, or a common name that stands for one', () => {
  expect(said('', ['dns:a.example.com'])).toEqual(['subject', 'sans', 'key']);
});
