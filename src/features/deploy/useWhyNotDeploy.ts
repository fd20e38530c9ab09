import { useQuery } from '@tanstack/react-query';
import { whyNot, type RightReason } from '../../api/rights.ts';
import { meQuery } from '../../api/server.ts';

/**
 * Why the caller may schedule no job for stores, and why no store can be chosen, for which they must be read as well; undefined
 * where nothing is known against it.
 */
export function useWhyNotDeploy(): { lacking: RightReason | undefined; closedList: RightReason | undefined } {
  const me = useQuery(meQuery()).data;
  const lacking = whyNot(me, 'deploy');
  return { lacking, closedList: lacking ?? whyNot(me, 'readStores') };
}
