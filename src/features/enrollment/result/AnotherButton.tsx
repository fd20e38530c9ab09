import { useState, type ReactElement } from 'react';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import type { Loss } from './pfxLoss.ts';

interface AnotherButtonProps {
  onAnother: () => void;
  /** What the page holds that is nowhere else, in the words of its leave guard; null where nothing is lost. */
  loss: Loss | null;
}

/** Starts a new enrollment, which drops this one: asks where something would be lost. */
export function AnotherButton({ onAnother, loss }: AnotherButtonProps): ReactElement {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <ActionButton onClick={() => (loss ? setAsking(true) : onAnother())}>Enroll another</ActionButton>
      {loss && (
        <ConfirmDialog
          open={asking}
          danger
          title={loss.title}
          body={loss.text}
          confirmLabel={loss.leaveLabel}
          cancelLabel="Stay"
          onConfirm={onAnother}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
