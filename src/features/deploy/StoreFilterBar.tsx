import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { memo, useMemo, useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { type ContainerNoun, containersQuery } from '../../api/containers.ts';
import { noStoreFilters, type StoreFilters } from '../../api/stores.ts';
import type { StoreType } from '../../api/storeTypes.ts';
import { FilterBar } from '../../ui/FilterBar.tsx';
import { FilterSelect } from '../../ui/FilterSelect.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { usePainted } from '../../ui/usePainted.ts';

const Line = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 8 });

/** Two in a line where the page is narrow; the longest choice does not decide how wide they are. */
const Selects = styled('div')({ display: 'contents', '& > label': { flex: '1 1 180px', maxWidth: 264 } });

interface StoreFilterBarProps {
  filters: StoreFilters;
  onChange: (filters: StoreFilters) => void;
  types: readonly StoreType[];
  noun: ContainerNoun;
  /** Not before the list itself is there. */
  ask: boolean;
  /** What stands beside the search. */
  children: ReactNode;
}

const numberOf = (value: string): number | null => (value === '' ? null : Number(value));
const textOf = (id: number | null): string => (id === null ? '' : String(id));

/** What the list of stores is searched and filtered by, all of it on the server. Rows that arrive do not draw it again. */
export const StoreFilterBar = memo(function StoreFilterBar(props: StoreFilterBarProps): ReactElement {
  const { filters, onChange, types, noun, ask, children } = props;
  const bar = useRef<HTMLDivElement>(null);
  const { data: containers } = useQuery({ ...containersQuery(noun), enabled: ask });
  // Hundreds of choices that nobody sees yet would hold up the list.
  const painted = usePainted();
  const typeChoices = useMemo(
    () =>
      (painted ? types : [])
        .map((type) => ({ value: String(type.typeId), label: type.rules.name }))
        .toSorted((a, b) => a.label.localeCompare(b.label)),
    [painted, types],
  );
  const containerChoices = useMemo(
    () => (painted ? (containers ?? []) : []).map((each) => ({ value: String(each.containerId), label: each.name })),
    [painted, containers],
  );
  const change = (part: Partial<StoreFilters>) => onChange({ ...filters, ...part });
  const { containerId, typeId, agent, onlyTargets } = filters;
  const inUse = [containerId !== null, typeId !== null, agent !== 'any', onlyTargets].filter(Boolean).length;
  return (
    <>
      <Line>
        <SearchField value={filters.text} onChange={(text) => change({ text })} label="Search machine or path" />
        {children}
      </Line>
      <FilterBar
        bar={bar}
        inUse={inUse}
        onClear={() => onChange({ ...noStoreFilters, text: filters.text })}
        filters={
          <Selects>
            {containers && containers.length > 0 && (
              <FilterSelect
                label={noun === 'application' ? 'Application' : 'Container'}
                value={textOf(containerId)}
                onChange={(value) => change({ containerId: numberOf(value) })}
                choices={containerChoices}
              />
            )}
            <FilterSelect
              label="Type"
              value={textOf(typeId)}
              onChange={(value) => change({ typeId: numberOf(value) })}
              choices={typeChoices}
            />
            <FilterSelect
              label="Orchestrator"
              value={agent === 'any' ? '' : agent}
              onChange={(value) => change({ agent: value === '' ? 'any' : 'available' })}
              choices={[{ value: 'available', label: 'Available' }]}
            />
            <FilterSelect
              label="Shown"
              any="All stores"
              value={onlyTargets ? 'targets' : ''}
              onChange={(value) => change({ onlyTargets: value !== '' })}
              choices={[{ value: 'targets', label: 'Those that take certificates' }]}
            />
          </Selects>
        }
      >
        {null}
      </FilterBar>
    </>
  );
});
