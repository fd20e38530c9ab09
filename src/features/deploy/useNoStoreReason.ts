import { useQuery } from '@tanstack/react-query';
import { ApiError, notPermitted } from '../../api/errors.ts';
import { whyNot } from '../../api/rights.ts';
import { meQuery } from '../../api/server.ts';
import { mayScheduleNowhere, noStoreFilters, storePageQuery } from '../../api/stores.ts';

/** Why the caller can choose no store to deploy to, by what is known already; undefined where nothing stands against it. */
export function useNoStoreReason(): string | undefined {
  const me = useQuery(meQuery()).data;
  // The step of a wizard that chooses stores has asked for them; here nothing is.
  const { data, error } = useQuery({ ...storePageQuery(noStoreFilters, 1), enabled: false });
  const lacking = whyNot(me, 'deploy');
  if (lacking !== undefined) return lacking;
  if (mayScheduleNowhere(me?.permissions ?? null)) return 'You may schedule jobs for no certificate store';
  if (data !== undefined || !error || !notPermitted(error)) return undefined;
  const missing = error instanceof ApiError ? error.missingPermission : null;
  return missing ? `You lack the permission ${missing}` : 'You may not read certificate stores on this server';
}
