import type { ReactElement } from 'react';
import { serverNow } from '../../api/client.ts';
import { certificateState, type StateFacts } from '../../domain/certificateState.ts';
import { StatusMark } from '../../ui/StatusMark.tsx';

/** The state of a certificate now, by the server's clock. */
export const stateNow = (facts: StateFacts) => certificateState(facts, serverNow().getTime());

/** A certificate's state as icon and word. */
export function StateMark({ facts }: { facts: StateFacts }): ReactElement {
  const { kind, word } = stateNow(facts);
  return <StatusMark kind={kind} text={word} />;
}
