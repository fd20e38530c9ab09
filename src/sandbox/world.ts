import type { AppSettingRow, AuthorityRow, MetadataFieldRow, RoleRow } from './companyRows.ts';
import { authorityCodec } from './authorityCodec.ts';
import type { Fault } from './faults.ts';
import type { Profile } from './profiles.ts';
import type { GeneratedCsrRow, RequestRow, WorkflowRow } from './requestRows.ts';
import type {
  AgentRow,
  CertificateEventRow,
  CertificateRow,
  ContainerRow,
  JobHistoryRow,
  JobRow,
  StagedKey,
  StoreRow,
  StoreTypeRow,
} from './storeRows.ts';
import { Table } from './table.ts';
import { emptySystemRules, type PatternRow, type SystemRules, type TemplateRow } from './templateRows.ts';
import type { User } from './users.ts';

export type SignIn = 'cookie' | 'basic' | 'portal' | 'token' | 'ended';

/** The OpenID provider whose tokens a world takes; its issuer is on this machine. */
export interface TokenProvider {
  issuer: string;
  /** Whom a token must be for, which is the API. */
  audience: string;
}

/** One server's whole state. Tests have one each; only the default world is stored. */
export interface World {
  id: string;
  profile: Profile;
  user: User;
  clockOffsetMs: number;
  /** The time at which the clock was stopped, ms; null: it runs. */
  stoppedAt: number | null;
  signIn: SignIn;
  /** Registered in this world; null: no token is accepted. */
  provider: TokenProvider | null;
  /** What the page's `config.json` holds in this world beside or instead of the usual. */
  page: Readonly<Record<string, unknown>>;
  faults: Fault[];
  large: boolean;
  templates: Table<TemplateRow>;
  patterns: Table<PatternRow>;
  roles: Table<RoleRow>;
  metadataFields: Table<MetadataFieldRow>;
  authorities: Table<AuthorityRow>;
  appSettings: Table<AppSettingRow>;
  /** System-wide rules. Replace the object and call `touch` when they change. */
  settings: SystemRules;
  certificates: Table<CertificateRow>;
  certificateEvents: Table<CertificateEventRow>;
  stores: Table<StoreRow, string>;
  storeTypes: Table<StoreTypeRow>;
  containers: Table<ContainerRow>;
  agents: Table<AgentRow, string>;
  jobs: Table<JobRow, string>;
  jobHistory: Table<JobHistoryRow>;
  requests: Table<RequestRow>;
  workflows: Table<WorkflowRow, string>;
  generatedCsrs: Table<GeneratedCsrRow>;
  /** Keys of fresh PFX enrollments by certificate id, waiting for Deploy; never stored. */
  staged: Map<number, StagedKey>;
  /** Running numbers by name, see `nextNumber`. */
  counters: Record<string, number>;
  /** True when something besides table rows changed since the last flush. */
  metaDirty: boolean;
  /** Seeded random number in [0, 1): the same world makes the same choices. */
  random(): number;
}

/** The world's time: the real clock plus what was advanced on the control page, or where that clock was stopped. */
export function now(world: World): Date {
  return new Date(world.stoppedAt ?? Date.now() + world.clockOffsetMs);
}

/** Moves the world's clock forward by milliseconds, whether it runs or not. */
export function advanceClock(world: World, ms: number): void {
  world.clockOffsetMs += ms;
  if (world.stoppedAt !== null) world.stoppedAt += ms;
}

/** Stops the world's clock, or lets it run on from where it stands. */
export function stopClock(world: World, stop: boolean): void {
  const at = now(world).getTime();
  world.clockOffsetMs = at - Date.now();
  world.stoppedAt = stop ? at : null;
}

/** Says that settings, counters, clock or sign-in changed, so that they are stored. */
export function touch(world: World): void {
  world.metaDirty = true;
}

/** The next number of a named series (row ids of nested rows, workflow references); starts at 1. */
export function nextNumber(world: World, series: string): number {
  const next = (world.counters[series] ?? 0) + 1;
  world.counters[series] = next;
  touch(world);
  return next;
}

/** mulberry32: small, deterministic, good enough to pick a CA. */
function seededRandom(text: string): () => number {
  let state = 2166136261;
  for (let i = 0; i < text.length; i += 1) state = Math.imul(state ^ text.charCodeAt(i), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Rows that are plain JSON: what storage wrote is what the table held. */
function plain<T extends { Id: K }, K extends number | string = number>(name: string): Table<T, K> {
  return new Table<T, K>(name, { toJson: (row) => row, fromJson: (json) => json as T });
}

/** A world without any rows. */
export function emptyWorld(id: string, profile: Profile, user: User): World {
  return {
    id,
    profile,
    user,
    clockOffsetMs: 0,
    stoppedAt: null,
    signIn: 'cookie',
    provider: null,
    page: {},
    faults: [],
    large: false,
    templates: plain('templates'),
    patterns: plain('patterns'),
    roles: plain('roles'),
    metadataFields: plain('metadataFields'),
    authorities: new Table('authorities', authorityCodec),
    appSettings: plain('appSettings'),
    settings: emptySystemRules(),
    certificates: plain('certificates'),
    certificateEvents: plain('certificateEvents'),
    stores: plain<StoreRow, string>('stores'),
    storeTypes: plain('storeTypes'),
    containers: plain('containers'),
    agents: plain<AgentRow, string>('agents'),
    jobs: plain<JobRow, string>('jobs'),
    jobHistory: plain('jobHistory'),
    requests: plain('requests'),
    workflows: plain<WorkflowRow, string>('workflows'),
    generatedCsrs: plain('generatedCsrs'),
    staged: new Map(),
    counters: {},
    metaDirty: true,
    random: seededRandom(id),
  };
}

/** What storage needs of a table, whatever its row type. */
export interface StoredTable {
  name: string;
  lastId: number;
  /** Changed rows since the last call: JSON text, or null for a removed row. */
  takeChanges(): { id: string; json: string | null }[];
  /** Reads back rows that storage holds. */
  load(json: readonly string[], lastId: number): void;
}

function stored<T extends { Id: K }, K extends number | string>(table: Table<T, K>): StoredTable {
  return {
    name: table.name,
    get lastId() {
      return table.lastId;
    },
    takeChanges() {
      const changes = [...table.dirty].map((id) => {
        const row = table.get(id);
        return { id: String(id), json: row === undefined ? null : JSON.stringify(table.codec.toJson(row)) };
      });
      table.dirty.clear();
      return changes;
    },
    load(json, lastId) {
      const rows = json.map((text) => table.codec.fromJson(JSON.parse(text) as unknown));
      table.restore(rows, lastId);
    },
  };
}

/** Every table of a world, for storage. */
export function storedTables(world: World): StoredTable[] {
  return [
    stored(world.templates),
    stored(world.patterns),
    stored(world.roles),
    stored(world.metadataFields),
    stored(world.authorities),
    stored(world.appSettings),
    stored(world.certificates),
    stored(world.certificateEvents),
    stored(world.stores),
    stored(world.storeTypes),
    stored(world.containers),
    stored(world.agents),
    stored(world.jobs),
    stored(world.jobHistory),
    stored(world.requests),
    stored(world.workflows),
    stored(world.generatedCsrs),
  ];
}
