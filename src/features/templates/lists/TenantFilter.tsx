import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { tenantsQuery } from '../../../api/templateChoices.ts';
import { FilterSelect, FilterText } from '../../../ui/FilterSelect.tsx';

interface TenantFilterProps {
  value: string;
  onChange: (tenant: string) => void;
  /** Not before the list itself is there. */
  ask: boolean;
  /** What the empty choice is called. */
  any?: string;
}

/** A configuration tenant: chosen from those of the CAs, or typed where the CAs may not be read. */
export function TenantFilter({ value, onChange, ask, any = 'Any' }: TenantFilterProps): ReactElement {
  const { data: tenants, isError } = useQuery({ ...tenantsQuery(), enabled: ask });
  if (tenants === null || isError) return <FilterText label="Tenant" value={value} onChange={onChange} />;
  const choices = (tenants ?? []).map((tenant) => ({ value: tenant, label: tenant }));
  return <FilterSelect label="Tenant" value={value} onChange={onChange} choices={choices} any={any} />;
}
