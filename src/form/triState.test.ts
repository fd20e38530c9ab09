import { describe, expect, it } from 'vitest';
import { triStateChoices } from './triState.ts';

describe('the choices of a value with three states', () => {
  it('keep not set, on and off apart', () => {
    expect(triStateChoices({}).map(({ value, label }) => [value, label])).toEqual([
      [null, 'Not set here'],
      [true, 'On'],
      [false, 'Off'],
    ]);
  });

  it('say what inheriting is worth now', () => {
    expect(triStateChoices({ inherited: 'off' })[0]).toEqual({ value: null, label: 'Inherit (currently: off)' });
  });

  it('are two where nothing is left to inherit from', () => {
    const choices = triStateChoices({ allowNull: false, onLabel: 'Allowed', offLabel: 'Forbidden' });
    expect(choices).toEqual([
      { value: true, label: 'Allowed' },
      { value: false, label: 'Forbidden' },
    ]);
  });
});
