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
  const load = (otherwise: T = fallback): T => {
    const read = envelope.safeParse(stored(key));
    return read.success ? read.data.value : otherwise;
  };
  let current: T | undefined;
  const onStored = (event: StorageEvent): void => {
    if (event.key !== key) return;
    current = undefined;
    for (const listener of listeners) listener();
  };
  return {
    read: () => (current ??= load()),
    write(change) {
      // From the storage as it is: another tab may have written since this one read.
      current = { ...load(current), ...change };
      try {
        localStorage.setItem(key, JSON.stringify({ version, value: current }));
      } catch {
        // Full or forbidden: it is then kept for this page only.
      }
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      if (listeners.size === 0) window.addEventListener('storage', onStored);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) window.removeEventListener('storage', onStored);
      };
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

/** Which columns of a list are shown and how wide (px), beyond what the list does by itself. */
interface ColumnChoice {
  shown: readonly string[];
  hidden: readonly string[];
  widths: Readonly<Record<string, number>>;
}

/** The columns of each list, by the list's name. */
export const keptColumns: Kept<Record<string, ColumnChoice>> = entry<Record<string, ColumnChoice>>(
  'columns',
  1,
  z.record(
    z.string(),
    z.object({
      shown: z.array(z.string()),
      hidden: z.array(z.string()),
      widths: z.record(z.string(), z.number()),
    }),
  ),
  {},
);

/** Values that a regex should and should not match, of one subject part of one document. */
export interface SampleSet {
  /** The document: its kind and id. */
  scope: string;
  part: string;
  good: readonly string[];
  bad: readonly string[];
}

/** The user's own samples for regexes, the newest last; whoever writes keeps them few (features/templates/regex). */
export const keptSamples: Kept<{ sets: readonly SampleSet[] }> = entry<{ sets: readonly SampleSet[] }>(
  'regex-samples',
  1,
  z.object({
    sets: z.array(
      z.object({ scope: z.string(), part: z.string(), good: z.array(z.string()), bad: z.array(z.string()) }),
    ),
  }),
  { sets: [] },
);

/** Reads what is kept and draws again when it changes. */
export const useKept = <T>(kept: Kept<T>): T => useSyncExternalStore(kept.subscribe, kept.read);
