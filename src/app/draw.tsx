import type { Options } from '@emotion/cache';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import * as z from 'zod/mini';
import { configureClient } from '../api/client.ts';
import { session } from '../api/session.ts';
import { anythingToLose, tellHost } from '../host.ts';
import { EnvironmentContext } from '../ui/environment.ts';
import { showTitlesWith } from '../ui/Page.tsx';
import { type KnownReason, ReasonWays } from '../ui/reasonWays.tsx';
import type { ReadConfig } from './config.ts';
import { ConfigError } from './ConfigError.tsx';
import { look } from './look.ts';
import { LostPage } from './LostPage.tsx';
import { queryClient, refetchAfterSignIn } from './queryClient.ts';
import { createRouter } from './router.tsx';
import type { Routing } from './router.tsx';
import { createNavigate, pathOf } from './navigate.ts';
import { StyleRoot } from './StyleRoot.tsx';

const RightWays = lazy(() => import('./RightWays.tsx').catch(() => ({ default: () => null })));
const rightWays = (reason: KnownReason): ReactNode => <RightWays reason={reason} />;

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
  /**
   * Goes to a path below the app's base, `/templates/4`. Whoever has something to lose is asked. Tells, once that is
   * decided, whether the app left the page where it was; false, too, where it was led elsewhere or removed meanwhile.
   */
  navigate: (path: string) => Promise<boolean>;
  /** Whether nothing typed would be lost. */
  mayLeave: () => boolean;
  /** Takes it off the page, with all that was read and all that is known of the sign-in. */
  remove: () => void;
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
        {read.place === null ? (
          <main>
            <LostPage />
          </main>
        ) : (
          <ConfigError summary={read.summary} problems={read.problems} place={read.place} />
        )}
      </StyleRoot>,
    );
    const message = read.place === null ? read.summary : `${read.summary} The settings are ${read.place}.`;
    tellHost({ type: 'error', what: read.place === null ? 'screen' : 'configuration', message });
    return { navigate: () => Promise.resolve(false), mayLeave: () => true, remove: () => root.unmount() };
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
  let told: typeof router.state.location | null = null;
  // The router also tells of what is no move, such as a question whether to leave.
  const stopRoutes = router.subscribe(({ location, navigation }) => {
    if (navigation.state !== 'idle' || location === told) return;
    told = location;
    tellHost({ type: 'route', path: pathOf(location, place.routing) });
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
            <ReasonWays value={rightWays}>
              <RouterProvider router={router} />
            </ReasonWays>
          </QueryClientProvider>
        </EnvironmentContext>
      </StyleRoot>
    </StrictMode>,
  );
  const gone = new AbortController();
  return {
    navigate: createNavigate(router, gone.signal),
    mayLeave: () => !anythingToLose(),
    remove: () => {
      gone.abort();
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
