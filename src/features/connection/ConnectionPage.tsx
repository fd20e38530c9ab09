import Box from '@mui/material/Box';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { apiAddress, serverAddress, serverClock } from '../../api/client.ts';
import { explain } from '../../api/errors.ts';
import { meQuery, serverQuery, type Me, type ServerInfo } from '../../api/server.ts';
import { session, type SignInKind } from '../../api/session.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Mono } from '../../ui/Mono.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { abilityWords, clockWords } from './connectionWords.ts';

/** Which server this is, what it can do, who I am and what I may do there. */
export default function ConnectionPage(): ReactElement {
  const server = useQuery(serverQuery());
  const me = useQuery(meQuery());
  const client = useQueryClient();
  const { kind } = useSyncExternalStore(session.subscribe, session.snapshot);
  const asking = server.isFetching || me.isFetching;
  const askAgain = async () => {
    await server.refetch();
    await me.refetch();
  };
  return (
    <Page
      title="Connection"
      actions={
        <>
          <ActionButton busy={asking} onClick={() => void askAgain()}>
            {asking ? 'Asking the server …' : 'Ask the server again'}
          </ActionButton>
          {(kind === 'basic' || kind === 'oidc') && (
            <ActionButton onClick={() => void signOut(client)}>Sign out</ActionButton>
          )}
        </>
      }
    >
      <Section id="server" title="Server">
        <Asked what="the server’s version" query={server} />
        <ServerFacts server={server.data} />
      </Section>
      {server.data && (
        <Section id="abilities" title="What this server can do">
          <Facts
            items={abilityWords.map(({ ability, label, yes, no }) => {
              const able = server.data.abilities[ability];
              return {
                label,
                value: <StatusMark kind={able ? 'ok' : 'info'} text={able ? 'Yes' : 'No'} />,
                help: able ? yes : no,
              };
            })}
          />
        </Section>
      )}
      <Section id="me" title="Who I am">
        {/* Without the server's version nothing else can be asked: its failure is shown once, above. */}
        {server.isError ? (
          me.data === undefined && <p>Not known, because the server did not answer.</p>
        ) : (
          <Asked what="your roles and permissions" query={me} />
        )}
        {me.data && <MeFacts me={me.data} kind={kind} />}
      </Section>
      <Section id="app" title="This app">
        <Facts items={[{ label: 'Version', value: __APP_VERSION__, mono: true, copy: __APP_VERSION__ }]} />
      </Section>
    </Page>
  );
}

interface Query {
  isPending: boolean;
  error: Error | null;
  refetch: () => Promise<unknown>;
}

function Asked({ what, query }: { what: string; query: Query }): ReactNode {
  if (query.error !== null) {
    return (
      <Box sx={{ mb: 1 }}>
        <ErrorNotice error={explain(query.error)} onRetry={() => void query.refetch()} />
      </Box>
    );
  }
  return query.isPending ? <Loading what={what} /> : null;
}

function ServerFacts({ server }: { server: ServerInfo | undefined }): ReactElement {
  const clock = clockWords(serverClock().differenceMs);
  const address = serverAddress();
  const api = apiAddress();
  return (
    <>
      <Facts
        items={[
          { label: 'Address', value: address, mono: true, copy: address },
          ...(api === address ? [] : [{ label: 'Address of the API', value: api, mono: true, copy: api }]),
          ...(server === undefined
            ? []
            : [
                {
                  label: 'Version',
                  value: server.version ?? <StatusMark kind="unknown" text="Not known" />,
                  mono: server.version !== null,
                  help: `Found by: ${server.versionSource}`,
                  ...(server.version === null ? {} : { copy: server.version }),
                },
                { label: 'Clock', value: <StatusMark kind={clock.wrong ? 'warning' : 'info'} text={clock.text} /> },
              ]),
        ]}
      />
      {clock.wrong && (
        <Box sx={{ mt: 1 }}>
          <Notice kind="warning" title="The clocks of the server and of this computer differ by more than a minute">
            This app reckons with the server’s clock where it matters, such as the minutes left to deploy. Times of day
            are shown in the zone of this computer. Let an administrator check both clocks.
          </Notice>
        </Box>
      )}
    </>
  );
}

const signedInBy: Record<SignInKind, string> = {
  integrated: 'Signed in by this browser',
  portal: 'Signed in by the session of the Keyfactor portal',
  basic: 'Signed in with user name and password',
  oidc: 'Signed in by your organization’s sign-in service',
  host: 'Signed in by the page around this one',
};

function MeFacts({ me, kind }: { me: Me; kind: SignInKind }): ReactElement {
  return (
    <Facts
      items={[
        {
          label: 'User',
          value: me.name ?? 'Not told by the server',
          mono: me.name !== null,
          help: signedInBy[kind],
        },
        { label: 'Security roles', value: <Names names={me.roles} none="None" /> },
        {
          label: 'Permissions',
          value: <Names names={me.permissions} none="None" mono />,
          help: `Found by: ${me.source}`,
        },
      ]}
    />
  );
}

function Names({
  names,
  none,
  mono = false,
}: {
  names: readonly string[] | null;
  none: string;
  mono?: boolean;
}): ReactElement {
  if (names === null) return <StatusMark kind="unknown" text="Not known" />;
  if (names.length === 0) return <StatusMark kind="warning" text={none} />;
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {[...new Set(names)].map((name) => (
        <li key={name}>{mono ? <Mono>{name}</Mono> : name}</li>
      ))}
    </Box>
  );
}

/**
 * Forgets the credentials and everything that was read with them, also what is on the screen. The page stays: it may be a
 * part of somebody else's.
 */
async function signOut(client: QueryClient): Promise<void> {
  await session.signOut();
  client.removeQueries({ type: 'inactive' });
  await client.resetQueries();
}
