import { useSearchParams } from 'react-router';
import type { Scope } from '../../domain/scope.ts';
import { scopeOfUrl } from '../../paths.ts';

/** The certificates that the address of the wizard names, for every read of one: `?collection=7`, `?container=3`. */
export function useScope(): Scope {
  const [search] = useSearchParams();
  return scopeOfUrl(search);
}
