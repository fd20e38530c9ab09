import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import type { CertificateId } from '../domain/ids.ts';
import { noScope, type Scope } from '../domain/scope.ts';
import { fetchCertificate, type CertificateDetails } from './certificates.ts';
import { call } from './client.ts';
import { changesNothing } from './downloads.ts';
import { ApiError, notPermitted } from './errors.ts';
import { forgetCertificates } from './forgetCertificates.ts';
import { fetchAll } from './lists.ts';
import { takes } from './rights.ts';
import { scopeQuery } from './scope.ts';
import { int, listOf, loose, maybe, parseInstant, read, readCaseless, text } from './wire.ts';

/** Which certificate, in which part of the server. */
interface Target {
  certificateId: CertificateId;
  scope: Scope;
}

/** A certificate is read again, and so are the lists that show it. */
async function forget(client: QueryClient, { certificateId }: Target): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['certificate', certificateId] }),
    forgetCertificates(client),
    client.invalidateQueries({ queryKey: ['certificate history', certificateId] }),
    client.invalidateQueries({ queryKey: ['available renewal', certificateId] }),
    // A workflow may hold it back.
    client.invalidateQueries({ queryKey: ['workflow instances'] }),
  ]);
}

export interface Revocation extends Target {
  /** A number of RFC 5280 as Keyfactor writes it; -1 takes from hold. */
  reason: number;
  comment: string;
  /** ISO text in UTC; null: at once. */
  effectiveAt: string | null;
}

/** What became of a revocation. `suspended` waits for an approval; `not told`: the id was in neither list. */
export interface Revoked {
  outcome: 'done' | 'suspended' | 'not told';
  message: string;
  workflowId: string | null;
  /** The certificate as it was read afterwards; null where that failed. */
  after: CertificateDetails | null;
}

const wireRevoked = loose({
  RevokedIds: listOf(int),
  SuspendedCerts: listOf(loose({ CertId: int, WorkflowId: maybe(text), Message: maybe(text) })),
});

/** The answer of POST Certificates/Revoke about one certificate (vendor documentation). Throws `ApiError` after a write. */
export function readRevoked(body: unknown, id: CertificateId): Omit<Revoked, 'after'> {
  const answer = read(wireRevoked, body, 'the answer to the revocation', { afterWrite: true });
  const waits = answer.SuspendedCerts.find((each) => each.CertId === id);
  if (waits) return { outcome: 'suspended', message: waits.Message ?? '', workflowId: waits.WorkflowId || null };
  const done = answer.RevokedIds.some((each) => each === id);
  return { outcome: done ? 'done' : 'not told', message: '', workflowId: null };
}

/**
 * POST Certificates/Revoke for one certificate, then reads it again: an id in neither list of the answer tells nothing.
 * Here the scope goes into the body (vendor documentation). Never repeated.
 */
export function revokeCertificate() {
  return mutationOptions({
    mutationKey: ['revoke certificate'],
    meta: takes('revoke'),
    mutationFn: async ({ certificateId, scope, reason, comment, effectiveAt }: Revocation): Promise<Revoked> => {
      const body = {
        CertificateIds: [certificateId],
        Reason: reason,
        Comment: comment,
        ...(effectiveAt === null ? {} : { EffectiveDate: effectiveAt }),
        ...(scope.collectionId === null ? {} : { CollectionId: scope.collectionId }),
        ...(scope.containerId === null ? {} : { ContainerId: scope.containerId }),
      };
      const answer = await call('/Certificates/Revoke', { method: 'POST', body });
      const told = readRevoked(answer.body, certificateId);
      return { ...told, after: await fetchCertificate(certificateId, scope).catch(() => null) };
    },
    onSettled: (_answer, _error, target, _result, { client }) => forget(client, target),
    retry: false,
  });
}

export type RecoverFormat = 'PFX' | 'PEM' | 'JKS' | 'ZIP';

export interface Recovery extends Target {
  format: RecoverFormat;
  password: string;
  includeChain: boolean;
  chainOrder: 'EndEntityFirst' | 'RootFirst';
  /** Of a PFX; other formats have none. */
  friendlyName: string;
  /** Members that came with 12: order of the chain, friendly name. */
  newer: boolean;
}

/** The bytes of a recovered file: the member is called `PFX` in every format (recorded on 25.4). Throws `ApiError`. */
export function readRecovered(body: unknown): Uint8Array<ArrayBuffer> {
  const content = readCaseless(body, 'PFX');
  try {
    if (typeof content === 'string' && content !== '') {
      return Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
    }
  } catch {
    // Not base64: the same as nothing.
  }
  throw new ApiError({ kind: 'unreadable', reasons: ['PFX: expected base64'] });
}

