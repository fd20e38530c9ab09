import { useState, type ReactElement } from 'react';
import { CheckBox } from '../../../form/CheckBox.tsx';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Facts, type Fact } from '../../../ui/Facts.tsx';
import { Mono } from '../../../ui/Mono.tsx';

/** The password of a request on the page of its result. */
export interface PagePassword {
  /** Null: the server was to make it, and its answer was lost. */
  text: string | null;
  /** It was made on the page or by the server: nobody has seen it yet. */
  onlyHere: boolean;
  /** It was copied, or somebody said that they have it. */
  held: boolean;
  onHeld: (held: boolean) => void;
}

/**
 * The password of a request as a fact.
 * @param use what it is good for where no file came that it opens
 */
export function passwordFact(password: PagePassword, use = ''): Fact {
  if (password.text === null) {
    return {
      label: 'Password',
      value: 'not known',
      help: 'The server was to make it, and tells it with the certificate only.',
    };
  }
  return {
    label: 'Password',
    value: <Password {...password} text={password.text} />,
    help: `${use} Shown here and nowhere else: the server does not give it out again.`.trim(),
  };
}

/** One that nobody has seen yet is shown; one's own stays masked until asked for. */
function Password({ text, onlyHere, onHeld }: PagePassword & { text: string }): ReactElement {
  const [shown, setShown] = useState(onlyHere);
  return (
    <>
      <Mono>{shown ? text : '•'.repeat(12)}</Mono>
      <CopyButton text={text} label="Copy password" onCopied={() => onHeld(true)} />
      {!shown && (
        <ActionButton kind="quiet" onClick={() => setShown(true)}>
          Show password
        </ActionButton>
      )}
    </>
  );
}

/** Asked below a password that only the page shows; copying it answers, too. */
export function PasswordHeld({ password }: { password: PagePassword }): ReactElement | null {
  const { onlyHere, held, onHeld } = password;
  if (!onlyHere) return null;
  return <CheckBox label="I have the password" checked={held} onChange={onHeld} />;
}

/** The password of a request from which no file has come. */
export function PasswordSection({ password, use }: { password: PagePassword; use?: string }): ReactElement {
  return (
    <section aria-label="Password">
      <h2>Password</h2>
      <Facts items={[passwordFact(password, use)]} />
      <PasswordHeld password={password} />
    </section>
  );
}
