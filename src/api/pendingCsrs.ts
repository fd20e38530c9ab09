import type { QueryClient } from '@tanstack/react-query';

/** The beginning of every query key of what Command made and holds until it is enrolled. */
export const pendingCsrsKey = 'csrs made by command';

/** Has what is shown of Command's pending requests read again. */
export const forgetPendingCsrs = (client: QueryClient) => client.invalidateQueries({ queryKey: [pendingCsrsKey] });
