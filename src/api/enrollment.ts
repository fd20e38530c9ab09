import { mutationOptions } from '@tanstack/react-query';
import { asCertificateId, asRequestId, type CertificateId, type RequestId } from '../domain/ids.ts';
import { call, serverClock, type Answer } from './client.ts';
import { forgetCertificates } from './forgetCertificates.ts';
import { forgetPendingCsrs } from './pendingCsrs.ts';
import { splitStores } from './deploy.ts';
import { takes } from './rights.ts';
import { hiderOf } from './secrets.ts';
import { readCaseless } from './wire.ts';

/** What became of a request. `unclear` is an answer that says none of the known words: never taken for "issued". */
export type Disposition = 'issued' | 'pending' | 'external validation' | 'denied' | 'unclear';

/** What both kinds of enrollment answer. */
export interface Enrolled {
  /** Metadata as the server echoes it; names it knows may come with an empty text. */
  metadata: Readonly<Record<string, string>>;
  /** The file name that the server proposes (`X-CertificateFile`), not made safe; null where it proposes none. */
  fileName: string | null;
  /** What the workflow or the CA wants to tell, by name, without the request's secrets; null where nothing came. */
  context: Readonly<Record<string, string>> | null;
  disposition: Disposition;
  /** The server's own word, as it came. */
  dispositionWord: string;
  /** The server's words in one line, without the request's secrets. */
  message: string;
  /** The server names a certificate: it exists, whatever the disposition says. */
  certificateId: CertificateId | null;
  /** Set while a request waits; 0 on the wire means there is none. */
  requestId: RequestId | null;
  workflowReference: number | null;
  workflowInstanceId: string | null;
  serialNumber: string;
  thumbprint: string;
  issuer: string;
  correlationId: string | null;
  /** Server time at which the answer came, in milliseconds. */
  answeredAtMs: number;
}

export interface PfxAnswer extends Enrolled {
  /** The bundle, whatever format was asked for; null where none came. */
  pfx: Uint8Array<ArrayBuffer> | null;
  /** The password the server made; null when the caller supplied one. */
  password: string | null;
  /** `only copy`: the key is nowhere but in this answer. */
  key: 'saved' | 'only copy' | 'not said';
  chainMissing: boolean;
  /** Stores of the renewed certificate that cannot take the new one, ids in lower case; they keep the old certificate. */
  invalidForRenewal: readonly string[];
  /** Ids of stores for which a job was created, in lower case; null when the server says nothing about stores. */
  successfulStores: readonly string[] | null;
}

export interface CsrAnswer extends Enrolled {
  /** As they came: PEM with or without a subject line, or bare base64, in whatever order. */
  certificates: readonly string[];
}

/** What a PFX enrollment can answer; STORE and REPLACE prepare a delivery and answer a PFX all the same. */
export type PfxFormat = 'PFX' | 'ZIP' | 'PEM' | 'JKS' | 'STORE' | 'REPLACE';

/** What a CSR enrollment can answer. */
export type CsrFormat = 'PEM' | 'DER';

/** One PFX enrollment, ready to be sent once. */
export interface PfxPost {
  version: 1 | 2;
  certificateFormat: PfxFormat;
  body: Record<string, unknown>;
  /** Secret texts of the body that the names of their members do not give away: what a store's type calls secret. */
  secrets?: readonly string[];
}

/** One CSR enrollment, ready to be sent once. */
export interface CsrPost {
  certificateFormat: CsrFormat;
  /** Lets the server take a request whose key it made itself (`forceEnroll`). */
  forceEnroll: boolean;
  body: Record<string, unknown>;
}

/** RSA 8192 took 282 s (recorded on 25.4); nothing shorter may call an enrollment lost. */
const enrollTimeoutMs = 600_000;

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** The members of an object that are text; numbers and truth values are shown as they came. */
function textMap(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const rows = Object.entries(value).filter(([, each]) => ['string', 'number', 'boolean'].includes(typeof each));
  return Object.fromEntries(rows.map(([name, each]) => [name, String(each)]));
}

const nonEmpty = (map: Record<string, string>) => (Object.keys(map).length === 0 ? null : map);

/** A word that says "not issued" beside a certificate contradicts itself, and the words but ISSUED and PENDING are UNCONFIRMED. */
function disposition(word: string, certificateId: number | null): Disposition {
  const spelled = word.trim().toUpperCase().replaceAll(/[\s-]/g, '_');
  if ((spelled === 'ISSUED') !== (certificateId !== null)) return 'unclear';
  if (spelled === 'ISSUED') return 'issued';
  if (spelled === 'PENDING') return 'pending';
  if (spelled === 'EXTERNAL_VALIDATION') return 'external validation';
  return spelled === 'DENIED' || spelled === 'FAILED' ? 'denied' : 'unclear';
}

type Received = Pick<Answer, 'body' | 'header' | 'receivedAt'> & Partial<Pick<Answer, 'hide'>>;

/** Takes the secrets of the request, and the password the server made, out of a text. */
function hiding(answer: Received, info: unknown): (value: string) => string {
  const hideMade = hiderOf([text(readCaseless(info, 'Password'))]);
  return (value) => hideMade(answer.hide?.(value) ?? value);
}