/** True for the refusal that says that no key is kept: 400 with a code of its own, 404 on older servers (recorded). */
export const noKeyKept = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.code?.toLowerCase() === '0xa0110002' || (error.kind === 'http' && error.status === 404));

/** POST Certificates/Recover: certificate and key under a new password. Changes nothing; neither bytes nor password are kept. */
export function recoverCertificate() {
  return mutationOptions({
    meta: takes('recover'),
    mutationFn: async (asked: Recovery): Promise<Uint8Array<ArrayBuffer>> => {
      const { certificateId, scope, format, password, includeChain, chainOrder, friendlyName, newer } = asked;
      const body = {
        CertId: certificateId,
        Password: password,
        IncludeChain: includeChain,
        ...(newer && includeChain ? { ChainOrder: chainOrder } : {}),
        ...(newer && format === 'PFX' && friendlyName !== '' ? { FriendlyName: friendlyName } : {}),
      };
      try {
        const options = { method: 'POST', certificateFormat: format, body, query: scopeQuery(scope) } as const;
        return readRecovered((await call('/Certificates/Recover', options)).body);
      } catch (error) {
        throw changesNothing(error);
      }
    },
    retry: false,
    gcTime: 0,
  });
}

export interface MetadataEdit extends Target {
  /** Only the fields that change; an empty text clears (UNCONFIRMED, so that the values are read again). */
  metadata: Readonly<Record<string, string>>;
}

/** PUT Certificates/Metadata, then reads the certificate again: what it holds now is the answer. */
export function saveCertificateMetadata() {
  return mutationOptions({
    meta: takes('metadata'),
    mutationFn: async ({ certificateId, scope, metadata }: MetadataEdit): Promise<CertificateDetails | null> => {
      const body = { Id: certificateId, Metadata: metadata };
      await call('/Certificates/Metadata', { method: 'PUT', body, query: scopeQuery(scope) });
      return fetchCertificate(certificateId, scope).catch(() => null);
    },
    onSettled: (_answer, _error, target, _result, { client }) => forget(client, target),
    retry: false,
  });
}

export interface OwnerChange extends Target {
  /** Name of the security role. */
  owner: string;
}

/** PUT Certificates/{id}/Owner (since 12), then reads the certificate again. */
export function changeOwner() {
  return mutationOptions({
    meta: takes('owner'),
    mutationFn: async ({ certificateId, scope, owner }: OwnerChange): Promise<CertificateDetails | null> => {
      const body = { NewRoleName: owner };
      await call(`/Certificates/${certificateId}/Owner`, { method: 'PUT', body, query: scopeQuery(scope) });
      return fetchCertificate(certificateId, scope).catch(() => null);
    },
    onSettled: (_answer, _error, target, _result, { client }) => forget(client, target),
    retry: false,
  });
}

/** One thing that happened to a certificate. Times are ISO text in UTC, '' where not known. */
export interface HistoryEntry {
  entryId: number;
  startedAt: string;
  endedAt: string;
  user: string;
  action: string;
  comment: string;
}

const wireHistory = loose({
  Id: int,
  OperationStart: maybe(text),
  OperationEnd: maybe(text),
  Username: maybe(text),
  Comment: maybe(text),
  Action: maybe(text),
});

/** What happened to a certificate, newest first; null where the caller may not read it or the server does not tell. */
export function historyQuery(id: CertificateId, scope: Scope = noScope) {
  return queryOptions({
    queryKey: ['certificate history', id, scope],
    queryFn: async ({ signal }): Promise<HistoryEntry[] | null> => {
      try {
        const extra = { prefix: 'query', query: scopeQuery(scope), signal };
        const rows = await fetchAll(`/Certificates/${id}/History`, {}, wireHistory, extra);
        return rows
          .map((row) => ({
            entryId: row.Id,
            startedAt: parseInstant(row.OperationStart)?.toISOString() ?? '',
            endedAt: parseInstant(row.OperationEnd)?.toISOString() ?? '',
            user: row.Username ?? '',
            action: row.Action ?? '',
            comment: row.Comment ?? '',
          }))
          .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt) || b.entryId - a.entryId);
      } catch (error) {
        if (notPermitted(error)) return null;
        throw error;
      }
    },
    staleTime: 30_000,
  });
}
