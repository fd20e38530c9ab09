import { styled } from '@mui/material/styles';
import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { serverNow } from '../../api/client.ts';
import { asCertificateId } from '../../domain/ids.ts';
import { forgetDeployment, type KeptDeployment, type KeptStore } from '../deploy/keptDeployments.ts';
import { paths } from '../../paths.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Section } from '../../ui/Section.tsx';
import { Time } from '../../ui/Time.tsx';
import type { Asked } from '../deploy/askedStores.ts';
import { storesWord } from '../deploy/deployForm.ts';
import { FollowedList } from '../deploy/FollowedList.tsx';
import { countText } from '../deploy/followWords.ts';
import { useFollowedStores } from '../deploy/useFollowedStores.ts';

const List = styled('ul')({ listStyle: 'none', margin: 0, padding: 0 });
const Item = styled('li')(({ theme }) => ({
  padding: '12px 0',
  borderTop: `1px solid ${theme.palette.divider}`,
  '&:first-of-type': { borderTop: 0, paddingTop: 0 },
  '& h3': { margin: 0, fontSize: '1rem', lineHeight: '24px', overflowWrap: 'anywhere' },
  '& p': { margin: '4px 0' },
}));
const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8, marginTop: 4 });

const dayMs = 86_400_000;
/** As many are asked after without being opened. */
const mostByThemselves = 10;

interface DeploymentsProps {
  /** Those of this server and person, newest first. */
  deployments: readonly KeptDeployment[];
}

/** What was sent to stores from this browser, followed until the inventories show it. */
export function Deployments({ deployments }: DeploymentsProps): ReactElement {
  return (
    <Section
      id="deployments"
      title="Sent to stores"
      count={deployments.length}
      hint="Those of the last day are asked after by themselves, older ones once they are opened."
    >
      <List aria-label="Sent to stores">
        {deployments.map((deployment, at) => (
          <Deployment
            key={`${deployment.askedAt} ${deployment.certificateId}`}
            deployment={deployment}
            first={at < mostByThemselves}
          />
        ))}
      </List>
    </Section>
  );
}

const asAsked = ({ action, accepted, jobId, startsAt, ...store }: KeptStore, askedAt: string): Asked => ({
  store,
  action,
  askedAt,
  accepted,
  jobId,
  startsAt,
});

function Deployment({ deployment, first }: { deployment: KeptDeployment; first: boolean }): ReactElement {
  const { certificateId, commonName, askedAt, stores, collectionId, containerId } = deployment;
  const scope = { collectionId, containerId };
  const [recent] = useState(() => serverNow().getTime() - Date.parse(askedAt) < dayMs);
  // Null: nobody said, so that what goes on or went wrong is open.
  const [wanted, setWanted] = useState<boolean | null>(null);
  const follows = wanted === true || (recent && first);
  const all = stores.map((store) => asAsked(store, askedAt));
  const followed = useFollowedStores(asCertificateId(certificateId), all, scope, follows);
  const wrong = followed.stores.some(({ fate }) => fate === 'failed' || fate === 'refused');
  const open = wanted ?? (followed.looked && (!followed.final || wrong));
  const name = commonName || `certificate ${certificateId}`;
  const removal = stores.length > 0 && stores.every(({ action }) => action === 'remove');
  return (
    <Item aria-label={name}>
      <h3>
        <Link to={paths.certificate(certificateId, scope)}>{name}</Link>{' '}
        <small>{removal ? 'Removal' : 'Deployment'}</small>
      </h3>
      <p>
        Sent <Time value={askedAt} />
        {followed.looked ? `: ${countText(followed.stores)}.` : `, ${storesWord(stores.length)}.`}
      </p>
      {open && <FollowedList followed={followed} />}
      <Buttons>
        <ActionButton label={`${open ? 'Hide' : 'Show'} the stores of ${name}`} onClick={() => setWanted(!open)}>
          {open ? 'Hide stores' : 'Show stores'}
        </ActionButton>
        <ActionButton
          kind="quiet"
          onClick={() => forgetDeployment(deployment)}
          label={`Remove ${name} from the list of what was sent`}
        >
          Remove from this list
        </ActionButton>
      </Buttons>
    </Item>
  );
}
