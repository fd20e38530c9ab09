import { zodResolver } from '@hookform/resolvers/zod';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { explain } from '../../api/errors.ts';
import { checkSignIn } from '../../api/server.ts';
import { session } from '../../api/session.ts';
import { Form } from '../../form/Form.tsx';
import { SecretField } from '../../form/SecretField.tsx';
import { TextField } from '../../form/TextField.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice, type Explained } from '../../ui/ErrorNotice.tsx';
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
        {kind === 'basic' ? <BasicSignIn /> : <IntegratedSignIn />}
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
      {error && (
        <Box sx={{ mb: 1.5 }}>
          <ErrorNotice error={error} />
        </Box>
      )}
      <ActionButton type="submit" kind="primary" busy={busy}>
        {busy ? 'Signing in …' : 'Sign in'}
      </ActionButton>
    </Form>
  );
}

function IntegratedSignIn(): ReactElement {
  const { check, busy, error } = useCheck();
  return (
    <>
      <Typography sx={{ mb: 1.5 }}>
        The session has ended, or the server does not accept the sign-in of this browser. Sign in where you usually do,
        for example in another tab, then try again. What you typed on this page is kept.
      </Typography>
      {error && (
        <Box sx={{ mb: 1.5 }}>
          <ErrorNotice error={error} />
        </Box>
      )}
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
