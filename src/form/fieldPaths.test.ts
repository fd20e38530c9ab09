import { describe, expect, it } from 'vitest';
import { errorPaths, errorsAt, hasErrorBeside, parentPath, rowIndex } from './fieldPaths.ts';

const wrong = { type: 'custom', message: 'No' };

describe('the path of a field', () => {
  it('tells the row it lies in', () => {
    expect(rowIndex('regexes', 'regexes.150.regex')).toBe(150);
    expect(rowIndex('policy.algorithms', 'policy.algorithms.3')).toBe(3);
  });

  it('lies in no row of another list, of the list as a whole, or of a member', () => {
    expect(rowIndex('regexes', 'regexes21.regex')).toBeUndefined();
    expect(rowIndex('regexes', 'regexes')).toBeUndefined();
    expect(rowIndex('policy', 'policy.algorithms.3')).toBeUndefined();
  });

  it('has a path above it until the top', () => {
    expect(parentPath('regexes.150.regex')).toBe('regexes.150');
    expect(parentPath('regexes')).toBeUndefined();
  });
});

describe('the errors of a form', () => {
  const errors = {
    name: wrong,
    regexes: [undefined, { regex: wrong, ref: { message: 'not an error' } }],
    requesters: { roles: wrong },
  };

  it('are found by path', () => {
    expect(errorsAt(errors, 'regexes.1.regex')).toBe(wrong);
    expect(errorsAt(errors, 'regexes.0.regex')).toBeUndefined();
    expect(errorsAt(errors, 'nothing.there')).toBeUndefined();
  });

  it('have the path of their field', () => {
    expect(errorPaths(errors)).toEqual(['name', 'regexes.1.regex', 'requesters.roles']);
  });

  it('of a list as a whole have the path of the list', () => {
    expect(errorPaths({ regexes: Object.assign([], { root: wrong }) })).toEqual(['regexes']);
  });

  it('of a field called message are told from the words of an error', () => {
    expect(errorPaths({ regexes: [{ message: wrong }] })).toEqual(['regexes.0.message']);
  });

  it('of a row are beside its columns where no column shows them', () => {
    const columns = [{ name: 'regex' }, { name: 'options' }];
    expect(hasErrorBeside({ regex: wrong, options: [wrong] }, columns)).toBe(false);
    expect(hasErrorBeside({ regexNote: wrong }, columns)).toBe(true);
    expect(hasErrorBeside(undefined, columns)).toBe(false);
  });
});
