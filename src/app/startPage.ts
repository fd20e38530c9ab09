import { paths } from '../paths.ts';
import { railItems } from './railItems.ts';
import type { RailItem } from './railItems.ts';

/** Whether one of the endpoints that the server lists for the caller is this one, whatever stands before its path. */
const isListed = (endpoints: readonly string[], wanted: string) =>
  endpoints.some((each) => new RegExp(`(^|[\\s/])${wanted}/?$`, 'i').test(each.trim()));

/** Whether the server lists what it lets the caller call, and the endpoint of a page of the rail is not among it. */
export const leadsNowhere = (endpoints: readonly string[] | null, { endpoint }: RailItem): boolean =>
  endpoints !== null &&
  isListed(endpoints, 'Status/Endpoints') &&
  endpoint !== undefined &&
  !isListed(endpoints, endpoint);

/**
 * Where to begin: the first page of the rail that the caller may use, by the endpoints that the server lists; without a
 * list, the templates. Somebody who may use none begins where the page tells who that is and what is missing.
 */
export function startPage(endpoints: readonly string[] | null, items: readonly RailItem[] = railItems): string {
  if (endpoints === null || !isListed(endpoints, 'Status/Endpoints')) return paths.templates();
  const first = items.find(({ endpoint }) => endpoint !== undefined && isListed(endpoints, endpoint));
  return first?.to ?? paths.connection();
}
