import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { matchPath } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { configureClient } from '../api/client.ts';
import { session } from '../api/session.ts';
import { routePatterns } from '../paths.ts';
import { EnvironmentContext } from '../ui/environment.ts';
import { setProductTitle } from '../ui/Page.tsx';
import { fetchConfig } from './config.ts';
import type { ReadConfig } from './config.ts';
import { ConfigError } from './ConfigError.tsx';
import { queryClient, refetchAfterSignIn } from './queryClient.ts';
import { warmUp } from './railItems.ts';
import { createRouter } from './router.tsx';
import { StyleRoot } from './StyleRoot.tsx';

/** Loads the code of the page that the address asks for while the configuration is still on its way. */
function warmUpFirstScreen(): void {
  const base = new URL(document.baseURI).pathname;
  const path = window.location.pathname.slice(base.length - 1);
  const names = Object.keys(routePatterns) as (keyof typeof routePatterns)[];
  warmUp(names.find((name) => matchPath(`/${routePatterns[name]}`, path) !== null) ?? 'templates');
}

function app(read: ReadConfig): ReactElement {
  if (!read.ok) return <ConfigError summary={read.summary} problems={read.problems} />;
  const { config } = read;
  setProductTitle(config.title);
  configureClient({ apiBase: config.apiBase, server: config.server });
  session.configure(config.signIn);
  refetchAfterSignIn();
  return (
    <EnvironmentContext value={config.environment}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={createRouter(config.title)} />
      </QueryClientProvider>
    </EnvironmentContext>
  );
}

/** Reads the configuration and draws the app into `place`, in the document or in a shadow root. */
export async function start(place: HTMLElement | null): Promise<void> {
  if (!place) throw new Error('The page has no element with the id "app".');
  warmUpFirstScreen();
  const read = await fetchConfig();
  const tree = place.getRootNode();
  createRoot(place).render(
    <StrictMode>
      <StyleRoot target={tree instanceof ShadowRoot ? tree : document}>{app(read)}</StyleRoot>
    </StrictMode>,
  );
}
