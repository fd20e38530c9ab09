import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Navigate } from 'react-router';
import { serverQuery } from '../api/server.ts';
import { startPage } from './startPage.ts';
import { useSession } from './useSession.ts';

/** The address without a path: leads on as soon as it is known what the person may use. */
export function Landing(): ReactElement | null {
  const { data, isError } = useQuery(serverQuery());
  const { state } = useSession();
  // Whoever signs in first may be anybody yet.
  if (data === undefined && (!isError || state === 'needed')) return null;
  return <Navigate replace to={startPage(data?.endpoints ?? null)} />;
}
