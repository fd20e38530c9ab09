import { mutationOptions } from '@tanstack/react-query';
import type { CertificateId } from '../domain/ids.ts';
import { call } from './client.ts';
import { ApiError } from './errors.ts';
import { readCaseless } from './wire.ts';

/** What Certificates/Download gives out: one certificate, or with its issuers as PEM or P7B. Never a key. */
export type DownloadFormat = 'PEM' | 'DER' | 'P7B';

export interface DownloadRequest {
  certificateId: CertificateId;
  format: DownloadFormat;
  includeChain: boolean;
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

/** Although a POST it changes nothing, so that a failure leaves nothing in doubt. */
function changesNothing(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  const { kind, status, code, serverWords, reasons, correlationId, missingPermission } = error;
  return new ApiError({ kind, status, code, serverWords, reasons, correlationId, missingPermission });
}

/** POST Certificates/Download: the certificate's bytes, issuers after it. Needs the right to read certificates. */
export function downloadCertificate() {
  return mutationOptions({
    mutationFn: async ({ certificateId, format, includeChain }: DownloadRequest): Promise<Uint8Array<ArrayBuffer>> => {
      const body = { CertID: certificateId, IncludeChain: includeChain, ChainOrder: 'EndEntityFirst' };
      try {
        const answer = await call('/Certificates/Download', { method: 'POST', certificateFormat: format, body });
        return readDownload(answer.body);
      } catch (error) {
        throw changesNothing(error);
      }
    },
    retry: false,
    gcTime: 0,
  });
}
