import { mutationOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import { fetchPage, quoteValue } from './lists.ts';
import { takes } from './rights.ts';
import { forgetTemplateLists } from './templates.ts';
import { loose } from './wire.ts';

/** The server reads the CA while the call waits. */
const importTimeoutMs = 15 * 60_000;

/** How many templates of the tenant the server had before and has after an import; null where it does not tell. */
export interface ImportCount {
  tenant: string;
  before: number | null;
  after: number | null;
}

/** How many templates the server has of a tenant, or null when it does not tell or the tenant cannot be asked for. */
async function countTemplates(tenant: string): Promise<number | null> {
  const value = quoteValue(tenant);
  if (value === null) return null;
  try {
    const queryString = `ConfigurationTenant -eq ${value}`;
    const page = await fetchPage('/Templates', 1, { pageSize: 1, queryString }, loose({}), { prefix: 'sq' });
    return page.totalIsExact ? page.total : null;
  } catch {
    // The count only says what the import brought; the import does not depend on it.
    return null;
  }
}

/**
 * POST Templates/Import: the server reads the templates of one configuration tenant from its CAs, which takes minutes
 * (vendor documentation, POST Templates Import). Gives how many there were before and after. Sent once and never
 * repeated; whatever its end, the lists of templates are read again.
 */
export function importTemplates() {
  return mutationOptions({
    meta: takes('templates'),
    mutationFn: async (tenant: string): Promise<ImportCount> => {
      const before = await countTemplates(tenant);
      await call('/Templates/Import', {
        method: 'POST',
        body: { ConfigurationTenant: tenant },
        timeoutMs: importTimeoutMs,
      });
      return { tenant, before, after: await countTemplates(tenant) };
    },
    retry: false,
    onSettled: (_answer, _error, _tenant, _result, { client }) => {
      void forgetTemplateLists(client);
    },
  });
}
