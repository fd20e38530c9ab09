import { expect, test } from 'vitest';
import { decoded, nameParts } from './decoded.ts';

test('the parts of a subject have names people use; the common name stands for itself', () => {
  expect(nameParts('CN=a,OU=Web,OU="B, C",O=Key,1.2.3=x')).toEqual([
    { label: 'Organizational unit', value: 'Web' },
    { label: 'Organizational unit', value: 'B, C' },
    { label: 'Organization', value: 'Key' },
    { label: '1.2.3', value: 'x' },
  ]);
  expect(nameParts('no name')).toEqual([]);
});

test('bytes that are no certificate say why; none is no failure', () => {
  expect(decoded('')).toBeNull();
  expect(decoded('AQID')).toMatchObject({ view: null });
  expect(decoded('AQID')?.reason).not.toBe('');
});
