import { type ReactElement, type ReactNode, useState } from 'react';
import { serverNow } from '../../api/client.ts';
import { asCertificateId } from '../../domain/ids.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Time } from '../../ui/Time.tsx';
import { storesWord } from './deployForm.ts';
import { Buttons, SentItem } from './deployStyle.ts';
import { FollowedList } from './FollowedList.tsx';
import { countText } from './followWords.ts';
import { askedOf, forgetDeployment, type KeptDeployment } from './keptDeployments.ts';
import { useFollowedStores } from './useFollowedStores.ts';

const dayMs = 86_400_000;

interface SentDeploymentProps {
  deployment: KeptDeployment;
  /** What it is called among its like, in one line. */
  label: string;
  heading: ReactNode;
  /** 4 where the list has a heading of its own. */
  level?: 3 | 4;
  /** Asked after by itself when it is of the last day. */
  recentFollows: boolean;
  /** Its stores are shown from the start. */
  opened?: boolean;
}

export const isRemoval = ({ stores }: KeptDeployment): boolean =>
  stores.length > 0 && stores.every(({ action }) => action === 'remove');

/** One item of a list of what was sent from this browser: what became of it, in numbers and store by store. */
export function SentDeployment({
  deployment,
  label,
  heading,
  level = 3,
  recentFollows,
  opened = false,
}: SentDeploymentProps): ReactElement {
  const { certificateId, askedAt, stores, collectionId, containerId } = deployment;
  const [recent] = useState(() => serverNow().getTime() - Date.parse(askedAt) < dayMs);
  // Null: nobody said, so that what goes on or went wrong is open.
  const [wanted, setWanted] = useState<boolean | null>(opened ? true : null);
  const [asking, setAsking] = useState(false);
  const follows = wanted === true || (recent && recentFollows);
  const scope = { collectionId, containerId };
  const followed = useFollowedStores(asCertificateId(certificateId), askedOf(deployment), scope, follows);
  const wrong = followed.stores.some(({ fate }) => fate === 'failed' || fate === 'refused');
  const open = wanted ?? (followed.looked && (!followed.final || wrong));
  const Heading = level === 3 ? 'h3' : 'h4';
  return (
    <SentItem aria-label={label}>
      <Heading>{heading}</Heading>
      <p>
        Sent <Time value={askedAt} />
        {followed.looked ? `: ${countText(followed.stores)}.` : `, ${storesWord(stores.length)}.`}
      </p>
      {open && <FollowedList followed={followed} />}
      <Buttons>
        <ActionButton label={`${open ? 'Hide' : 'Show'} stores of ${label}`} onClick={() => setWanted(!open)}>
          {open ? 'Hide stores' : 'Show stores'}
        </ActionButton>
        <ActionButton
          kind="quiet"
          onClick={() => (followed.looked && followed.final ? forgetDeployment(deployment) : setAsking(true))}
          label={`Remove from this list: ${label}`}
        >
          Remove from this list
        </ActionButton>
      </Buttons>
      <ConfirmDialog
        open={asking}
        title={`Remove ${label} from this list?`}
        confirmLabel="Remove from this list"
        body="As far as this page knows it is not finished. Its jobs go on, but this browser no longer follows them."
        onConfirm={() => forgetDeployment(deployment)}
        onClose={() => setAsking(false)}
      />
    </SentItem>
  );
}
