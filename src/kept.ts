import { useSyncExternalStore } from 'react';
import * as z from 'zod/mini';

const prefix = 'keyfactor-command-ui.';

/** One thing that this browser remembers. */
export interface Kept<T> {
  readonly read: () => T;
  readonly write: (change: Partial<T>) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** What was stored, or undefined when there is nothing, it is unreadable, or storage is forbidden (private windows, frames). */
function stored(key: string): unknown {
  try {
    const text = localStorage.getItem(key);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Keeps a small object in Web Storage under its own key. Another version or a shape that does not fit counts as nothing
 * stored. Never for secrets.
 */
function entry<T extends object>(name: string, version: number, schema: z.ZodMiniType<T>, fallback: T): Kept<T> {
  const key = prefix + name;
  const listeners = new Set<() => void>();
  const envelope = z.object({ version: z.literal(version), value: schema });
  const load = (): T => {
    const read = envelope.safeParse(stored(key));
    return read.success ? read.data.value : fallback;
  };
  let current: T | undefined;
  return {
    read: () => (current ??= load()),
    write(change) {
      current = { ...(current ?? load()), ...change };
      try {
        localStorage.setItem(key, JSON.stringify({ version, value: current }));
      } catch {
        // Full or forbidden: it is then kept for this page only.
      }
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const themeModes = ['system', 'light', 'dark'] as const;

type ThemeMode = (typeof themeModes)[number];

interface ShellState {
  theme: ThemeMode;
  railCollapsed: boolean;
  /** Whether the server had enrollment patterns when last seen, so that the rail does not jump while it is asked. */
  patterns: boolean | null;
}

/** How the frame of the app looks on this browser. */
export const keptShell: Kept<ShellState> = entry<ShellState>(
  'shell',
  1,
  z.object({ theme: z.enum(themeModes), railCollapsed: z.boolean(), patterns: z.nullable(z.boolean()) }),
  { theme: 'system', railCollapsed: false, patterns: null },
);

/** Reads what is kept and draws again when it changes. */
export const useKept = <T>(kept: Kept<T>): T => useSyncExternalStore(kept.subscribe, kept.read);
