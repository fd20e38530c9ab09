import { describe, expect, it } from 'vitest';
import { detailsOpen } from './rowDetails.ts';

describe('the details of a row', () => {
  it('are closed until they are opened or one of them is wrong', () => {
    expect(detailsOpen(null, false)).toBe(false);
    expect(detailsOpen(null, true)).toBe(true);
    expect(detailsOpen({ open: true, wrong: false }, false)).toBe(true);
  });

  it('open by themselves when one of them goes wrong after they were closed', () => {
    expect(detailsOpen({ open: false, wrong: false }, true)).toBe(true);
  });

  it('stay closed when they are closed although one of them is wrong', () => {
    expect(detailsOpen({ open: false, wrong: true }, true)).toBe(false);
  });

  it('stay open when what was wrong is mended in them', () => {
    expect(detailsOpen({ open: true, wrong: true }, false)).toBe(true);
  });
});
