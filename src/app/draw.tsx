import type { Options } from '@emotion/cache';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import * as z from 'zod/mini';
import { configureClient } from '../api/client.ts';
import { session } from '../api/session.ts';
import { anythingToLose, tellHost } from '../host.ts';
import { EnvironmentContext } from '../ui/environment.ts';
import { showTitlesWith } from '../ui/Page.tsx';
import type { ReadConfig } from './config.ts';
import { ConfigError } from './ConfigError.tsx';
import { look } from './look.ts';
import { queryClient, refetchAfterSignIn } from './queryClient.ts';
import { createRouter } from './router.tsx';
import type { Routing } from './router.tsx';
import { StyleRoot } from './StyleRoot.tsx';

// Compiled checks need `new Function`, which the content security policy forbids and reports.
z.config({ jitless: true });

/** Where the app is drawn, and what is around it. */
export interface Place {
  element: HTMLElement;
  /** Address of the folder of this build, with a slash at the end. */
  base: string;
  routing: Routing;
  /** Without header and rail: the page around has its own. */
  bare: boolean;
  /** Whether the title of the browser's page is the app's. */
  ownsTitle: boolean;
  /** Changes every rule of the app's styles. */
  stylisPlugins?: Options['stylisPlugins'];
}

/** The app on the page, for whoever drew it. */
export interface Drawn {
  /** Goes to a path below the app's base, `/templates/4`. Whoever has something to lose is asked. */
  navigate: (path: string) => void;
  /** Whether nothing typed would be lost. */
  mayLeave: () => boolean;
  /** Takes it off the page, with all that was read and all that is known of the sign-in. */
  remove: () => void;
}

/** A place of the router as `navigate` takes it: below the app's base. */
function pathOf(location: { pathname: string; search: string; hash: string }, routing: Routing): string {
  const base = routing.kind === 'address' ? routing.basename.replace(/\/$/, '') : '';
  return `${location.pathname.slice(base.length) || '/'}${location.search}${location.hash}`;
}

/** Draws the app, or what is wrong with its configuration. */
export function draw(place: Place, read: ReadConfig): Drawn {
  const { element, base } = place;
  const tree = element.getRootNode();
  const target = tree instanceof ShadowRoot ? tree : document;
  const root = createRoot(element);
  if (!read.ok) {
    root.render(
      <StyleRoot target={target} stylisPlugins={place.stylisPlugins}>
        <ConfigError summary={read.summary} problems={read.problems} />
      </StyleRoot>,
    );
    tellHost({ type: 'error', message: read.summary });
    return { navigate: () => undefined, mayLeave: () => true, remove: () => root.unmount() };
  }
  const { config } = read;
  if (config.theme !== undefined) void look.set(config.theme);
  showTitlesWith((title) => {
    if (place.ownsTitle) document.title = `${title} – ${config.title}`;
    tellHost({ type: 'title', title });
  });
  configureClient({ apiBase: new URL(config.apiBase, base).href, server: config.server });
  const stopRefetching = refetchAfterSignIn();
  const router = createRouter({ title: config.title, bare: place.bare, routing: place.routing });
  const stopRoutes = router.subscribe(({ location, navigation }) => {
    if (navigation.state === 'idle') tellHost({ type: 'route', path: pathOf(location, place.routing) });
  });
  let asked = false;
  const tellNeed = (): void => {
    const { state, kind } = session.snapshot();
    const asks = state === 'needed';
    // A host that signs in is asked for a token in the same words, each time one is needed.
    if (asks && !asked && kind !== 'host') tellHost({ type: 'sign-in-needed' });
    asked = asks;
  };
  const stopSession = session.subscribe(tellNeed);
  tellNeed();
  root.render(
    <StrictMode>
      <StyleRoot target={target} stylisPlugins={place.stylisPlugins}>
        <EnvironmentContext value={config.environment}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </EnvironmentContext>
      </StyleRoot>
    </StrictMode>,
  );
  return {
    navigate: (path) => void router.navigate(path),
    mayLeave: () => !anythingToLose(),
    remove: () => {
      root.unmount();
      router.dispose();
      stopRoutes();
      stopSession();
      stopRefetching();
      queryClient.clear();
      session.configure('integrated');
      look.reset();
    },
  };
}
