import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useState, useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { explain } from '../../api/errors.ts';
import { checkSignIn } from '../../api/server.ts';
import { session } from '../../api/session.ts';
import { Form } from '../../form/Form.tsx';
import { SecretField } from '../../form/SecretField.tsx';
import { TextField } from '../../form/TextField.tsx';
import { anythingToLose } from '../../host.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice, type Explained } from '../../ui/ErrorNotice.tsx';
import { leaveToReturn } from './leaveToReturn.ts';
import { signInSchema, type SignInValues } from './signInForm.ts';

/**
 * Asks to sign in while the session needs it, over whatever page is there: the page stays as it is, with all that was
 * typed. It closes by itself when the server accepts.
 */
export function SignInDialog(): ReactElement {
  const { state, kind } = useSyncExternalStore(session.subscribe, session.snapshot);
  const titleId = useId();
  return (
    <Dialog open={state === 'needed'} aria-labelledby={titleId} fullWidth maxWidth="xs">
      <Box sx={{ px: 2.5, py: 2 }}>
        <Typography id={titleId} component="h2" variant="h6" sx={{ mb: 1 }}>
          {kind === 'basic' ? 'Sign in to Keyfactor Command' : 'You are not signed in'}
        </Typography>
        {kind === 'basic' && <BasicSignIn />}
        {(kind === 'integrated' || kind === 'portal') && <SignInElsewhere portal={kind === 'portal'} />}
        {kind === 'oidc' && <SignInByWindow />}
        {kind === 'host' && <SignInByHost />}
      </Box>
    </Dialog>
  );
}

/** Asks the server about the present attempt. The error is the session's own sentence when the sign-in was refused. */
function useCheck(): { check: (onFailure?: () => void) => void; busy: boolean; error: Explained | null } {
  const { problem } = useSyncExternalStore(session.subscribe, session.snapshot);
  const { mutate, isPending, error } = useMutation({
    mutationFn: checkSignIn,
    // Neither waits for the browser to think that it is online, nor keeps anything when the dialog goes.
    networkMode: 'always',
    retry: false,
    gcTime: 0,
  });
  const explained = error === null ? null : explain(error);
  return {
    check: (onFailure) => mutate(undefined, { onError: () => onFailure?.() }),
    busy: isPending,
    error: isPending ? null : problem === null ? explained : { ...explained, summary: problem },
  };
}

function BasicSignIn(): ReactElement {
  const form = useForm<SignInValues>({
    resolver: zodResolver(signInSchema),
    defaultValues: { user: session.snapshot().userName ?? '', password: '' },
  });
  const { check, busy, error } = useCheck();
  const { setFocus, resetField, getValues } = form;
  useEffect(() => setFocus(getValues('user') === '' ? 'user' : 'password'), [setFocus, getValues]);

  const submit = form.handleSubmit(({ user, password }) => {
    if (busy) return;
    session.signIn(user, password);
    check(() => {
      resetField('password');
      setFocus('password');
    });
  });
  return (
    <Form form={form} onSubmit={submit} label="Sign in">
      <TextField
        name="user"
        label="User name"
        required
        autoComplete="username"
        help="With the domain where there is one: DOMAIN\user"
      />
      <SecretField name="password" label="Password" required autoComplete="current-password" />
      <Failure error={error} />
      <ActionButton type="submit" kind="primary" busy={busy}>
        {busy ? 'Signing in …' : 'Sign in'}
      </ActionButton>
    </Form>
  );
}

function Failure({ error }: { error: Explained | null }): ReactElement | null {
  return (
    error && (
      <Box sx={{ mb: 1.5 }}>
        <ErrorNotice error={error} />
      </Box>
    )
  );
}

function SignInElsewhere({ portal }: { portal: boolean }): ReactElement {
  const { check, busy, error } = useCheck();
  return (
    <>
      <Typography sx={{ mb: 1.5 }}>
        {portal
          ? 'The session of the Keyfactor portal has ended, or there was none. Sign in to the portal in another tab, then try again. What you typed on this page is kept.'
          : 'The session has ended, or the server does not accept the sign-in of this browser. Sign in where you usually do, for example in another tab, then try again. What you typed on this page is kept.'}
      </Typography>
      <Failure error={error} />
      <ActionButton
        kind="primary"
        busy={busy}
        onClick={() => {
          session.tryAgain();
          check();
        }}
      >
        {busy ? 'Trying …' : 'Try again'}
      </ActionButton>
    </>
  );
}

/** Asks for a token by a press, then the server whether it accepts it. */
function useTokenSignIn() {
  const { problem } = useSyncExternalStore(session.subscribe, session.snapshot);
  const { check, busy, error } = useCheck();
  const [asking, setAsking] = useState(0);
  const ask = async () => {
    setAsking((windows) => windows + 1);
    const got = await session.askPerson();
    setAsking((windows) => windows - 1);
    if (got) check();
  };
  return {
    ask: () => void ask(),
    asking: asking > 0,
    busy,
    error: problem === null || busy ? error : { summary: problem },
  };
}

/** Leaves this page for the sign-in service, with what was entered kept for the way back. */
async function leaveWith(leave: () => Promise<void>): Promise<void> {
  if (await leaveToReturn(leave)) return;
  throw new Error('The browser cannot keep what you entered, so this page was not left. Allow a window to open.');
}

/** By the page of an OpenID provider, in a window beside this page. */
function SignInByWindow(): ReactElement {
  const { ask, asking, busy, error } = useTokenSignIn();
  const here = session.signInHere();
  const leave = useMutation({ mutationFn: async () => here && leaveWith(here), networkMode: 'always', gcTime: 0 });
  const shown = leave.error instanceof Error ? { summary: leave.error.message } : error;
  return (
    <>
      <Typography sx={{ mb: 1.5 }}>
        Your organization’s sign-in opens in a window of its own. This page stays as it is, with what you typed.
      </Typography>
      <Failure error={shown} />
      {asking && (
        <Typography sx={{ mb: 1.5 }}>Finish in the window that opened, or press again for a new one.</Typography>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <ActionButton kind="primary" busy={busy} onClick={ask}>
          {busy ? 'Signing in …' : 'Sign in'}
        </ActionButton>
        {here !== null && shown !== null && (
          <ActionButton busy={leave.isPending} onClick={() => leave.mutate()}>
            {anythingToLose() ? 'Leave this page to sign in' : 'Sign in in this window'}
          </ActionButton>
        )}
      </Box>
      {here !== null && shown !== null && anythingToLose() && (
        <Typography variant="body2" sx={{ mt: 1 }}>
          Where no window can open: leaving comes back here with what you entered on the page. Passwords, keys,
          certificate requests and what is in a dialog are lost.
        </Typography>
      )}
    </>
  );
}

/** By the page that shows this app. */
function SignInByHost(): ReactElement {
  const { ask, asking, busy, error } = useTokenSignIn();
  const waiting = asking || busy;
  return (
    <>
      <Typography sx={{ mb: 1.5 }}>
        The page around this one signs you in. Sign in there if it asks you to. What you typed here is kept.
      </Typography>
      <Failure error={waiting ? null : error} />
      <ActionButton kind="primary" busy={waiting} onClick={ask}>
        {waiting ? 'Asking …' : 'Ask again'}
      </ActionButton>
    </>
  );
}
