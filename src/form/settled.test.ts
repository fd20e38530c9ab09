import { describe, expect, it } from 'vitest';
import { settled } from './settled.ts';

const values = () => ({ name: 'a', regexes: [{ regex: '^a$' }, { regex: 'b' }], policy: { reuse: null } });

describe('the settled values of a form', () => {
  it('are out of reach of later typing', () => {
    const live = values();
    const kept = settled(undefined, live);
    live.regexes[0] = { regex: 'typed' };
    live.policy.reuse = null;
    live.name = 'b';
    expect(kept).toEqual(values());
  });

  it('are out of reach of typing that happens in the object they were first taken from', () => {
    const live = values();
    const kept = settled(live, live);
    live.name = 'b';
    expect(kept).toEqual(values());
  });

  it('are the same object where nothing changed', () => {
    const kept = settled(undefined, values());
    expect(settled(kept, values())).toBe(kept);
  });

  it('keep every part that did not change', () => {
    const kept = settled(undefined, values()) as ReturnType<typeof values>;
    const next = settled(kept, { ...values(), regexes: [{ regex: '^a$' }, { regex: 'c' }] }) as typeof kept;
    expect(next.policy).toBe(kept.policy);
    expect(next.regexes[0]).toBe(kept.regexes[0]);
    expect(next.regexes[1]).toEqual({ regex: 'c' });
  });

  it('tell a removed row, a removed member and a member that became undefined', () => {
    const kept = settled(undefined, values());
    expect(settled(kept, { ...values(), regexes: [{ regex: '^a$' }] })).toMatchObject({ regexes: [{ regex: '^a$' }] });
    const { policy: _, ...rest } = values();
    expect(settled(kept, rest)).toEqual(rest);
    expect(settled({ a: 1, b: 2 }, { a: 1, c: undefined })).toHaveProperty('c', undefined);
  });
});
