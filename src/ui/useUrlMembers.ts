import { useContext } from 'react';
import { UNSAFE_DataRouterContext as RouterContext, useHref, useLocation, useSearchParams } from 'react-router';

const pathOnly = (path: string) => path.replace(/\/+$/, '');

/** The members of the page's URL, and how to change some of them in place; an empty text takes one out. */
export function useUrlMembers(): [
  params: URLSearchParams,
  change: (members: Readonly<Record<string, string>>) => void,
] {
  const [params, setParams] = useSearchParams();
  const drawn = useLocation();
  const here = useHref(drawn.pathname);
  // All public hooks tell where the router was when the page was last drawn. Only this context, which they read themselves,
  // has the router to ask where it is now; the address bar has nothing to do with it where the app is part of another page.
  const router = useContext(RouterContext)?.router;
  const change = (members: Readonly<Record<string, string>>): void => {
    const now = router?.state.navigation.location ?? router?.state.location ?? drawn;
    // Another page is on its way, or there and not yet drawn: what was typed a moment before must not lead back.
    const going = pathOnly(now.pathname);
    if (going !== pathOnly(here) && going !== pathOnly(drawn.pathname)) return;
    setParams(
      () => {
        // Not as last drawn: several changes may come before the page is drawn again.
        const next = new URLSearchParams(now.search);
        for (const [name, value] of Object.entries(members)) {
          if (value === '') next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  };
  return [params, change];
}
