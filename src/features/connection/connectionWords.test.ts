import { describe, expect, it } from 'vitest';
import { abilitiesOf } from '../../api/server.ts';
import { abilityWords, clockWords } from './connectionWords.ts';

describe('the clock', () => {
  it('is named in the two largest units that count', () => {
    expect(clockWords(65_000).text).toBe('The server is 1 min 5 s ahead of this computer');
    expect(clockWords(-7_200_000).text).toBe('The server is 2 h behind this computer');
    expect(clockWords(90_061_000).text).toBe('The server is 1 d 1 h ahead of this computer');
    expect(clockWords(-3000).text).toBe('The server is 3 s behind this computer');
  });

  it('is the same within what the Date header can tell', () => {
    expect(clockWords(1400)).toEqual({ text: 'Same time', wrong: false });
    expect(clockWords(null)).toEqual({ text: 'Not known', wrong: false });
  });

  it('is wrong above 60 seconds in either direction', () => {
    expect([60_000, -60_000, 60_001, -60_001].map((difference) => clockWords(difference).wrong)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('the abilities', () => {
  it('are all on the page, once', () => {
    const known = Object.keys(abilitiesOf(null, null, false));
    expect(abilityWords.map((words) => words.ability).toSorted()).toEqual(known.toSorted());
  });
});
