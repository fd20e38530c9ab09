import type { QueryClient } from '@tanstack/react-query';

/** Has the lists of certificates read again: one came, or may have come, or changed. Resolves when those in view are read. */
export const forgetCertificates = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: ['certificates'] });
