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
export function entry<T extends object>(name: string, version: number, schema: z.ZodMiniType<T>, fallback: T): Kept<T> {
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

/**
 * One enrollment made on this browser, to find again what became of it. Never holds a secret. The ids are the server's own;
 * null where none came.
 */
export interface KeptRequest {
  /** `other`: only its id is known here. */
  kind: 'pfx' | 'csr' | 'other';
  /** Address of the API that it was sent to, and the name of who sent it where the server tells. */
  server: string;
  user: string | null;
  /** ISO text in UTC, by the server's clock. */
  sentAt: string;
  commonName: string;
  subject: string;
  /** What it was enrolled with: "Web servers – Ops". */
  source: string;
  authority: string | null;
  /** As the answer said it: `unknown` where no usable answer came. */
  disposition: 'issued' | 'pending' | 'external validation' | 'denied' | 'unknown';
  requestId: number | null;
  certificateId: number | null;
  workflowInstanceId: string | null;
  workflowReference: number | null;
  /** Stores that were asked for. */
  stores: number;
  /** They went with the request, so that an approval reaches them, too. */
  storesCarried?: boolean | undefined;
  /** Of a request without a common name: some alternative names to search by. */
  sans: readonly { kind: string; value: string }[];
  /**
   * Of a request without a usable answer: what a certificate found later is compared with. `key` null: left to the server;
   * `spki` (base64): the public key of a CSR.
   */
  compare?:
    | {
        sans: readonly { kind: string; value: string }[];
        templateId: number | null;
        key: { kind: string; bits: number; curve?: string | undefined } | null;
        spki: string | null;
      }
    | undefined;
  /** Why it was denied, in a sentence; empty where nothing is known. */
  reason: string;
  /** The part of the certificates that it was made from, where its maker may read no other. */
  scope?: { collectionId: number | null; containerId: number | null } | undefined;
}

const keptRequest = z.object({
  kind: z.enum(['pfx', 'csr', 'other']),
  server: z.string(),
  user: z.nullable(z.string()),
  sentAt: z.string(),
  commonName: z.string(),
  subject: z.string(),
  source: z.string(),
  authority: z.nullable(z.string()),
  disposition: z.enum(['issued', 'pending', 'external validation', 'denied', 'unknown']),
  requestId: z.nullable(z.number()),
  certificateId: z.nullable(z.number()),
  workflowInstanceId: z.nullable(z.string()),
  workflowReference: z.nullable(z.number()),
  stores: z.number(),
  storesCarried: z.optional(z.boolean()),
  sans: z.array(z.object({ kind: z.string(), value: z.string() })),
  compare: z.optional(
    z.object({
      sans: z.array(z.object({ kind: z.string(), value: z.string() })),
      templateId: z.nullable(z.number()),
      key: z.nullable(z.object({ kind: z.string(), bits: z.number(), curve: z.optional(z.string()) })),
      spki: z.nullable(z.string()),
    }),
  ),
  reason: z.string(),
  scope: z.optional(z.object({ collectionId: z.nullable(z.number()), containerId: z.nullable(z.number()) })),
});

/** The enrollments of this browser, newest first, at most a hundred. */
export const keptRequests: Kept<{ requests: readonly KeptRequest[] }> = entry<{ requests: readonly KeptRequest[] }>(
  'requests',
  1,
  z.object({ requests: z.array(keptRequest) }),
  { requests: [] },
);

const sameRequest = (a: KeptRequest, b: KeptRequest) =>
  a.server === b.server && a.sentAt === b.sentAt && a.commonName === b.commonName;

/** Puts a request first; one that was sent to the same server at the same time under the same name is replaced in its place. */
export const keepRequest = (request: KeptRequest): void => {
  const { requests } = keptRequests.read();
  const known = requests.some((each) => sameRequest(each, request));
  const next = known ? requests.map((each) => (sameRequest(each, request) ? request : each)) : [request, ...requests];
  keptRequests.write({ requests: next.slice(0, 100) });
};

/** Writes what became of a request, where it still is in the list: what was removed meanwhile does not come back. */
export const updateRequest = (request: KeptRequest, change: Partial<KeptRequest>): void =>
  keptRequests.write({
    requests: keptRequests.read().requests.map((each) => (sameRequest(each, request) ? { ...each, ...change } : each)),
  });

/** Takes a request out of the list. */
export const forgetRequest = (request: KeptRequest): void =>
  keptRequests.write({ requests: keptRequests.read().requests.filter((each) => !sameRequest(each, request)) });

/** Reads what is kept and draws again when it changes. */
export const useKept = <T>(kept: Kept<T>): T => useSyncExternalStore(kept.subscribe, kept.read);

/**
 * Where a sign-in that leaves this page waits for its answer: state, nonce and verifier, never a token; gone with the tab.
 * Null where storage is forbidden.
 */
export function signInStorage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
