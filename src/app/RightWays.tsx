import { useQuery, useQueryClient } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import { useState, type ReactElement } from 'react';
import { groundOf, tryWithout } from '../api/rights.ts';
import { meQuery } from '../api/server.ts';
import { ActionButton } from '../ui/ActionButton.tsx';

const Words = styled('output')(({ theme }) => ({ display: 'block', color: theme.palette.text.secondary }));
const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 8 });

/**
 * What can be done about a right that seems to be missing: to have the rights told again, which may have been given
 * meanwhile, and where only their list speaks against an act, to have the server decide.
 */
export default function RightWays({ reason }: { reason: string }): ReactElement | null {
  const client = useQueryClient();
  const { data: me, isFetching, refetch } = useQuery(meQuery());
  const [asked, setAsked] = useState(false);
  const ground = groundOf(me, reason);
  if (!ground) return null;
  const again = async (): Promise<void> => {
    await refetch();
    setAsked(true);
  };
  return (
    <>
      {ground.kind === 'guessed' && (
        <Words as="div">The list of your permissions says so. The server decides when you act.</Words>
      )}
      <Words>{asked && !isFetching && 'Asked again: it is as before.'}</Words>
      <Buttons>
        <ActionButton busy={isFetching} onClick={() => void again()}>
          Check my permissions again
        </ActionButton>
        {ground.kind === 'guessed' && (
          <ActionButton onClick={() => tryWithout(client, ground.permission)}>Try anyway</ActionButton>
        )}
      </Buttons>
    </>
  );
}
