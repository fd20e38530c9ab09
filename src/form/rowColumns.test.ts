import { describe, expect, it } from 'vitest';
import { cellText } from './rowColumns.ts';

const options = [
  { value: 7, label: 'Owner', hint: 'text' },
  { value: null, label: 'Nobody' },
];

describe('a cell of a row that is drawn as text', () => {
  it('says the chosen one of many as its list does', () => {
    expect(cellText({ name: 'a', label: 'A', kind: 'picker', options }, 7)).toBe('Owner – text');
    expect(cellText({ name: 'a', label: 'A', kind: 'select', options }, null)).toBe('Nobody');
  });

  it('keeps a value that is not offered and says so', () => {
    expect(cellText({ name: 'a', label: 'A', kind: 'picker', options }, 9)).toBe('9 – unknown here');
  });

  it('calls no value unknown while the choices are on their way', () => {
    expect(cellText({ name: 'a', label: 'A', kind: 'picker', options: [], loading: true }, 9)).toBe('9');
  });

  it('is empty where nothing is chosen or typed', () => {
    expect(cellText({ name: 'a', label: 'A', kind: 'select', options: [] }, '')).toBe('');
    expect(cellText({ name: 'a', label: 'A' }, null)).toBe('');
  });

  it('says on or off for a switch, and text as it was typed', () => {
    expect(cellText({ name: 'a', label: 'A', kind: 'switch' }, true)).toBe('On');
    expect(cellText({ name: 'a', label: 'A', kind: 'switch' }, undefined)).toBe('Off');
    expect(cellText({ name: 'a', label: 'A' }, ' ^a$ ')).toBe(' ^a$ ');
  });

  it('of its own kind has its own words, or those of its values', () => {
    expect(cellText({ name: 'a', label: 'A', kind: 'custom' }, ['x', 'y'])).toBe('x, y');
    expect(cellText({ name: 'a', label: 'A', kind: 'custom', text: () => 'two sizes' }, ['x', 'y'])).toBe('two sizes');
  });
});
