import { useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { lackedRight, whyNot, type Act } from '../../api/rights.ts';
import { meQuery } from '../../api/server.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Notice } from '../../ui/Notice.tsx';

const Place = styled('div')({ marginBottom: 16 });

interface LookOnlyProps {
  /** The right that is lacked. */
  act: Act;
  /** The document does not exist yet. */
  isNew?: boolean;
}

/** Says that a document can be read and not saved, which permission that takes, and has the rights read again. */
export function LookOnly({ act, isNew = false }: LookOnlyProps): ReactElement {
  const me = useQuery(meQuery());
  const lacked = lackedRight(me.data, act);
  return (
    <Place>
      <Notice
        kind="info"
        title={`${isNew ? 'You cannot make an enrollment pattern' : 'You can look at this, not change it'}${
          lacked === undefined ? '' : `: saving takes the permission ${lacked}`
        }`}
        actions={<ReadRights />}
      >
        {lacked === undefined && <div>{whyNot(me.data, act)}</div>}
        What you try in the fields stays on this page.
      </Notice>
    </Place>
  );
}

/** Has the server tell the rights again: they may have been given meanwhile. */
export function ReadRights(): ReactElement {
  const { isFetching, refetch } = useQuery(meQuery());
  return (
    <ActionButton busy={isFetching} onClick={() => void refetch()}>
      Check my permissions again
    </ActionButton>
  );
}
