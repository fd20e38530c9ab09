import { mutationOptions } from '@tanstack/react-query';
import type { CertificateId } from '../domain/ids.ts';
import type { Scope } from '../domain/scope.ts';
import { call } from './client.ts';
import { ApiError } from './errors.ts';
import { scopeQuery } from './scope.ts';
import { readCaseless } from './wire.ts';

/** What Certificates/Download gives out: one certificate, or with its issuers as PEM or P7B. Never a key. */
export type DownloadFormat = 'PEM' | 'DER' | 'P7B';

export interface DownloadRequest {
  certificateId: CertificateId;
  format: DownloadFormat;
  includeChain: boolean;
  /** Certificate first, or the root; the first unless told. */
  chainOrder?: 'EndEntityFirst' | 'RootFirst';
  /** The part of the certificates that the caller looks at. */
  scope?: Scope;
}

/** The bytes of the answer's `Content` (vendor documentation, POST Certificates/Download). Throws `ApiError`. */
export function readDownload(body: unknown): Uint8Array<ArrayBuffer> {
  const content = readCaseless(body, 'Content');
  try {
    if (typeof content === 'string' && content !== '') {
      return Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
    }
  } catch {
    // Not base64: the same as nothing.
  }
  throw new ApiError({ kind: 'unreadable', reasons: ['Content: expected base64'] });
}

/** The error of a POST that changes nothing: whatever went wrong, nothing is left in doubt. */
export function changesNothing(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  const { kind, status, code, serverWords, reasons, correlationId, missingPermission } = error;
  return new ApiError({ kind, status, code, serverWords, reasons, correlationId, missingPermission });
}

/** POST Certificates/Download: the certificate's bytes, issuers after it. Needs the right to read certificates. */
export function downloadCertificate() {
  return mutationOptions({
    mutationFn: async (asked: DownloadRequest): Promise<Uint8Array<ArrayBuffer>> => {
      const { certificateId, format, includeChain, chainOrder = 'EndEntityFirst', scope } = asked;
      const body = { CertID: certificateId, IncludeChain: includeChain, ChainOrder: chainOrder };
      const query = scopeQuery(scope);
      try {
        const options = { method: 'POST', certificateFormat: format, body, query } as const;
        return readDownload((await call('/Certificates/Download', options)).body);
      } catch (error) {
        throw changesNothing(error);
      }
    },
    retry: false,
    gcTime: 0,
  });
}
