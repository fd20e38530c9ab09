import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { serverQuery } from '../api/server.ts';
import { startPage } from './startPage.ts';
import { useSession } from './useSession.ts';

export interface LandingProps {
  /** Whether the app still is at the place with this key, and not on its way from there. */
  isAt: (key: string) => boolean;
}

/** The address without a path: leads on as soon as it is known what the person may use, unless a host has led elsewhere. */
export function Landing({ isAt }: LandingProps): null {
  const { data, isError } = useQuery(serverQuery());
  const { state } = useSession();
  const { key } = useLocation();
  const navigate = useNavigate();
  // Whoever signs in first may be anybody yet.
  const known = data !== undefined || (isError && state !== 'needed');
  const to = known ? startPage(data?.endpoints ?? null) : null;
  useEffect(() => {
    if (to !== null && isAt(key)) void navigate(to, { replace: true });
  }, [to, key, isAt, navigate]);
  return null;
}
