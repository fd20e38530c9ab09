import { useState } from 'react';
import { useLocation } from 'react-router';
import { noScope, type Scope } from '../domain/scope.ts';
import { paths, scopeOfUrl } from '../paths.ts';

/** The part of the certificates that a person worked in last, and the address that told it. */
interface Visited {
  pathname: string;
  search: string;
  scope: Scope;
}

/** What is remembered after a step to another address. Only the list lets one take the scope away: others may not name it. */
export function visitedAfter(before: Visited, pathname: string, search: string): Visited {
  const named = scopeOfUrl(new URLSearchParams(search));
  const isNamed = named.collectionId !== null || named.containerId !== null;
  const takenAway = pathname === paths.certificates() && before.pathname === pathname;
  return { pathname, search, scope: isNamed || takenAway ? named : before.scope };
}

/** The collection or container that the next page about certificates shall be opened in, as long as this page is open. */
export function useLastScope(): Scope {
  const { pathname, search } = useLocation();
  const [visited, setVisited] = useState<Visited>({ pathname: '', search: '', scope: noScope });
  if (visited.pathname !== pathname || visited.search !== search) {
    setVisited(visitedAfter(visited, pathname, search));
  }
  return visited.scope;
}
