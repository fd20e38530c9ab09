import * as z from 'zod/mini';
import { tellHost } from '../host.ts';
import type { Accent } from './accent.ts';
import { grounds } from './theme.ts';
import type { Shade } from './theme.ts';

/** Looks of the app that its installation or its host may set; what is left out stays as it is. */
export const themeTokens = z.strictObject({
  mode: z.optional(z.enum(['system', 'light', 'dark'])),
  /** Colour of what can be pressed: `#rrggbb`. */
  accent: z.optional(z.string().check(z.regex(/^#[\da-f]{6}$/i))),
  /** A CSS font-family list. */
  font: z.optional(z.string().check(z.regex(/^[\w\s,'".-]{1,200}$/))),
  /** Radius of corners in pixels. */
  radius: z.optional(z.number().check(z.minimum(0), z.maximum(16))),
  /** How high rows, fields and buttons are, and the room between sections. */
  density: z.optional(z.enum(['comfortable', 'compact'])),
});

export type ThemeTokens = z.infer<typeof themeTokens>;

/** The tokens that hold now, and the accent of each shade as it can be read. */
interface Look {
  tokens: ThemeTokens;
  accents: Readonly<Record<Shade, Accent>> | null;
}

const plain: Look = { tokens: {}, accents: null };
const listeners = new Set<() => void>();
let current = plain;

function become(next: Look): void {
  current = next;
  for (const listener of listeners) listener();
}

export const look = {
  read: (): Look => current,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Takes tokens over those before. An accent too close to the grounds is made readable, and the host is told. */
  async set(change: ThemeTokens): Promise<void> {
    const tokens = { ...current.tokens, ...change };
    if (change.accent === undefined) {
      become({ ...current, tokens });
      return;
    }
    const asked = change.accent;
    const { readableAccent } = await import('./accent.ts');
    const accents = { light: readableAccent(asked, grounds.light), dark: readableAccent(asked, grounds.dark) };
    // Another accent may have come while the code was on its way.
    become({ tokens: { ...current.tokens, ...change }, accents });
    for (const shade of ['light', 'dark'] as const) {
      if (accents[shade].adjusted) tellHost({ type: 'accent-adjusted', mode: shade, asked, used: accents[shade].main });
    }
  },
  /** Forgets all of it, when the app is taken off the page. */
  reset: (): void => become(plain),
};
