import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const good = {
  apiBase: 'KeyfactorAPI',
  signIn: 'integrated',
  title: 'Keyfactor Command',
  environment: { label: 'Production', colour: 'red' },
};

const wrongKeys = (body: unknown): string[] => {
  const read = readConfig(body);
  return read.ok ? [] : read.problems.map((problem) => problem.key);
};

describe('the run-time configuration', () => {
  it('takes a complete one as it is', () => {
    expect(readConfig(good)).toEqual({ ok: true, config: good });
    const full = { ...good, server: 'https://command.keyexample.com/KeyfactorAPI' };
    expect(readConfig(full)).toEqual({ ok: true, config: full });
  });

  it('accepts the defaults that are shipped', () => {
    const shipped: unknown = JSON.parse(readFileSync(new URL('../../public/config.json', import.meta.url), 'utf8'));
    expect(wrongKeys(shipped)).toEqual([]);
  });

  it.each(['KeyfactorAPI', '/Keyfactor/API', '../KeyfactorAPI'])('takes %s as the address of the API', (apiBase) =>
    expect(wrongKeys({ ...good, apiBase })).toEqual([]),
  );

  it('takes an address of another origin with basic sign-in only: cookies do not go there', () => {
    const apiBase = 'https://command.keyexample.com/KeyfactorAPI';
    expect(wrongKeys({ ...good, apiBase, signIn: 'basic' })).toEqual([]);
    expect(wrongKeys({ ...good, apiBase })).toEqual(['apiBase']);
  });

  it.each([
    '',
    'http://command.keyexample.com/KeyfactorAPI',
    '//command.keyexample.com/KeyfactorAPI',
    'https://user:word@command.keyexample.com/KeyfactorAPI',
    'KeyfactorAPI?x=1',
    'KeyfactorAPI#x',
    'javascript:alert(1)',
    'C:\\KeyfactorAPI',
    4,
  ])('refuses %j as the address of the API', (apiBase) => expect(wrongKeys({ ...good, apiBase })).toEqual(['apiBase']));

  it('names a wrong setting and what is allowed', () => {
    expect(readConfig({ ...good, environment: { label: 'Test', colour: 'pink' } })).toMatchObject({
      ok: false,
      problems: [{ key: 'environment.colour', allowed: '"grey", "blue", "green", "amber", "red"' }],
    });
    expect(readConfig({ ...good, signIn: 'kerberos' })).toMatchObject({
      problems: [{ key: 'signIn', allowed: '"integrated", "basic"' }],
    });
  });

  it('names every wrong setting, not only the first', () => {
    const environment = { label: 'a label that is much too long', colour: 'red' };
    expect(wrongKeys({ apiBase: 'KeyfactorAPI', signIn: 'basic', title: '', environment })).toEqual([
      'title',
      'environment.label',
    ]);
    expect(wrongKeys({})).toEqual(['apiBase', 'signIn', 'title', 'environment']);
  });

  it('refuses a setting it does not know, and says which there are', () => {
    expect(readConfig({ ...good, apiUrl: 'x' })).toMatchObject({
      problems: [{ key: 'apiUrl', allowed: expect.stringContaining('apiBase, signIn, title, environment') as unknown }],
    });
    expect(wrongKeys({ ...good, environment: { ...good.environment, color: 'red' } })).toEqual(['environment.color']);
  });

  it.each([null, [], 'text', 4])('refuses %j, which is no object', (body) =>
    expect(wrongKeys(body)).toEqual(['config.json']),
  );
});
