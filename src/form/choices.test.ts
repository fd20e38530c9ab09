import { describe, expect, it } from 'vitest';
import { choiceText, heldChoice, withHeld } from './choices.ts';

const options = [
  { value: 'RSA', label: 'RSA' },
  { value: 4, label: 'Four', hint: 'a number' },
];

describe('the choices of a field', () => {
  it('keep a held value that is not offered, before the others and marked as unknown', () => {
    expect(withHeld(options, 'DSA')).toEqual([{ value: 'DSA', label: 'DSA', hint: 'unknown here' }, ...options]);
  });

  it.each(['RSA', 4, '', null, undefined])('are as offered where %j is held', (held) =>
    expect(withHeld(options, held)).toBe(options),
  );

  it('tell the text 4 from the number 4', () => {
    expect(withHeld(options, '4')).toHaveLength(3);
  });

  it('say their hint and why they cannot be chosen', () => {
    expect(choiceText({ value: 'x', label: 'ECC', hint: 'P-256', disabledReason: 'not allowed here' })).toBe(
      'ECC – P-256 – not allowed here',
    );
  });

  it('find the held one as it is offered, mark one that is not, and know when nothing is chosen', () => {
    expect(heldChoice(options, 4)).toBe(options[1]);
    expect(heldChoice(options, 'DSA')).toEqual({ value: 'DSA', label: 'DSA', hint: 'unknown here' });
    expect(heldChoice(options, '')).toBeNull();
    expect(heldChoice(options, null)).toBeNull();
  });

  it('may offer nothing as a choice', () => {
    const none = [{ value: null, label: 'Nobody' }, ...options];
    expect(heldChoice(none, null)).toBe(none[0]);
    expect(withHeld(none, null)).toBe(none);
  });
});
