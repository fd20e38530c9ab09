import { expect, test } from 'vitest';
import { comparedPfx } from './comparedPfx.ts';
import { filledFor, onPattern } from './pfxForTests.ts';

test('a request is compared by its names, and not with what it renews or replaces', () => {
  const values = filledFor(onPattern, { sans: ['dns:app01.example.com'] });
  expect(comparedPfx(values)).toMatchObject({
    sans: [{ kind: 'dns', value: 'app01.example.com' }],
    spki: null,
    follows: [],
  });
  const renewal = { certificateId: 7, label: '', install: false };
  expect(comparedPfx({ ...values, renewal, replaces: 8 }).follows).toEqual([7, 8]);
});
