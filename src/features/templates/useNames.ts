import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { authoritiesQuery } from '../../api/authorities.ts';
import { metadataFieldsQuery } from '../../api/metadata.ts';
import { rolesQuery } from '../../api/roles.ts';
import type { Names } from './save/changeWords.ts';
import { usePatternsBeside } from './usePatternsBeside.ts';

/**
 * What the ids in a document mean on this server. Asks for the lists when it is drawn; a list that is on its way, or that
 * the server does not give, leaves its ids without names.
 */
export function useNames(): Names {
  const { patterns } = usePatternsBeside();
  const { data: fields } = useQuery(metadataFieldsQuery());
  const { data: roles } = useQuery(rolesQuery());
  const { data: authorities } = useQuery(authoritiesQuery());
  return useMemo(
    () => ({
      metadata: new Map(fields?.map((field) => [field.metadataId, field.name])),
      roles: new Map(roles?.map((role) => [role.id, role.name])),
      authorities: new Map(authorities?.map((authority) => [authority.id, authority.logicalName])),
      defaultPattern: patterns?.find((pattern) => pattern.isDefault)?.name ?? null,
    }),
    [fields, roles, authorities, patterns],
  );
}
