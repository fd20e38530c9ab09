import { useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { lackedRight, whyNot, type Act } from '../../api/rights.ts';
import { meQuery } from '../../api/server.ts';
import { Notice } from '../../ui/Notice.tsx';
import { WaysOut } from '../../ui/reasonWays.tsx';

const Place = styled('div')({ marginBottom: 16 });

/** What can be done about it comes a moment later. */
const Room = styled('div')({ minHeight: 60 });

interface LookOnlyProps {
  /** The right that is lacked. */
  act: Act;
  /** The document does not exist yet. */
  isNew?: boolean;
}

/** Says that a document can be read and not saved, which permission that takes, and has the rights read again. */
export function LookOnly({ act, isNew = false }: LookOnlyProps): ReactElement {
  const me = useQuery(meQuery()).data;
  const lacked = lackedRight(me, act);
  const reason = whyNot(me, act);
  return (
    <Place>
      <Notice
        kind="info"
        title={`${isNew ? 'You cannot make an enrollment pattern' : 'You can look at this, not change it'}${
          lacked === undefined ? '' : `: saving takes the permission ${lacked}`
        }`}
      >
        {lacked === undefined && <div>{reason?.words}</div>}
        What you try in the fields stays on this page.
        <Room>
          <WaysOut reason={reason} />
        </Room>
      </Notice>
    </Place>
  );
}
