import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { lackedRight } from '../../api/certificateRights.ts';
import type { CertificateDetails } from '../../api/certificates.ts';
import { availableRenewalQuery } from '../../api/renewals.ts';
import { meQuery } from '../../api/server.ts';
import type { Scope } from '../../domain/scope.ts';
import { paths, scopeToUrl } from '../../paths.ts';
import { ActionButton, ActionLink } from '../../ui/ActionButton.tsx';
import { stateNow } from './StateMark.tsx';

interface CertificateActionsProps {
  record: CertificateDetails;
  scope: Scope;
  onRevoke: () => void;
  onUnhold: () => void;
}

/** What can be done with the certificate as a whole. What one may not do is in sight and says which permission it takes. */
export function CertificateActions({ record, scope, onRevoke, onUnhold }: CertificateActionsProps): ReactElement {
  const { certificateId } = record;
  const me = useQuery(meQuery()).data;
  const renewal = useQuery(availableRenewalQuery(certificateId, scope)).data;
  const lacks = (act: Parameters<typeof lackedRight>[1]) => {
    const lacked = lackedRight(me, act, scope);
    return lacked === undefined ? undefined : `You lack the permission ${lacked}`;
  };
  const { name } = stateNow(record);
  const enroll = lacks('enroll');
  const notRenewable =
    renewal && !renewal.seeded ? renewal.message || 'The server does not renew this certificate' : undefined;
  const wizard = (member: 'renew' | 'replace') =>
    `${paths.enrollPfx()}?${new URLSearchParams({ [member]: String(certificateId), ...scopeToUrl(scope) })}`;
  return (
    <>
      <ActionLink to={wizard('renew')} disabledReason={enroll ?? notRenewable}>
        Renew
      </ActionLink>
      <ActionLink to={wizard('replace')} disabledReason={enroll}>
        Replace where it is
      </ActionLink>
      {name === 'on hold' && (
        <ActionButton onClick={onUnhold} disabledReason={lacks('revoke')}>
          Take from hold…
        </ActionButton>
      )}
      <ActionButton onClick={onRevoke} disabledReason={name === 'revoked' ? 'It is revoked already' : lacks('revoke')}>
        Revoke…
      </ActionButton>
    </>
  );
}
