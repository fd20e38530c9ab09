import { useSyncExternalStore } from 'react';
import * as z from 'zod/mini';

const prefix = 'keyfactor-command-ui.';

/** One thing that this browser remembers. */
export interface Kept<T> {
  readonly read: () => T;
  readonly write: (change: Partial<T>) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** The text that is stored, or null when there is none or storage is forbidden (private windows, frames). */
function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a small object in Web Storage, never a secret. Another version, or a shape that does not fit, counts as nothing. */
export function entry<T extends object>(name: string, version: number, schema: z.ZodMiniType<T>, fallback: T): Kept<T> {
  const key = prefix + name;
  const listeners = new Set<() => void>();
  const envelope = z.object({ version: z.literal(version), value: schema });
  /** What the storage held when `current` was read or written. */
  let text: string | null = null;
  const load = (otherwise: T = fallback): T => {
    text = stored(key);
    try {
      const read = envelope.safeParse(JSON.parse(text ?? ''));
      return read.success ? read.data.value : otherwise;
    } catch {
      return otherwise;
    }
  };
  let current: T | undefined;
  const onStored = (event: StorageEvent): void => {
    if (event.key !== key) return;
    current = undefined;
    for (const listener of listeners) listener();
  };
  return {
    read() {
      // Who listens is told what another tab wrote; without anybody it has to be looked for.
      if (listeners.size === 0 && current !== undefined && stored(key) !== text) current = undefined;
      return (current ??= load());
    },
    write(change) {
      // From the storage as it is: another tab may have written since this one read.
      current = { ...load(current), ...change };
      try {
        const next = JSON.stringify({ version, value: current });
        localStorage.setItem(key, next);
        text = next;
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

const sans = z.readonly(z.array(z.object({ kind: z.string(), value: z.string() })));

/** A store that a certificate shall reach or leave: where, what was asked for, and what the server said. Nothing secret. */
export const keptStore = z.object({
  storeId: z.string(),
  displayName: z.string(),
  machine: z.string(),
  path: z.string(),
  agentId: z.nullable(z.string()),
  inventoryScheduled: z.boolean(),
  alias: z.string(),
  replaces: z.boolean(),
  heldAs: z.optional(z.readonly(z.array(z.string()))),
  action: z.enum(['add', 'remove']),
  accepted: z.nullable(z.boolean()),
  jobId: z.nullable(z.string()),
  startsAt: z.nullable(z.string()),
});

export type KeptStore = z.infer<typeof keptStore>;

const keptRequest = z.object({
  /** `other`: only its id is known here. */
  kind: z.enum(['pfx', 'csr', 'other']),
  /** Address of the API that it was sent to, and the name of who sent it where the server tells. */
  server: z.string(),
  user: z.nullable(z.string()),
  /** ISO text in UTC, by the server's clock. */
  sentAt: z.string(),
  commonName: z.string(),
  subject: z.string(),
  /** What it was enrolled with: "Web servers – Ops". */
  source: z.string(),
  authority: z.nullable(z.string()),
  /** As the answer said it: `unknown` where no usable answer came. */
  disposition: z.enum(['issued', 'pending', 'external validation', 'denied', 'unknown']),
  requestId: z.nullable(z.number()),
  certificateId: z.nullable(z.number()),
  workflowInstanceId: z.nullable(z.string()),
  workflowReference: z.nullable(z.number()),
  /** Stores that were asked for. */
  stores: z.number(),
  /** They went with the request, so that an approval reaches them, too. */
  storesCarried: z.optional(z.boolean()),
  /** Those that went with it, until its end is known: then they are followed as a deployment. */
  carried: z.optional(z.readonly(z.array(keptStore))),
  /** Of a request without a common name: some alternative names to search by. */
  sans,
  /**
   * Of a request without a usable answer: what a certificate found later is compared with. `key` null: left to the server;
   * `spki` (base64): the public key of a CSR.
   */
  compare: z.optional(
    z.object({
      sans,
      templateId: z.nullable(z.number()),
      key: z.nullable(z.object({ kind: z.string(), bits: z.number(), curve: z.optional(z.string()) })),
      spki: z.nullable(z.string()),
    }),
  ),
  /** Why it was denied, in a sentence; empty where nothing is known. */
  reason: z.string(),
  /** The part of the certificates that it was made from, where its maker may read no other. */
  scope: z.optional(z.object({ collectionId: z.nullable(z.number()), containerId: z.nullable(z.number()) })),
});

/**
 * One enrollment made on this browser, to find again what became of it. Never holds a secret. The ids are the server's own;
 * null where none came.
 */
export type KeptRequest = z.infer<typeof keptRequest>;

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
  // Of the storage of a browser, some five million characters, this leaves room for all else.
  let stores = 0;
  const fits = ({ carried = [] }: KeptRequest) => (stores += carried.length) <= 1_000;
  keptRequests.write({
    requests: next.slice(0, 100).map((each) => (fits(each) ? each : { ...each, carried: undefined })),
  });
};

/**
 * Writes what became of a request, where it still is in the list: what was removed meanwhile does not come back. Returns it as
 * it was there.
 */
export const updateRequest = (request: KeptRequest, change: Partial<KeptRequest>): KeptRequest | undefined => {
  const { requests } = keptRequests.read();
  keptRequests.write({
    requests: requests.map((each) => (sameRequest(each, request) ? { ...each, ...change } : each)),
  });
  return requests.find((each) => sameRequest(each, request));
};

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

const leftPage = z.object({
  version: z.literal(1),
  value: z.object({
    path: z.string(),
    at: z.string(),
    person: z.nullable(z.string()),
    drafts: z.array(
      z.object({ changed: z.record(z.string(), z.object({ from: z.optional(z.json()), to: z.optional(z.json()) })) }),
    ),
  }),
});
const leftKey = `${prefix}left-page`;

/** What was entered on a page that is left for a sign-in, without its secrets; gone with the tab. */
type LeftPage = z.infer<typeof leftPage>['value'];

/** Keeps it until it is taken; false where the browser does not. */
export function putLeftPage(value: object): boolean {
  try {
    sessionStorage.setItem(leftKey, JSON.stringify({ version: 1, value }));
    return true;
  } catch {
    return false;
  }
}

/** Takes it out, whatever becomes of it; null where nothing usable is there. */
export function takeLeftPage(): LeftPage | null {
  try {
    const text = sessionStorage.getItem(leftKey);
    if (text === null) return null;
    sessionStorage.removeItem(leftKey);
    const read = leftPage.safeParse(JSON.parse(text));
    return read.success ? read.data.value : null;
  } catch {
    return null;
  }
}
