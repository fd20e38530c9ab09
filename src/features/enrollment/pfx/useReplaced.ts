import { useQueries } from '@tanstack/react-query';
import { storesOfCertificateQuery } from '../../../api/renewals.ts';
import type { Abilities } from '../../../api/server.ts';
import { asCertificateId } from '../../../domain/ids.ts';
import type { Scope } from '../../../domain/scope.ts';
import type { PfxValues } from './pfxForm.ts';
import { installs } from './pfxToWire.ts';
import { placesRead, type Replaced } from './replacedStores.ts';

/**
 * The older certificates that a request replaces: by itself the one that it renews, and another right after it. The same
 * object while nothing of it changes.
 */
export function useReplaced(values: PfxValues, abilities: Abilities, scope: Scope): readonly Replaced[] {
  const { renewal, replaces } = values;
  const renewed = installs(values, abilities) ? renewal.certificateId : null;
  const ids = [...new Set([renewed, replaces])].filter((id) => id !== null).map(asCertificateId);
  return useQueries({
    queries: ids.map((id) => storesOfCertificateQuery(id, scope)),
    combine: (found) =>
      ids.map((certificateId, at) => ({
        certificateId,
        byRequest: certificateId === renewed,
        ...placesRead(found[at]),
      })),
  });
}
