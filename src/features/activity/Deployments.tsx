import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { paths } from '../../paths.ts';
import { Section } from '../../ui/Section.tsx';
import { SentList } from '../deploy/deployStyle.ts';
import type { KeptDeployment } from '../deploy/keptDeployments.ts';
import { isRemoval, SentDeployment } from '../deploy/SentDeployment.tsx';

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
      <SentList aria-label="Sent to stores">
        {deployments.map((deployment, at) => (
          <Deployment
            key={`${deployment.askedAt} ${deployment.certificateId}`}
            deployment={deployment}
            recentFollows={at < mostByThemselves}
          />
        ))}
      </SentList>
    </Section>
  );
}

function Deployment(props: { deployment: KeptDeployment; recentFollows: boolean }): ReactElement {
  const { certificateId, commonName, collectionId, containerId } = props.deployment;
  const name = commonName || `certificate ${certificateId}`;
  return (
    <SentDeployment
      {...props}
      label={name}
      heading={
        <>
          <Link to={paths.certificate(certificateId, { collectionId, containerId })}>{name}</Link>{' '}
          <small>{isRemoval(props.deployment) ? 'Removal' : 'Deployment'}</small>
        </>
      }
    />
  );
}
