import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { CertificateDetails } from '../../api/certificates.ts';
import { availableRenewalQuery } from '../../api/renewals.ts';
import { whyNot } from '../../api/rights.ts';
import { meQuery, serverQuery } from '../../api/server.ts';
import type { Scope } from '../../domain/scope.ts';
import { paths, scopeToUrl } from '../../paths.ts';
import { ActionButton, ActionLink } from '../../ui/ActionButton.tsx';
import { notRenewable } from './renewalWords.ts';
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
  const revoke = whyNot(me, 'revoke', scope);
  const { name } = stateNow(record);
  const enroll = whyNot(me, 'enrollPfx');
  const refusal = renewal && !renewal.seeded ? notRenewable(renewal.message, name) : undefined;
  const server = useQuery(serverQuery()).data;
  // Who may only hand in requests renews by one, where the server takes the word for what it renews.
  const byCsr = enroll !== undefined && whyNot(me, 'enrollCsr') === undefined && server?.abilities.csrRenewal === true;
  const wizard = (member: 'renew' | 'replace', path = paths.enrollPfx()) =>
    `${path}?${new URLSearchParams({ [member]: String(certificateId), ...scopeToUrl(scope) })}`;
  return (
    <>
      {byCsr ? (
        <ActionLink to={wizard('renew', paths.enrollCsr())} disabledReason={refusal}>
          Renew by CSR
        </ActionLink>
      ) : (
        <ActionLink to={wizard('renew')} disabledReason={enroll ?? refusal}>
          Renew
        </ActionLink>
      )}
      <ActionLink to={wizard('replace')} disabledReason={enroll}>
        Replace where it is
      </ActionLink>
      {name === 'on hold' && (
        <ActionButton onClick={onUnhold} disabledReason={revoke}>
          Take from hold…
        </ActionButton>
      )}
      <ActionButton
        onClick={onRevoke}
        disabledReason={name === 'revoked' ? 'The certificate is revoked already' : revoke}
      >
        Revoke…
      </ActionButton>
    </>
  );
}
