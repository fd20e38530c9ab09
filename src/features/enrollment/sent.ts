import { serverAddress, serverNow, shownHeaders, type CallOptions } from '../../api/client.ts';
import type { CsrAnswer, Enrolled, PfxAnswer, PfxFormat } from '../../api/enrollment.ts';
import type { CertificateRecord } from '../../api/certificates.ts';
import type { HeldAt } from '../../api/renewals.ts';
import { isSecretName, notShown } from '../../api/secrets.ts';
import type { Csr, KeyInfo } from '../../domain/csr.ts';
import { commonName, formatDn, type Rdn } from '../../domain/dn.ts';
import type { TemplateId } from '../../domain/ids.ts';
import type { KeyChoice } from '../../domain/policy.ts';
import type { San } from '../../domain/sans.ts';
import { noScope, type Scope } from '../../domain/scope.ts';
import { tellHost } from '../../host.ts';
import { forgetRequest, keepRequest, type KeptRequest, type KeptStore } from '../../kept.ts';
import type { CsrValues } from './csr/csrForm.ts';
import type { MadeRequest } from './csr/makeForm.ts';
import type { PfxValues } from './pfx/pfxForm.ts';
import type { Setup } from './setup.ts';

/** One enrollment as it was sent: kept beside its answer, as the form can be changed afterwards. */
export interface SentRequest {
  kind: 'pfx' | 'csr';
  subject: readonly Rdn[];
  sans: readonly San[];
  /** Null where the server decides. */
  key: KeyChoice | KeyInfo | null;
  /** The public key of a CSR: the certificate must hold this one. */
  spki: Uint8Array | null;
  /** Null: left to the server. */
  authority: string | null;
  templateId: TemplateId | null;
  /** Label of the pattern, template or CA it was enrolled with. */
  source: string;
  /** Server time of sending. */
  startedAt: Date;
  /** What a CSR asks for; null where it was not asked. */
  usages: { keyUsage: readonly string[]; extendedKeyUsage: readonly string[] } | null;
  /** For review and receipt, with its secrets masked already (`shownPost`). */
  post: { method: 'POST'; path: string; headers: Record<string, string>; body: Record<string, unknown> };
  /** How many stores were asked for. */
  stores: number;
  /** By the names that the plan had for them. */
  storeNames?: readonly string[];
  /** Those that go with the request, so that an approval reaches them. */
  carried?: readonly KeptStore[];
}

export interface SentPfx extends SentRequest {
  /** Null: the server makes it. */
  password: string | null;
  /** The password was made on this page: nobody knows it yet, so it is shown. */
  generated: boolean;
  format: PfxFormat;
  /** The file was asked for. */
  download: boolean;
  values: PfxValues;
  setup: Setup;
  /** The places of the renewed certificate that the request asks for, as inventories knew them; empty where it asks for none. */
  held: readonly HeldAt[];
}

export interface SentCsr extends SentRequest {
  csr: Csr;
  /** When the key was made on this page, and how it was downloaded last; null: it was not made here. Not the key itself. */
  madeKey: Pick<MadeRequest, 'madeAt' | 'saved'> | null;
  values: CsrValues;
}

function masked(value: unknown, secrets: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((each) => masked(each, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return maskedMembers(value, secrets);
}

function maskedMembers(value: object, secrets: ReadonlySet<string>): Record<string, unknown> {
  const mask = (name: string, each: unknown): unknown => {
    const empty = each === null || each === undefined || each === '';
    const secret = isSecretName(name) || secrets.has(name.toLowerCase());
    return secret && !empty ? notShown : masked(each, secrets);
  };
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mask(name, each)]));
}

/**
 * A request body that can be shown and saved: passwords and keys at any depth read "(not shown)", empty ones stay as they
 * are. `secretNames` are the entry parameters that their store type calls secret.
 */
export function maskedBody(
  body: Record<string, unknown>,
  secretNames: readonly string[] = [],
): Record<string, unknown> {
  return maskedMembers(body, new Set(secretNames.map((name) => name.toLowerCase())));
}

/**
 * A POST as it can be shown and saved: address, headers and body of the call, without the sign-in and with its secrets
 * masked. `secretNames`: see `maskedBody`.
 */
