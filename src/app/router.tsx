import { createBrowserRouter, createMemoryRouter } from 'react-router';
import type { LoaderFunction, RouteObject } from 'react-router';
import { serverQuery } from '../api/server.ts';
import { listOfUrl, routePatterns, templateSort } from '../paths.ts';
import { Landing } from './Landing.tsx';
import { NotFound } from './NotFound.tsx';
import { queryClient } from './queryClient.ts';
import { RouteError } from './RouteError.tsx';
import { screens } from './screens.ts';
import type { ScreenName } from './screens.ts';
import { Shell } from './Shell.tsx';

/** Starts the first request beside the loading of the code, and waits for neither. */
const prefetch =
  (start: (params: Readonly<Record<string, string | undefined>>, search: URLSearchParams) => unknown): LoaderFunction =>
  ({ params, request }) => {
    void start(params, new URL(request.url).searchParams);
    return null;
  };

/** While the code of the first page is on its way, the shell is all there is to draw. */
const Nothing = () => null;

const idOf = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;

const server = prefetch(() => queryClient.prefetchQuery(serverQuery()));

const screen = (name: ScreenName, loader: LoaderFunction = server): RouteObject => ({
  path: routePatterns[name],
  lazy: { Component: async () => (await screens[name]()).default },
  loader,
  // A step, a filter or a sort order in the URL is not a new page.
  shouldRevalidate: ({ currentUrl, nextUrl }) => currentUrl.pathname !== nextUrl.pathname,
  ErrorBoundary: RouteError,
  HydrateFallback: Nothing,
});

/** Whether the browser's address follows the app, below a base path such as `/pki`, or the app keeps its place to itself. */
export type Routing = { kind: 'address'; basename: string } | { kind: 'memory'; path: string };

interface RouterOptions {
  title: string;
  bare: boolean;
  routing: Routing;
}

/** All routes, below whatever path this build is served from. */
export function createRouter({ title, bare, routing }: RouterOptions) {
  const isAt = (key: string): boolean => {
    const { location, navigation } = router.state;
    return navigation.state === 'idle' && location.key === key;
  };
  const routes: RouteObject[] = [
    {
      element: <Shell title={title} bare={bare} />,
      ErrorBoundary: RouteError,
      children: [
        { index: true, loader: server, element: <Landing isAt={isAt} />, HydrateFallback: Nothing },
        screen(
          'templates',
          prefetch(async (_params, search) => {
            const { templatesQuery } = await import('../api/templates.ts');
            await queryClient.prefetchInfiniteQuery(templatesQuery(listOfUrl(search, templateSort)));
          }),
        ),
        screen(
          'template',
          prefetch(async ({ id }) => {
            const template = idOf(id);
            const { templateQuery } = await import('../api/templates.ts');
            if (template !== null) await queryClient.prefetchQuery(templateQuery(template));
          }),
        ),
        screen('patterns'),
        screen(
          'pattern',
          prefetch(async ({ id }) => {
            const pattern = idOf(id);
            const { patternQuery } = await import('../api/patterns.ts');
            if (pattern !== null) await queryClient.prefetchQuery(patternQuery(pattern));
          }),
        ),
        screen('newPattern'),
        screen('rules'),
        screen('enrollPfx'),
        screen('enrollCsr'),
        screen('certificates'),
        screen('certificate'),
        screen('activity'),
        screen('connection'),
        { path: '*', Component: NotFound },
      ],
    },
  ];
  const router =
    routing.kind === 'address'
      ? createBrowserRouter(routes, { basename: routing.basename })
      : createMemoryRouter(routes, { initialEntries: [routing.path] });
  return router;
}
