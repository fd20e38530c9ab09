import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { asCertificateId } from '../domain/ids.ts';
import { instanceDetailQuery } from './approvals.ts';
import { collectionsQuery } from './certificateCollections.ts';
import { revocationsHeldQuery } from './certificateRevocations.ts';
import { read, refusedGives, type FaultCall } from './faultCallsForTests.ts';
import { serverQuery, type ServerInfo } from './server.ts';

const certificate = { certificateId: asCertificateId(4711), commonName: 'a', importedAt: '' };
const waiting = { Id: 'x', Status: 'Suspended', Definition: { WorkflowType: 'Revocation' } };
/** What the instance is about has a call of its own in the matrix, and is known here. */
const aboutIt = [
  { name: 'Certificate id', value: '4711' },
  { name: 'Reason code', value: '4' },
];

/** A read that asks what the server lists beforehand, which is known by then. */
function readBeside<Data, Kept, Key extends QueryKey>(
  endpoints: ServerInfo['endpoints'],
  ...[name, query, good, wrong, more]: Parameters<typeof read<Data, Kept, Key>>
): FaultCall {
  const known = { version: null, versionSource: '', abilities: {}, endpoints };
  const run = async (client: QueryClient) => {
    client.setQueryData([...serverQuery().queryKey], known);
    client.setQueryData(instanceDetailQuery(waiting.Id).queryKey, { signals: [], asked: aboutIt });
    return client.fetchQuery(query);
  };
  return { ...read(name, query, good, wrong, more), run };
}

/** Reads of the pages of certificates that first look whether the server lists them for the caller. */
export const listedReads: readonly FaultCall[] = [
  readBeside(null, 'collections', collectionsQuery(), [{ Id: 1, Name: 'x' }], [{ Id: 'x' }], {
    instead: refusedGives(null),
  }),
  readBeside(
    ['GET /Status/Endpoints', 'GET /Workflow/Instances/My'],
    'revocations that wait',
    revocationsHeldQuery(certificate),
    [waiting],
    [{ ...waiting, Id: 7 }],
    {
      instead: (fault) => {
        const missing = { permission: fault.error.missingPermission ?? null };
        return refusedGives({ waiting: [], ended: [], partly: false, missing })(fault);
      },
    },
  ),
];
