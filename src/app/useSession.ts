import { useSyncExternalStore } from 'react';
import { session } from '../api/session.ts';
import type { SessionSnapshot } from '../api/session.ts';

const subscribe = (listener: () => void) => session.subscribe(listener);
const snapshot = () => session.snapshot();

/** Whether and as whom this tab is signed in. */
export const useSession = (): SessionSnapshot => useSyncExternalStore(subscribe, snapshot);
