import type { ReactElement } from 'react';
import type { Enrolled } from '../../../api/enrollment.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { Facts, type Fact } from '../../../ui/Facts.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import type { Ended } from '../enrollOnce.ts';
import type { SentRequest } from '../sent.ts';
import { AskedFor } from './AskedFor.tsx';
import { SaveReceipt } from './SaveReceipt.tsx';

interface RefusedProps {
  outcome: Extract<Ended<SentRequest, Enrolled>, { kind: 'refused' }>;
  onChange: () => void;
  /** The button that starts a new enrollment. */
  another: ReactElement;
}

/** The server did not carry the request out: its words, and the way back to what was entered. */
export function Refused({ outcome, onChange, another }: RefusedProps): ReactElement {
  const { error } = outcome;
  const copied = (label: string, value: string | undefined): Fact[] =>
    value === undefined ? [] : [{ label, value, copy: value, mono: true }];
  const said = error.serverWords === undefined ? [] : [{ label: 'The server says', value: error.serverWords }];
  return (
    <>
      <Notice
        kind="error"
        title="Refused: no certificate was issued"
        actions={
          <>
            <ActionButton kind="primary" onClick={onChange}>
              Change the request
            </ActionButton>
            <SaveReceipt outcome={outcome} />
            {another}
          </>
        }
      >
        <p>
          {error.summary} Correct what it names, or give the correlation id to whoever runs the server. What you entered
          is still there, except for secrets: passwords and private keys have to be given again.
        </p>
        <Facts
          items={[
            ...said,
            ...(error.reasons ?? []).map((reason, at) => ({ label: `Reason ${at + 1}`, value: reason })),
            ...copied('Code', error.code),
            ...copied('Correlation id', error.correlationId),
          ]}
        />
      </Notice>
      <AskedFor outcome={outcome} />
    </>
  );
}
