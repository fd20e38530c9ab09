import { styled } from '@mui/material/styles';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { ReactElement } from 'react';
import { serverAddress } from '../../api/client.ts';
import { explain } from '../../api/errors.ts';
import { type Store, storesByIdQuery } from '../../api/stores.ts';
import { InputBox } from '../../form/inputStyle.ts';
import { useKept } from '../../kept.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { formatCount } from '../../ui/numbers.ts';
import { storesWord } from './deployForm.ts';
import {
  deleteSelection,
  keptSelections,
  saveSelection,
  selectionNamed,
  type StoreSelection,
} from './savedSelections.ts';

const Frame = styled('section')(({ theme }) => ({
  margin: '0 0 12px',
  padding: '8px 12px',
  border: `1px solid ${theme.palette.divider}`,
  borderRadius: 'calc(var(--radius) * 1.5)',
  backgroundColor: theme.palette.background.paper,
  '& ul': { listStyle: 'none', margin: 0, padding: 0 },
  '& li, & .save': { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px', minHeight: 40 },
  '& .name': { flex: '1 1 160px', minWidth: 0, overflowWrap: 'anywhere' },
  '& .quiet': { color: theme.palette.text.secondary },
  '& h4': { margin: 0, fontSize: 'inherit', fontWeight: 600 },
}));

interface SavedSelectionsProps {
  /** Ids of the stores in the plan. */
  chosen: readonly string[];
  /** Why nothing can be added now. */
  waiting: string | undefined;
  /** Told the stores of a selection that are not in the plan yet and can be read, and how many it names besides the plan's. */
  onLoad: (stores: readonly Store[], asked: { named: number; inPlan: number }) => void;
}

/** Selections of stores that this browser keeps: save the plan's, add one to the plan, delete one. */
export default function SavedSelections({ chosen, waiting, onLoad }: SavedSelectionsProps): ReactElement {
  const client = useQueryClient();
  const headingId = useId();
  const server = serverAddress();
  const { selections } = useKept(keptSelections);
  const [name, setName] = useState('');
  const [deleted, setDeleted] = useState<StoreSelection | null>(null);
  const mine = selections.filter((each) => each.server === server);
  const known = selectionNamed(selections, server, name);
  const load = useMutation({
    mutationFn: async ({ storeIds }: StoreSelection) => {
      const wanted = storeIds.filter((id) => !chosen.includes(id));
      const stores = await client.fetchQuery(storesByIdQuery(wanted));
      return { stores, asked: { named: wanted.length, inPlan: storeIds.length - wanted.length } };
    },
    onSuccess: ({ stores, asked }) => onLoad(stores, asked),
    retry: false,
    gcTime: 0,
  });
  const problem =
    chosen.length === 0 ? 'The plan has no stores yet.' : name.trim() === '' ? 'Type a name first.' : undefined;
  const save = () => {
    if (problem !== undefined) return;
    saveSelection({ server, name: name.trim(), storeIds: chosen });
    setName('');
    setDeleted(null);
  };
  return (
    <Frame aria-labelledby={headingId}>
      <h4 id={headingId}>Saved selections</h4>
      {mine.length === 0 && <p className="quiet">None yet. They stay on this browser, and hold no secrets.</p>}
      <ul>
        {mine.map((selection) => (
          <li key={selection.name}>
            <span className="name">
              {selection.name} <span className="quiet">{storesWord(selection.storeIds.length)}</span>
            </span>
            <ActionButton
              label={`Add to the plan: ${selection.name}`}
              busy={load.isPending && load.variables.name === selection.name}
              disabledReason={waiting ?? (load.isPending ? 'Wait for the stores.' : undefined)}
              onClick={() => load.mutate(selection)}
            >
              Add to the plan
            </ActionButton>
            <ActionButton
              kind="quiet"
              label={`Delete ${selection.name}`}
              onClick={() => {
                deleteSelection(selection);
                setDeleted(selection);
              }}
            >
              Delete
            </ActionButton>
          </li>
        ))}
      </ul>
      <output>
        {deleted && (
          <span className="save">
            {deleted.name} was deleted.
            <ActionButton
              kind="quiet"
              onClick={() => {
                saveSelection(deleted);
                setDeleted(null);
              }}
            >
              Undo
            </ActionButton>
          </span>
        )}
      </output>
      {load.isError && <ErrorNotice error={explain(load.error)} />}
      <div className="save">
        <InputBox style={{ flex: '1 1 160px', maxWidth: 320 }}>
          <input
            type="text"
            aria-label="Name of the selection"
            placeholder="Name of the selection"
            autoComplete="off"
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              // The form around it would be submitted.
              event.preventDefault();
              save();
            }}
          />
        </InputBox>
        <ActionButton disabledReason={problem} onClick={save}>
          {known === undefined
            ? `Save the ${formatCount(chosen.length)} of the plan`
            : `Replace it with the ${formatCount(chosen.length)} of the plan`}
        </ActionButton>
      </div>
    </Frame>
  );
}
