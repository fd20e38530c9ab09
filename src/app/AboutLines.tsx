import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { meQuery, serverQuery } from '../api/server.ts';
import { About } from './shellStyle.ts';
import { useSession } from './useSession.ts';

/** Who I am, as far as the server tells. */
export function AboutMe(): ReactElement | null {
  const { state, userName } = useSession();
  const { data, isPending, isFetching } = useQuery(meQuery());
  if (state === 'unknown' || (isPending && isFetching)) return null;
  const name = data?.name ?? userName;
  // Under cookie sign-in no call of the server names the person; the roles then say most.
  const roles = data?.roles ?? [];
  const known =
    name ??
    (roles.length === 0
      ? 'Signed in'
      : `Signed in with the ${roles.length === 1 ? 'role' : 'roles'} ${roles.join(', ')}`);
  const text = state === 'needed' ? 'Not signed in' : known;
  return <About title={text}>{text}</About>;
}

/** Versions of the server and of this app. */
export function AboutVersions(): ReactElement {
  const { data } = useQuery(serverQuery());
  const server = data && (data.version === null ? 'Server version unknown' : `Server ${data.version}`);
  return (
    <About title={data?.versionSource}>
      {server !== undefined && `${server} · `}App {__APP_VERSION__}
    </About>
  );
}