export function shownPost(
  path: string,
  call: Pick<CallOptions, 'version' | 'certificateFormat'> & { body: Record<string, unknown> },
  secretNames: readonly string[] = [],
): SentRequest['post'] {
  return { method: 'POST', path, headers: shownHeaders(call), body: maskedBody(call.body, secretNames) };
}

/** What a certificate that is found later is compared with, as far as the list has no other place for it. */
function compareLater({ sans, templateId, key, spki }: SentRequest): KeptRequest['compare'] {
  return {
    sans,
    templateId,
    key: key && { kind: 'keyType' in key ? key.keyType : key.kind, bits: key.bits, curve: key.curve },
    spki: spki && btoa(String.fromCharCode(...spki)),
  };
}

function kept(sent: SentRequest, answer: Enrolled | null, user: string | null, scope: Scope = noScope): KeptRequest {
  const disposition = answer?.disposition ?? 'unclear';
  const ended = disposition === 'issued' || disposition === 'denied';
  return {
    kind: sent.kind,
    server: serverAddress(),
    user,
    sentAt: sent.startedAt.toISOString(),
    commonName: commonName(sent.subject) ?? '',
    subject: formatDn(sent.subject),
    source: sent.source,
    authority: sent.authority,
    disposition: disposition === 'unclear' ? 'unknown' : disposition,
    requestId: answer?.requestId ?? null,
    certificateId: answer?.certificateId ?? null,
    workflowInstanceId: answer?.workflowInstanceId ?? null,
    workflowReference: answer?.workflowReference ?? null,
    stores: sent.stores,
    ...(sent.stores > 0 ? { storesCarried: Array.isArray(sent.post.body['Stores']) } : {}),
    ...(sent.carried !== undefined && sent.carried.length > 0 && !ended ? { carried: sent.carried } : {}),
    sans: commonName(sent.subject) === undefined ? sent.sans.slice(0, 5) : [],
    reason:
      answer?.disposition === 'denied' ? `The server answered ${answer.dispositionWord}. ${answer.message}`.trim() : '',
    ...(disposition === 'unclear' ? { compare: compareLater(sent) } : {}),
    ...(scope.collectionId === null && scope.containerId === null ? {} : { scope }),
  };
}

/**
 * Puts a request into the list of this browser, in the place of what was known of it before. Null: no usable answer. `scope`:
 * the part of the certificates that the wizard was opened in.
 */
export function remember(sent: SentRequest, answer: Enrolled | null, user: string | null, scope?: Scope): void {
  const request = kept(sent, answer, user, scope);
  keepRequest(request);
  const { disposition, certificateId, requestId } = request;
  if (disposition === 'issued' || disposition === 'pending')
    tellHost({ type: 'enrolled', certificateId, requestId, state: disposition });
}

/** Takes a request that the server refused out of the list again: nothing came of it. */
export function forget(sent: SentRequest): void {
  forgetRequest(kept(sent, null, null));
}

/** A certificate that was searched for, in the place of the answer that never came. */
function adopted(record: CertificateRecord): Enrolled {
  return {
    disposition: 'issued',
    dispositionWord: '',
    message: '',
    metadata: {},
    fileName: null,
    context: null,
    certificateId: record.certificateId,
    requestId: null,
    workflowReference: null,
    workflowInstanceId: null,
    serialNumber: record.serialNumber,
    thumbprint: record.thumbprint,
    issuer: record.issuer,
    correlationId: null,
    // Some servers leave out when it came in; then the time of taking it stands for that of the answer.
    answeredAtMs: Date.parse(record.importedAt) || serverNow().getTime(),
  };
}

/** A found certificate as the answer of a PFX enrollment: the file was lost with the real one. */
export const adoptedPfx = (record: CertificateRecord): PfxAnswer => ({
  ...adopted(record),
  pfx: null,
  password: null,
  key: record.hasPrivateKey ? 'saved' : 'not said',
  chainMissing: false,
  invalidForRenewal: [],
  successfulStores: null,
});

/** A found certificate as the answer of a CSR enrollment. */
export const adoptedCsr = (record: CertificateRecord): CsrAnswer => ({
  ...adopted(record),
  certificates: record.content === '' ? [] : [record.content],
});