/** The half both answers share. Members are read in any casing: PFX writes KeyfactorId, CSR KeyfactorID (recorded on 25.4). */
function readEnrolled(answer: Received): { info: unknown; enrolled: Enrolled } {
  const info = readCaseless(answer.body, 'CertificateInformation');
  const certificateId = positive(readCaseless(info, 'KeyfactorId'));
  const requestId = positive(readCaseless(info, 'KeyfactorRequestId'));
  const word = text(readCaseless(info, 'RequestDisposition'));
  const hide = hiding(answer, info);
  const words = (value: string) => hide(value.replaceAll(/\s+/g, ' ').trim());
  const entries = (map: unknown, show: (value: string) => string) =>
    Object.fromEntries(Object.entries(textMap(map)).map(([name, value]) => [words(name), show(value)]));
  return {
    info,
    enrolled: {
      metadata: entries(readCaseless(answer.body, 'Metadata'), hide),
      fileName: answer.header('X-CertificateFile'),
      context: nonEmpty(entries(readCaseless(info, 'EnrollmentContext'), words)),
      disposition: disposition(word, certificateId),
      dispositionWord: words(word),
      message: words(text(readCaseless(info, 'DispositionMessage'))),
      certificateId: certificateId === null ? null : asCertificateId(certificateId),
      requestId: requestId === null ? null : asRequestId(requestId),
      workflowReference: positive(readCaseless(info, 'WorkflowReferenceId')),
      workflowInstanceId: text(readCaseless(info, 'WorkflowInstanceId')) || null,
      serialNumber: text(readCaseless(info, 'SerialNumber')),
      thumbprint: text(readCaseless(info, 'Thumbprint')),
      issuer: text(readCaseless(info, 'IssuerDN')),
      correlationId: answer.header('X-Keyfactor-Correlation-Id'),
      answeredAtMs: answer.receivedAt + (serverClock().differenceMs ?? 0),
    },
  };
}

function bytes(base64: string): Uint8Array<ArrayBuffer> | null {
  if (base64 === '') return null;
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function keyStatus(header: string | null): PfxAnswer['key'] {
  if (header?.toLowerCase() === 'saved') return 'saved';
  return header?.toLowerCase() === 'noretention' ? 'only copy' : 'not said';
}

/** The answer of POST Enrollment/PFX, version 1 or 2. Never throws: an answer that says nothing is `unclear`. */
export function readPfxAnswer(answer: Received): PfxAnswer {
  const { info, enrolled } = readEnrolled(answer);
  const stores = readCaseless(answer.body, 'SuccessfulStores');
  return {
    ...enrolled,
    pfx: bytes(text(readCaseless(info, 'Pkcs12Blob'))),
    password: text(readCaseless(info, 'Password')) || null,
    key: keyStatus(answer.header('X-PrivateKeyStatus')),
    chainMissing: readCaseless(info, 'ChainFailedToBuild') === true,
    invalidForRenewal: splitStores(texts(readCaseless(info, 'StoreIdsInvalidForRenewal'))),
    successfulStores: Array.isArray(stores) ? splitStores(texts(stores)) : null,
  };
}

/** The answer of POST Enrollment/CSR. Never throws: an answer that says nothing is `unclear`. */
export function readCsrAnswer(answer: Received): CsrAnswer {
  const { info, enrolled } = readEnrolled(answer);
  return { ...enrolled, certificates: texts(readCaseless(info, 'Certificates')) };
}

/**
 * POST Enrollment/PFX. Sent once and never again: the server has no key to tell a repeat from a new request. Nothing of it
 * is kept when the screen goes, as both the request and the answer hold secrets.
 */
export function enrollPfx() {
  return mutationOptions({
    mutationKey: ['enroll pfx'],
    meta: takes('enrollPfx', { amongOthers: true }),
    mutationFn: async (post: PfxPost): Promise<PfxAnswer> =>
      readPfxAnswer(
        await call('/Enrollment/PFX', {
          method: 'POST',
          version: post.version,
          certificateFormat: post.certificateFormat,
          body: post.body,
          secrets: post.secrets,
          timeoutMs: enrollTimeoutMs,
        }),
      ),
    retry: false,
    gcTime: 0,
    onSettled: (_answer, _error, _sent, _result, { client }) => void forgetCertificates(client),
  });
}

/** POST Enrollment/CSR, which exists in version 1 only. Sent once and never again. */
export function enrollCsr() {
  return mutationOptions({
    mutationKey: ['enroll csr'],
    meta: takes('enrollCsr', { amongOthers: true }),
    mutationFn: async (post: CsrPost): Promise<CsrAnswer> =>
      readCsrAnswer(
        await call('/Enrollment/CSR', {
          method: 'POST',
          version: 1,
          query: { forceEnroll: post.forceEnroll },
          certificateFormat: post.certificateFormat,
          body: post.body,
          timeoutMs: enrollTimeoutMs,
        }),
      ),
    retry: false,
    gcTime: 0,
    onSettled: (_answer, _error, _sent, _result, { client }) => void forgetCertificates(client),
    // One that Command made waits there no longer. The answer does not wait for that to be read.
    onSuccess: (_answer, _sent, _result, { client }) => {
      void forgetPendingCsrs(client);
    },
  });
}
