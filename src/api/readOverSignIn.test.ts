import { beforeEach, expect, test } from 'vitest';
import { ApiError } from './errors.ts';
import { readOverSignIn } from './readOverSignIn.ts';
import { session } from './session.ts';

const refusal = (status: number) => new ApiError({ kind: 'http', status });

/** A read that fails with these first, and then succeeds; counted. */
function failing(...errors: Error[]) {
  const run = {
    times: 0,
    read: () => {
      const error = errors[run.times];
      run.times += 1;
      return error === undefined ? Promise.resolve('read') : Promise.reject(error);
    },
  };
  return run;
}

beforeEach(() => session.configure('basic'));

test('a read that met the end of the sign-in waits for the next one, and is run once more', async () => {
  const run = failing(refusal(401));
  const answer = readOverSignIn(run.read);
  await Promise.resolve();
  expect(run.times).toBe(1);
  session.signIn('admin', 'any');
  session.accepted(session.attempt());
  expect(await answer).toBe('read');
  expect(run.times).toBe(2);
});

test('what is refused for another reason, or again, is told', async () => {
  const run = failing(refusal(403));
  await expect(readOverSignIn(run.read)).rejects.toMatchObject({ status: 403 });
  expect(run.times).toBe(1);
  session.configure('integrated');
  await expect(readOverSignIn(failing(refusal(401), refusal(401)).read)).rejects.toMatchObject({ status: 401 });
});
