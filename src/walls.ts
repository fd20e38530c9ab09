import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { parseSync } from 'vite';

/** One import of a module: what it names, and whether only types cross. */
export interface Import {
  to: string;
  typeOnly: boolean;
}

/** Path below the repository's root → what that module imports (relative imports resolved to such paths). */
export type Graph = ReadonlyMap<string, readonly Import[]>;

interface Node {
  type: string;
  source?: { value: unknown } | null;
  importKind?: string;
  exportKind?: string;
  specifiers?: { importKind?: string; exportKind?: string }[];
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** Every import, export-from and dynamic import of one module. */
export function importsOf(path: string, text: string): Import[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const found: Import[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    if (isNode(value) && /^(Import|Export)/.test(value.type) && typeof value.source?.value === 'string') {
      const named = value.specifiers ?? [];
      const typeOnly =
        value.importKind === 'type' ||
        value.exportKind === 'type' ||
        (named.length > 0 && named.every((s) => s.importKind === 'type' || s.exportKind === 'type'));
      found.push({ to: resolve(path, value.source.value), typeOnly });
    }
    Object.values(value).forEach(visit);
  };
  visit(program.body);
  return found;
}

const resolve = (from: string, name: string): string =>
  name.startsWith('.') ? posix.join(posix.dirname(from), name.split('?')[0] ?? name) : name;

/** The folder that a rule speaks of: `features/deploy`, `domain`, `e2e/bench`, or the file itself at the top of src. */
function areaOf(path: string): string {
  const parts = path.split('/');
  if (path.startsWith('e2e/bench/')) return 'e2e/bench';
  if (parts[0] !== 'src') return parts[0] ?? '';
  if (parts[1] === 'features') return `features/${parts[2]}`;
  return parts.length === 2 ? `src/${parts[1]}` : (parts[1] ?? '');
}

const features = /^features\//;
const shared = ['form', 'ui', 'api', 'domain', 'src/paths.ts', 'src/kept.ts', 'src/host.ts'];

/** What a deployment is started or picked up again from. */
const followsDeployments = new Set(['features/enrollment', 'features/certificates', 'features/activity']);

/** Which areas an area may import, beside itself. */
function mayImport(area: string): readonly string[] {
  if (followsDeployments.has(area)) return [...shared, 'features/deploy'];
  if (features.test(area)) return shared;
  return (
    {
      app: [...shared, 'features/*'],
      'src/main.tsx': ['app'],
      form: ['ui', 'src/host.ts'],
      ui: [],
      api: ['domain'],
      domain: [],
      sandbox: [],
      serve: ['sandbox'],
      e2e: [],
      'e2e/bench': ['e2e'],
      'src/paths.ts': [],
      'src/kept.ts': [],
      'src/host.ts': [],
      'vite.config.ts': ['serve', 'package.json'],
    }[area] ?? []
  );
}

const screens = [
  /^react$/,
  /^react-dom/,
  /^react\//,
  /^react-router/,
  /^@mui\/material\/./,
  /^@tanstack\//,
  /^zod\/mini$/,
];
const forms = [/^react-hook-form$/, /^@hookform\/resolvers/];

/** Which packages an area may import; Node's own modules are a rule of their own. */
function mayUse(area: string): readonly RegExp[] {
  if (features.test(area)) return [...screens, ...forms];
  return (
    {
      app: [...screens, /^@emotion\//, /^oidc-client-ts$/],
      'src/main.tsx': [/^react$/, /^react-dom/, /^zod\/mini$/],
      form: [/^react$/, /^react-router/, /^@mui\/material\/./, ...forms],
      ui: [/^react$/, /^react-router/, /^@mui\/material\/./],
      api: [/^zod\/mini$/, /^@tanstack\/react-query$/],
      domain: [],
      sandbox: [/^hono/, /^node-sqlite3-wasm$/],
      serve: [/^@hono\/node-server$/, /^vite$/],
      e2e: [/^@playwright\/test$/, /^vitest$/, /^@axe-core\/playwright$/, /^oidc-provider$/],
      'e2e/bench': [/^@playwright\/test$/, /^vite$/, /^react$/, /^react-dom\/client$/, /^react-hook-form$/],
      'src/kept.ts': [/^zod\/mini$/, /^react$/],
      'vite.config.ts': [/^vite/, /^vitest\/config$/, /^@vitejs\//],
    }[area] ?? []
  );
}

const takesNode = new Set(['sandbox', 'serve', 'e2e', 'e2e/bench', 'vite.config.ts']);
const keptApart: readonly [RegExp, string][] = [
  [/^(node:)?crypto$/, 'src/sandbox/pki/crypto.ts'],
  [/^node-sqlite3-wasm$/, 'src/sandbox/storage.ts'],
  [/^oidc-client-ts$/, 'src/app/oidc.ts'],
  [/^oidc-provider$/, 'e2e/oidcProvider.mjs'],
];
const isBuiltin = (name: string) => name.startsWith('node:') || builtinModules.includes(name);
const matches = (list: readonly string[], area: string) =>
  list.includes(area) || (list.includes('features/*') && features.test(area));

/** What breaks the import table, a sentence each; empty when all walls stand. */
export function violations(graph: Graph): string[] {
  const found: string[] = [];
  for (const [path, imports] of graph) {
    const area = areaOf(path);
    for (const { to, typeOnly } of imports) {
      const say = (why: string) => found.push(`${path} → ${to}: ${why}`);
      const inside = /^(src\/|e2e\/|package\.json$)/.test(to);
      if (inside) {
        if (!graph.has(to) && /\.(ts|tsx|mjs)$/.test(to)) say('no such module');
        const target = to === 'package.json' ? to : areaOf(to);
        if (area === 'sandbox' && target === 'api' && typeOnly) continue;
        if (target !== area && !matches(mayImport(area), target)) say(`${area} may not import ${target}`);
      } else if (isBuiltin(to)) {
        if (!takesNode.has(area)) say(`${area} may not use Node's modules`);
      } else if (!mayUse(area).some((rule) => rule.test(to))) {
        say(`${area} may not use this package`);
      }
      for (const [name, home] of keptApart) if (name.test(to) && path !== home) say(`only ${home} may import it`);
    }
  }
  const reached = reachable(graph, 'src/main.tsx');
  for (const path of reached) {
    if (/^src\/(sandbox|serve)\//.test(path)) found.push(`src/main.tsx reaches ${path}`);
  }
  return found;
}

function reachable(graph: Graph, start: string): Set<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const { to } of graph.get(path) ?? []) open.push(to);
  }
  return seen;
}

const forbiddenNames = /^(index|utils?|helpers?|common|misc|types|constants|hooks|lib)(\.|$)/;

/** File and folder names that say nothing, and folders deeper than three below src. */
export function badNames(paths: Iterable<string>): string[] {
  return [...paths].filter((path) => {
    const parts = path.split('/');
    return parts.some((part) => forbiddenNames.test(part)) || parts.length > 5;
  });
}

const wireNames =
  /\.(TemplateRegexes|TemplateDefaults|TemplatePolicy|AllowedEnrollmentTypes|KeyRetention(Days)?|FriendlyName|CommonName|SubjectPart|KeyfactorI[dD]|KeyfactorRequestId|Pkcs12Blob|RequestDisposition|CertificateInformation|SuccessfulStores|FailedStores|Storepath|ClientMachine|CertStoreType|CustomAliasAllowed|EntryParameters|JobHistoryId|AssociatedRoles|Policies|PrimaryKeyAlgorithms|KeyInfo|LogicalName|ErrorCode|FailedOperations)\b/;

/** Where Keyfactor's spelling may be read: the API layer, the form files that translate, and the sandbox. */
const wireHome = (path: string) => /^(src\/(api|sandbox)\/|e2e\/)|Form\.ts$|\.test\.ts$/.test(path);

/** The lines of a module that spell a Keyfactor property outside its home. */
export function strayWireNames(path: string, text: string): string[] {
  if (wireHome(path)) return [];
  return text.split('\n').flatMap((line, at) => (wireNames.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : []));
}
