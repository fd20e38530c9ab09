import { useState, type ReactElement } from 'react';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Facts, type Fact } from '../../../ui/Facts.tsx';
import { Mono } from '../../../ui/Mono.tsx';

/** The password of a request as a fact. */
export function passwordFact(password: string, generated: boolean): Fact {
  return {
    label: 'Password',
    value: <Password password={password} generated={generated} />,
    help: 'Shown here and nowhere else: the server does not give it out again.',
  };
}

/** A generated password is shown, as nobody has seen it yet; one's own stays masked until asked for. */
function Password({ password, generated }: { password: string; generated: boolean }): ReactElement {
  const [shown, setShown] = useState(generated);
  return (
    <>
      <Mono>{shown ? password : '•'.repeat(12)}</Mono>
      <CopyButton text={password} label="Copy password" />
      {!shown && (
        <ActionButton kind="quiet" onClick={() => setShown(true)}>
          Show password
        </ActionButton>
      )}
    </>
  );
}

/** The password of a request from which no file has come. */
export function PasswordSection({ password, generated }: { password: string; generated: boolean }): ReactElement {
  return (
    <section aria-label="Password">
      <h2>Password</h2>
      <Facts items={[passwordFact(password, generated)]} />
    </section>
  );
}
