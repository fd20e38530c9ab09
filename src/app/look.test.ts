import { afterEach, describe, expect, it } from 'vitest';
import { listenToApp } from '../host.ts';
import type { HostEvent } from '../host.ts';
import { look } from './look.ts';

afterEach(() => look.reset());

describe('the look', () => {
  it('keeps what a later wish leaves out', async () => {
    await look.set({ mode: 'dark', radius: 2, density: 'compact' });
    await look.set({ radius: 8, accent: '#0a5ea8' });
    expect(look.read().tokens).toEqual({ mode: 'dark', radius: 8, density: 'compact', accent: '#0a5ea8' });
    await look.set({ font: 'serif' });
    expect(look.read().tokens).toMatchObject({ font: 'serif', accent: '#0a5ea8' });
    expect(look.read().accents?.light.main).toBe('#0a5ea8');
  });

  it('is the app’s own again after a reset, and whoever draws it is told', async () => {
    await look.set({ mode: 'dark', accent: '#0a5ea8' });
    let told = 0;
    const stop = look.subscribe(() => (told += 1));
    look.reset();
    stop();
    look.reset();
    expect(look.read()).toEqual({ tokens: {}, accents: null });
    expect(told).toBe(1);
  });

  it('tells the host of each shade in which the accent cannot be read', async () => {
    const events: HostEvent[] = [];
    const stop = listenToApp((event) => events.push(event));
    await look.set({ accent: '#0a5ea8' });
    const used = look.read().accents?.dark.main;
    stop();
    expect(events).toEqual([{ type: 'accent-adjusted', mode: 'dark', asked: '#0a5ea8', used }]);
    expect(used).not.toBe('#0a5ea8');
  });
});
