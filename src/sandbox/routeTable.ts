import type { Route } from './http.ts';
import { agentRoutes } from './routes/agents.ts';
import { appSettingRoutes } from './routes/appSettings.ts';
import { authorityRoutes } from './routes/authorities.ts';
import { certificateCollectionRoutes } from './routes/certificateCollections.ts';
import { certificateRoutes } from './routes/certificates.ts';
import { certificateChangeRoutes } from './routes/certificateChanges.ts';
import { certificateHistoryRoutes } from './routes/certificateHistory.ts';
import { certificateRequestRoutes } from './routes/certificateRequests.ts';
import { contextRoutes } from './routes/context.ts';
import { csrGenerationRoutes } from './routes/csrGeneration.ts';
import { deployRoutes } from './routes/deploy.ts';
import { downloadRoutes } from './routes/downloads.ts';
import { enrollCsrRoutes } from './routes/enrollCsr.ts';
import { enrollPfxRoutes } from './routes/enrollPfx.ts';
import { inventoryRoutes } from './routes/inventory.ts';
import { jobActionRoutes } from './routes/jobActions.ts';
import { jobRoutes } from './routes/jobs.ts';
import { locationRoutes } from './routes/locations.ts';
import { metadataRoutes } from './routes/metadata.ts';
import { patternRoutes } from './routes/patterns.ts';
import { recoverRoutes } from './routes/recover.ts';
import { renewalRoutes } from './routes/renewals.ts';
import { revokeRoutes } from './routes/revoke.ts';
import { securityRoutes } from './routes/security.ts';
import { settingsRoutes } from './routes/settings.ts';
import { statusRoutes } from './routes/status.ts';
import { storeRoutes } from './routes/stores.ts';
import { storeTypeRoutes } from './routes/storeTypes.ts';
import { templateRoutes } from './routes/templates.ts';
import { workflowRoutes } from './routes/workflows.ts';

/** Every route the sandbox speaks. */
const routes: readonly Route[] = [
  ...statusRoutes(() => routes),
  ...securityRoutes,
  ...templateRoutes,
  ...settingsRoutes,
  ...patternRoutes,
  ...metadataRoutes,
  ...authorityRoutes,
  ...contextRoutes,
  ...enrollPfxRoutes,
  ...enrollCsrRoutes,
  ...csrGenerationRoutes,
  ...workflowRoutes,
  ...certificateRequestRoutes,
  ...deployRoutes,
  ...renewalRoutes,
  ...storeRoutes,
  ...storeTypeRoutes,
  ...inventoryRoutes,
  ...agentRoutes,
  ...jobRoutes,
  ...jobActionRoutes,
  ...certificateRoutes,
  ...certificateCollectionRoutes,
  ...downloadRoutes,
  ...locationRoutes,
  ...recoverRoutes,
  ...revokeRoutes,
  ...certificateChangeRoutes,
  ...certificateHistoryRoutes,
  ...appSettingRoutes,
];

interface Compiled {
  route: Route;
  segments: string[];
  /** Number of fixed segments: the route with most of them wins. */
  fixed: number;
}

const compiled: Compiled[] = routes
  .map((route) => {
    const segments = route.path.split('/').slice(1);
    return { route, segments, fixed: segments.filter((s) => !s.startsWith(':')).length };
  })
  .toSorted((a, b) => b.fixed - a.fixed);

function parametersOf(segments: readonly string[], path: readonly string[]): Record<string, string> | null {
  if (segments.length !== path.length) return null;
  const found: Record<string, string> = {};
  for (const [i, segment] of segments.entries()) {
    const sent = path[i] ?? '';
    if (segment.startsWith(':')) found[segment.slice(1)] = sent;
    else if (segment.toLowerCase() !== sent.toLowerCase()) return null;
  }
  return found;
}

/** A path segment without percent signs; one that is encoded wrongly stays as it is. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export type Match =
  | { kind: 'found'; route: Route; params: Record<string, string> }
  | { kind: 'other method'; methods: string[] }
  | { kind: 'not in this version' }
  | { kind: 'unknown' };

/** Finds the route for a method and path ("/Templates/4" as sent: any letter case, percent-encoded, trailing slash allowed). */
export function findRoute(method: string, path: string, major: number): Match {
  const segments = path.replace(/\/+$/, '').split('/').slice(1).map(decoded);
  const onPath = compiled.flatMap((c) => {
    const params = parametersOf(c.segments, segments);
    return params === null ? [] : [{ ...c, params }];
  });
  const most = onPath[0]?.fixed;
  const here = onPath.filter((c) => c.fixed === most);
  if (here.length === 0) return { kind: 'unknown' };
  const spoken = here.filter((c) => (c.route.since ?? 0) <= major);
  if (spoken.length === 0) return { kind: 'not in this version' };
  const hit = spoken.find((c) => c.route.method === method);
  if (hit === undefined) return { kind: 'other method', methods: spoken.map((c) => c.route.method) };
  return { kind: 'found', route: hit.route, params: hit.params };
}
