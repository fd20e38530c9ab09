import { eventsOf } from '../certificateHistory.ts';
import { readableCertificate } from '../certificateRights.ts';
import { idParam, listReply, type Call, type Field, type Reply, type Route } from '../http.ts';
import { isoSeconds } from '../jobQueue.ts';
import { settle } from '../orchestrator.ts';
import { permissions } from '../permissions.ts';
import type { CertificateEventRow } from '../storeRows.ts';

const fields: Record<string, Field<CertificateEventRow>> = {
  OperationStart: (row) => isoSeconds(row.at),
  OperationEnd: (row) => isoSeconds(row.at),
  Username: (row) => row.user,
  Comment: (row) => row.comment,
  Action: (row) => row.action,
  Id: (row) => row.Id,
};

function history(call: Call): Reply {
  settle(call.world);
  return listReply(call, eventsOf(call.world, readableCertificate(call, idParam(call))), {
    fields,
    defaultSort: 'OperationStart',
    render: (row) => ({
      Id: row.Id,
      OperationStart: isoSeconds(row.at),
      OperationEnd: isoSeconds(row.at),
      Username: row.user,
      Comment: row.comment,
      Action: row.action,
    }),
  });
}

/**
 * Whether the chain can be built: not for what is expired or revoked (a guess). 25.x tells two facts; what the results before
 * were called is the .NET names of a chain's faults (a guess, too).
 */
function validate(call: Call): Reply {
  settle(call.world);
  const row = readableCertificate(call, idParam(call));
  const at = call.now.getTime();
  const expired = row.notAfter < at || row.notBefore > at;
  const revoked = row.state === 2 && (row.revokedAt ?? at) <= at;
  if (call.world.profile.major >= 25) {
    return { body: { RevocationServerOnline: true, ChainBuilt: !expired && !revoked } };
  }
  const Results = { NotTimeValid: expired, Revoked: revoked, PartialChain: false, RevocationStatusUnknown: false };
  return { body: { Valid: !expired && !revoked, Results } };
}

const reading = { method: 'GET', versions: '1.0', certificateRight: permissions.certificatesRead } as const;

export const certificateHistoryRoutes: Route[] = [
  { ...reading, path: '/Certificates/:id/History', prefix: 'query', handle: history },
  { ...reading, path: '/Certificates/:id/Validate', handle: validate },
];
