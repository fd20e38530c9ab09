import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contrast, readableAccent } from './accent.ts';

const light = ['#f5f6f8', '#ffffff'];
const dark = ['#11161d', '#181f28'];
const colour = fc.integer({ min: 0, max: 0xff_ff_ff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('the contrast of black on white is 21, of a colour on itself 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#0a5ea8', '#0a5ea8')).toBe(1);
});

describe('an accent', () => {
  test('that can be read stays as it was asked for', () => {
    expect(readableAccent('#0A5EA8', light)).toMatchObject({
      main: '#0a5ea8',
      contrastText: '#ffffff',
      adjusted: false,
    });
  });

  test('too light for a light ground is darkened, and said to be adjusted', () => {
    const accent = readableAccent('#ffcc00', light);
    expect(accent.adjusted).toBe(true);
    expect(accent.main).not.toBe('#000000');
  });

  test.each([
    ['light', light],
    ['dark', dark],
  ])('of any colour can be read on %s grounds, and so can the words on it', (_shade, grounds) => {
    fc.assert(
      fc.property(colour, (asked) => {
        const { main, contrastText } = readableAccent(asked, grounds);
        for (const ground of grounds) expect(contrast(main, ground)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(main, contrastText)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});
