import { styled } from '@mui/material/styles';
import { useState, type ReactElement } from 'react';
import { curveFits, curveName, foldCurves } from '../../../domain/keyAlgorithms.ts';
import { CheckBox } from '../../../form/CheckBox.tsx';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { Mono } from '../../../ui/Mono.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { curvesOf, withCurves, type KeySlot } from './policyKeys.ts';
import type { AlgorithmRow } from './policyKeysWire.ts';

const Fold = styled('details')({ flexBasis: '100%', minWidth: 0 });
const Summary = styled('summary')(({ theme }) => ({
  minHeight: 'var(--small)',
  cursor: 'pointer',
  color: theme.palette.primary.main,
}));
const Tools = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8, margin: '4px 0 8px' });
const Columns = styled('div')({ columns: '210px', '& > div': { breakInside: 'avoid' } });

/** What an algorithm on the screen is drawn from. */
export interface SlotProps {
  slot: KeySlot;
  /** Whether what is offered is what the certificate authority says. */
  said: boolean;
  rows: readonly AlgorithmRow[];
  onChange: (rows: AlgorithmRow[]) => void;
}

/** The curves of one algorithm: the common ones in sight, the others folded, with a search. */
export function PolicyKeysCurves({ slot, said, rows, onChange }: SlotProps): ReactElement {
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const { common, others } = foldCurves(curvesOf(slot));
  const chosen = slot.held?.curves ?? [];
  const chosenOthers = others.filter((oid) => chosen.includes(oid));
  const listed = open ? others.filter((oid) => curveFits(oid, search)) : [];
  const put = (oids: readonly string[], on: boolean) => onChange(withCurves(rows, slot, oids, on));
  const box = (oid: string) => {
    const name = curveName(oid);
    const strange = said && slot.offer?.curves.includes(oid) !== true;
    return (
      <CheckBox
        key={oid}
        label={name}
        checked={chosen.includes(oid)}
        hint={
          <>
            {name === oid ? 'no name is known here' : <Mono>{oid}</Mono>}
            {strange && ', not offered by the CA'}
          </>
        }
        onChange={(on) => put([oid], on)}
      />
    );
  };
  return (
    <>
      {common.map(box)}
      {others.length > 0 && (
        <Fold onToggle={(event) => setOpen(event.currentTarget.open)}>
          <Summary>
            {others.length} more curves, {chosenOthers.length === 0 ? 'none' : chosenOthers.length} chosen
          </Summary>
          <Tools>
            <SearchField live label="Search curves" value={search} onChange={setSearch} />
            <ActionButton onClick={() => put(listed, true)}>Choose all {listed.length} listed</ActionButton>
            <ActionButton onClick={() => put(listed, false)}>Clear all {listed.length} listed</ActionButton>
          </Tools>
          <Columns>{listed.map(box)}</Columns>
          {open && listed.length === 0 && <p>No curve fits.</p>}
        </Fold>
      )}
    </>
  );
}
