import { queryOptions } from '@tanstack/react-query';
import { authoritiesQuery, type Authority } from './authorities.ts';

/** The configuration tenants whose CAs have templates (standalone ones have none), each once, in alphabetical order. */
export function tenantsOf(authorities: readonly Pick<Authority, 'tenant' | 'standalone'>[]): string[] {
  const tenants = authorities.filter(({ standalone }) => !standalone).map(({ tenant }) => tenant);
  return [...new Set(tenants)].filter((tenant) => tenant !== '').toSorted();
}

/** The configuration tenants that templates come from; null where the caller may not list the CAs. */
export function tenantsQuery() {
  const { select: _select, ...authorities } = authoritiesQuery();
  return queryOptions({ ...authorities, select: (all) => all && tenantsOf(all) });
}
