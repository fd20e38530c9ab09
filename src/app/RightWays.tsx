import { useQuery, useQueryClient } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import { useState, type ReactElement } from 'react';
import { explain } from '../api/errors.ts';
import { RightReason, tryWithout } from '../api/rights.ts';
import { meQuery } from '../api/server.ts';
import { wasRefused } from '../api/unread.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import type { KnownReason } from '../ui/reasonWays.tsx';

const Words = styled('output')(({ theme }) => ({ display: 'block', color: theme.palette.text.secondary }));
const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 8 });

/**
 * What can be done about a right that seems to be missing: to have the rights told again, which may have been given
 * meanwhile, and where only their list speaks against an act, to have the server decide.
 */
export default function RightWays({ reason }: { reason: KnownReason }): ReactElement | null {
  const client = useQueryClient();
  const { isFetching, refetch } = useQuery(meQuery());
  const [asked, setAsked] = useState<{ error: unknown; reason: string } | null>(null);
  if (!(reason instanceof RightReason)) return null;
  const { tries, words } = reason;
  const again = async (): Promise<void> => {
    const { error } = await refetch();
    // What may be read by now shows.
    if (error === null) void client.invalidateQueries({ predicate: ({ state }) => wasRefused(state) });
    setAsked({ error, reason: words });
  };
  return (
    <>
      {tries !== null && <Words as="div">The list of your permissions says so. The server decides when you act.</Words>}
      <Words>
        {asked?.reason === words &&
          !isFetching &&
          (asked.error === null
            ? 'Asked again: it is as before.'
            : `Asked again, without an answer: ${explain(asked.error).summary}`)}
      </Words>
      <Buttons>
        <ActionButton busy={isFetching} onClick={() => void again()}>
          Check my permissions again
        </ActionButton>
        {tries !== null && <ActionButton onClick={() => tryWithout(client, tries)}>Try anyway</ActionButton>}
      </Buttons>
    </>
  );
}
