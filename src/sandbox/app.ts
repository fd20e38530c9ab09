import { Hono } from 'hono';
import { deleteCookie, getCookie } from 'hono/cookie';
import { answerApi, apiPath } from './api.ts';
import { controlApp } from './control.ts';
import { connectionOf } from './connection.ts';
import { goneMessage, openWorlds, worldCookie } from './worlds.ts';

/** A running sandbox: web requests in, web responses out. */
export interface Sandbox {
  /** `env` is what @hono/node-server passes along ({incoming, outgoing}); without it there is no connection to cut. */
  fetch(request: Request, env?: unknown): Response | Promise<Response>;
  /** Closes the store; call it before the process ends. */
  close(): void;
}

/**
 * A stand-in for Keyfactor Command at /KeyfactorAPI and /Keyfactor/API, with its control page at /sandbox.
 * `storePath`: folder in which the default world is kept (absent: memory only). `fresh`: begin that world anew.
 */
export async function createSandbox(o: { storePath?: string; fresh?: boolean }): Promise<Sandbox> {
  const worlds = await openWorlds(o);
  const app = new Hono({ strict: false });
  app.route('/sandbox', controlApp(worlds));
  app.all('*', async (c) => {
    const path = apiPath(new URL(c.req.url).pathname);
    if (path === null) return c.text('There is nothing here.', 404);
    const world = worlds.of(getCookie(c, worldCookie));
    if (world === null) {
      // The cookie outlives the world: without it the next request is in the default world.
      deleteCookie(c, worldCookie, { path: '/' });
      return c.json({ ErrorCode: 'SANDBOX', Message: goneMessage }, 410);
    }
    const answer = await answerApi(world, c.req.raw, path, connectionOf(c.env));
    worlds.flush(world);
    return answer;
  });
  return {
    fetch: (request, env) => app.fetch(request, env),
    close: () => worlds.close(),
  };
}
