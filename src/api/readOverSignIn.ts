import { ApiError } from './errors.ts';
import { session } from './session.ts';

/** Resolves once the server has accepted a sign-in; at once where none is needed. */
function signedIn(): Promise<void> {
  return new Promise((resolve) => {
    let stop = () => {};
    const look = (): void => {
      if (session.snapshot().state === 'needed') return;
      stop();
      resolve();
    };
    stop = session.subscribe(look);
    look();
  });
}

/**
 * Runs the read of an act, and once more when signing in has to come first: until then nothing can be changed, as the
 * question lies over the page. Queries are read again by themselves. Never for a write.
 * @returns what `read` gives; rejects with what it rejects with
 */
export async function readOverSignIn<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ApiError) || error.kind !== 'http' || error.status !== 401) throw error;
    await signedIn();
    return read();
  }
}
