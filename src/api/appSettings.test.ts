import { expect, test } from 'vitest';
import { readAppSettings } from './appSettings.ts';

const rows = [
  { Id: 1, DisplayName: 'Password Length', ShortName: 'x', Value: '16', ValueType: 'int' },
  { Id: 2, DisplayName: 'Require Custom Friendly Name', ShortName: 'y', Value: 'True', ValueType: 'bool' },
  { Id: 3, DisplayName: 'Something else', Value: null },
];

test('settings are found by their label, and their values are text', () => {
  expect(readAppSettings(rows)).toEqual({ passwordLength: 16, friendlyNameRequired: true, source: 'server' });
});

test('what is missing or no number is what Keyfactor ships with', () => {
  const odd = [{ DisplayName: 'password length', Value: 'long' }];
  expect(readAppSettings(odd)).toEqual({ passwordLength: 12, friendlyNameRequired: false, source: 'server' });
  expect(readAppSettings([])).toMatchObject({ passwordLength: 12, friendlyNameRequired: false });
});

test('an answer that is no list is refused', () => {
  expect(() => readAppSettings({ Value: '16' })).toThrow('unreadable');
});
