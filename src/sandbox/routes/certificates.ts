import { certificateQueryFields, certificateSortFields } from '../certificateFields.ts';
import { queryScope, readableCertificate, requireInScope, scopeTest } from '../certificateRights.ts';
import { certificateWire } from '../certificateWire.ts';
import { flagQuery, idParam, listReply, type Call, type Reply, type Route } from '../http.ts';
import { certificateDer, withBytes } from '../issuing.ts';
import { settle } from '../orchestrator.ts';
import { permissions } from '../permissions.ts';
import type { CertificateRow } from '../storeRows.ts';

/**
 * The certificates of the scope; revoked and expired ones are left out unless asked for (vendor documentation, GET
 * Certificates).
 */
function shown(call: Call): CertificateRow[] {
  const inScope = scopeTest(call, queryScope(call));
  const revoked = flagQuery(call, 'IncludeRevoked');
  const expired = flagQuery(call, 'IncludeExpired');
  const at = call.now.getTime();
  return call.world.certificates
    .all()
    .filter(
      (row) => row.state !== 0 && (revoked || row.state !== 2) && (expired || row.notAfter >= at) && inScope(row),
    );
}

async function list(call: Call): Promise<Reply> {
  const { world } = call;
  settle(world);
  requireInScope(call, permissions.certificatesRead, queryScope(call));
  if (!world.large && /thumbprint/i.test(call.query('QueryString') ?? '')) {
    for (const row of shown(call)) await certificateDer(world, row);
  }
  const page: CertificateRow[] = [];
  const reply = listReply(call, shown(call), {
    fields: certificateQueryFields(world),
    sortFields: certificateSortFields,
    defaultSort: 'CertId',
    render: (row) => page.push(row),
  });
  const includes = {
    locations: flagQuery(call, 'includeLocations'),
    metadata: flagQuery(call, 'includeMetadata'),
    privateKey: flagQuery(call, 'includeHasPrivateKey'),
  };
  const body: object[] = [];
  for (const row of page) body.push(certificateWire(world, await withBytes(world, row), includes));
  return { ...reply, body };
}

async function one(call: Call): Promise<Reply> {
  const { world } = call;
  settle(world);
  const row = readableCertificate(call, idParam(call));
  const recent = world.profile.major >= 25;
  // On 25.4 the flags made no difference here: everything was there (recorded).
  const includes = {
    locations: recent || flagQuery(call, 'includeLocations'),
    metadata: recent || flagQuery(call, 'includeMetadata'),
    privateKey: true,
  };
  return { body: certificateWire(world, await withBytes(world, row), includes) };
}

export const certificateRoutes: Route[] = [
  {
    method: 'GET',
    path: '/Certificates',
    prefix: 'pq',
    versions: '1.0, 2',
    certificateRight: permissions.certificatesRead,
    handle: list,
  },
  {
    method: 'GET',
    path: '/Certificates/:id',
    versions: '1.0, 2',
    certificateRight: permissions.certificatesRead,
    handle: one,
  },
];
