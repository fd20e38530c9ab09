import { styled } from '@mui/material/styles';
import { memo, type ReactElement } from 'react';
import { useController } from 'react-hook-form';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { RemoveIcon } from '../../ui/icons.tsx';
import { MiddleCut } from '../../ui/MiddleCut.tsx';
import { Mono } from '../../ui/Mono.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';

const Line = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 6fr) auto',
  gap: '2px 12px',
  alignItems: 'start',
  '@media (max-width: 600px)': { gridTemplateColumns: 'minmax(0, 1fr) auto', '& .chosen': { gridRow: 2 } },
});
const Words = styled('div')({ minWidth: 0, padding: '5px 0', overflowWrap: 'anywhere' });
const Quiet = styled('div')(({ theme }) => ({ color: theme.palette.text.secondary }));
const Tools = styled('div')({ display: 'flex', gap: 4 });

interface PlanRowProps {
  storeId: string;
  displayName: string;
  machine: string;
  path: string;
  alias: string;
  unnamed: string;
  more: string;
  missing: string;
  warning: string;
  /** Path of the field to go to when something is missing; empty where nothing is. */
  wanted: string;
  /** It was closed a moment ago, and its button has the focus now. */
  takesFocus: boolean;
  onEdit: (storeId: string) => void;
  onRemove: (storeId: string) => void;
}

// The button that closed the editor has gone with it.
const focusEdit = (tools: HTMLElement | null): void => tools?.querySelector('button')?.focus();

/** A planned store as text: hundreds of them stay as they are while one is typed in. */
export const PlanRow = memo(function PlanRow(props: PlanRowProps): ReactElement {
  const { storeId, displayName, machine, path, alias, unnamed, more, missing, warning, wanted } = props;
  const { takesFocus, onEdit, onRemove } = props;
  return (
    <Line>
      <Words>
        <div>{machine}</div>
        <Mono>
          <MiddleCut text={path} />
        </Mono>
      </Words>
      <Words className="chosen">
        {alias === '' ? <Quiet>{unnamed}</Quiet> : <Mono>{alias}</Mono>}
        {more !== '' && <Quiet>{more}</Quiet>}
        {missing !== '' && (
          <div>
            <StatusMark kind="warning" text={missing} />
          </div>
        )}
        {warning !== '' && (
          <div>
            <StatusMark kind="warning" text={warning} />
          </div>
        )}
      </Words>
      <Tools ref={takesFocus ? focusEdit : undefined}>
        {wanted !== '' && <Wanted path={wanted} onWanted={() => onEdit(storeId)} />}
        <ActionButton onClick={() => onEdit(storeId)} label={`Edit ${displayName}`}>
          Edit
        </ActionButton>
        <ActionButton kind="quiet" onClick={() => onRemove(storeId)} label={`Remove from the plan: ${displayName}`}>
          <RemoveIcon size={16} />
        </ActionButton>
      </Tools>
    </Line>
  );
});

/** Stands for a field that is not drawn: the form's focus on an error opens the row. */
function Wanted({ path, onWanted }: { path: string; onWanted: () => void }): ReactElement {
  const { field } = useController({ name: path });
  return <span ref={(place) => field.ref(place && { focus: onWanted })} />;
}
