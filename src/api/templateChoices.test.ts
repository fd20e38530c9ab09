import { expect, test } from 'vitest';
import { tenantsOf } from './templateChoices.ts';

test('a tenant with several CAs is offered once, one without templates not at all', () => {
  expect(
    tenantsOf([
      { tenant: 'keyexample.com', standalone: false },
      { tenant: 'ejbca', standalone: false },
      { tenant: 'keyexample.com', standalone: false },
      { tenant: 'alone', standalone: true },
      { tenant: '', standalone: false },
    ]),
  ).toEqual(['ejbca', 'keyexample.com']);
});
