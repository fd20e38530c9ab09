import { Component, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { ActionButton } from './ActionButton.tsx';
import { Notice } from './Notice.tsx';

/** What browsers say when the code of a page is gone: Chromium, Firefox, Safari. */
const missingCode = /dynamically imported module|importing a module script failed|module script|preload CSS/i;

/** Whether an error says that code of this build could not be loaded. */
export const isLostPart = (error: unknown): boolean => error instanceof Error && missingCode.test(error.message);

/** How the page is loaded again. `keeps`: with what was entered. Null when it is on its way, or why it was not done. */
interface LoadAgain {
  keeps: boolean;
  run: () => Promise<string | null>;
}

const plainly: LoadAgain['run'] = () => {
  window.location.reload();
  return Promise.resolve(null);
};

let loadAgain: LoadAgain = { keeps: false, run: plainly };

/** Has the page be loaded again in a way that keeps what was entered. */
export const loadAgainBy = (run: LoadAgain['run']): void => {
  loadAgain = { keeps: true, run };
};

/** In the place of `what`, a part of the page whose code did not come; of all of it when left out. */
export function LostPart({ what }: { what?: string }): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const again = (run: LoadAgain['run']) => void run().then(setProblem);
  return (
    <Notice
      kind="warning"
      title={`${what ?? 'A part of this page'} could not be loaded`}
      actions={
        <>
          <ActionButton kind="primary" onClick={() => again(loadAgain.run)}>
            Load again
          </ActionButton>
          {problem !== null && <ActionButton onClick={() => again(plainly)}>Load again all the same</ActionButton>}
        </>
      }
    >
      A new version may have been installed, or the connection was lost.
      {what !== undefined &&
        (loadAgain.keeps
          ? ' What was entered on this page comes back when it is loaded again, but passwords, keys, certificate requests and what is in a dialog do not.'
          : ' What was entered on this page is lost when it is loaded again.')}
      {problem !== null && <div>{problem} The page was left as it is.</div>}
    </Notice>
  );
}

interface PartBoundaryProps {
  /** Drawn where the code of the children did not come. */
  lost: ReactNode;
  /** Which part it is, where others take its place: of the next one nothing is wrong yet. */
  part?: unknown;
  children: ReactNode;
}

/** Keeps the page around a part that is loaded later, with all that was typed, where that part does not come. */
export class PartBoundary extends Component<PartBoundaryProps, { error: unknown; part: unknown }> {
  override state = { error: null, part: this.props.part };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  static getDerivedStateFromProps({ part }: PartBoundaryProps, state: { part: unknown }) {
    return part === state.part ? null : { error: null, part };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    if (!isLostPart(error)) throw error;
    return this.props.lost;
  }
}
