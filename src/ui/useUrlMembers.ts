import { useHref, useLocation, useNavigation, useSearchParams } from 'react-router';

const pathOnly = (path: string) => path.replace(/\/+$/, '');

/** The members of the page's URL, and how to change some of them in place; an empty text takes one out. */
export function useUrlMembers(): [
  params: URLSearchParams,
  change: (members: Readonly<Record<string, string>>) => void,
] {
  const [params, setParams] = useSearchParams();
  const { pathname } = useLocation();
  const here = useHref(pathname);
  const { location: coming } = useNavigation();
  const change = (members: Readonly<Record<string, string>>): void => {
    // Another page is on its way, or there and not yet drawn: what was typed a moment before must not lead back.
    const going = pathOnly(coming?.pathname ?? window.location.pathname);
    if (going !== pathOnly(here) && going !== pathOnly(pathname)) return;
    setParams(
      () => {
        // Not as last drawn: several changes may come before the page is drawn again.
        const next = new URLSearchParams(coming?.search ?? window.location.search);
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
