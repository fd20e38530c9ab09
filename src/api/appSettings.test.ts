import { expect, test } from 'vitest';
import { readAppSettings, shippedSettings } from './appSettings.ts';

const rows = [
  { Id: 1, DisplayName: 'Password Length', ShortName: 'x', Value: '16', ValueType: 'int' },
  { Id: 2, DisplayName: 'Require Custom Friendly Name', ShortName: 'y', Value: 'True', ValueType: 'bool' },
  { Id: 3, DisplayName: 'Allow Custom Password', Value: 'False' },
  { Id: 4, DisplayName: 'Allow Cryptographic Service Providers', Value: 'True' },
  {
    Id: 5,
    DisplayName: 'Cryptographic Service Providers',
    Value: 'Microsoft RSA SChannel Cryptographic Provider\r\nMicrosoft Software Key Storage Provider\n',
  },
  { Id: 6, DisplayName: 'Something else', Value: null },
];

test('settings are found by their label, and their values are text', () => {
  expect(readAppSettings(rows)).toEqual({
    passwordLength: 16,
    friendlyNameRequired: true,
    customPassword: false,
    providersAllowed: true,
    providers: ['Microsoft RSA SChannel Cryptographic Provider', 'Microsoft Software Key Storage Provider'],
    source: 'server',
    missing: null,
  });
});

test('what is missing or no number is what Keyfactor ships with, or not said', () => {
  const odd = [{ DisplayName: 'password length', Value: 'long' }];
  expect(readAppSettings(odd)).toEqual(shippedSettings);
  expect(readAppSettings([])).toEqual(shippedSettings);
  expect(shippedSettings).toMatchObject({ friendlyNameRequired: null, source: 'defaults' });
});

test('an answer that is no list is refused', () => {
  expect(() => readAppSettings({ Value: '16' })).toThrow('unreadable');
});
