import type { createRouter, Routing } from './router.tsx';

type Router = Pick<ReturnType<typeof createRouter>, 'navigate' | 'subscribe' | 'state'>;

type State = Pick<Router['state'], 'navigation' | 'blockers'>;

/** No page is on its way, and nobody is asked whether to leave one. */
const isAtRest = ({ navigation, blockers }: State): boolean =>
  navigation.state === 'idle' && [...blockers.values()].every(({ state }) => state === 'unblocked');

function rest(router: Router): Promise<void> {
  if (isAtRest(router.state)) return Promise.resolve();
  return new Promise((done) => {
    const stop = router.subscribe((state) => {
      if (!isAtRest(state)) return;
      stop();
      done();
    });
  });
}

/**
 * How a host leads the app to a path. The answer comes when the app is there, or when whoever has something to lose has
 * decided to stay: whether it left the place where it was. Of several that are asked for at a time the last one counts.
 * Once the app has `gone` it is false, also for one that nobody has decided about.
 */
export function createNavigate(router: Router, gone: AbortSignal): (path: string) => Promise<boolean> {
  let latest = 0;
  const go = async (path: string): Promise<boolean> => {
    latest += 1;
    const mine = latest;
    const { key } = router.state.location;
    await router.navigate(path);
    await rest(router);
    return mine === latest && router.state.location.key !== key;
  };
  return async (path) => {
    if (gone.aborted) return false;
    let leave = (): void => {};
    const left = new Promise<false>((tell) => (leave = () => tell(false)));
    gone.addEventListener('abort', leave);
    try {
      return await Promise.race([left, go(path)]);
    } finally {
      gone.removeEventListener('abort', leave);
    }
  };
}

/** A place of the router as `navigate` takes it: below the app's base, and whether or not a portal is around. */
export function pathOf(location: { pathname: string; search: string; hash: string }, routing: Routing): string {
  const base = routing.kind === 'address' ? routing.basename.replace(/\/$/, '') : '';
  const search = location.search.replace(/([?&])embed=1(&|$)/, '$1').replace(/[?&]$/, '');
  return `${location.pathname.slice(base.length) || '/'}${search}${location.hash}`;
}
