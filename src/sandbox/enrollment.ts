import { enrollTarget, type EnrollTarget } from './enrollTarget.ts';
import type { CommonRequest } from './enrollRequest.ts';
import { invalid, Refusal, type Call } from './http.ts';
import { commonNameOf, type IssueOrder, type OrderedSan } from './issuing.ts';
import { checkMetadata } from './metadataRules.ts';
import { fileRequest } from './pending.ts';
import { hashPassword, uuid } from './pki/crypto.ts';
import { sanProblem } from './pki/sanDer.ts';
import { formatDn, longestDn, type Rdn } from './pki/names.ts';
import { checkFields, checkRegexes, checkRenewal, checkWildcards, ownerOf, withRfcName } from './rules.ts';
import type { RequestRow, SanText, WantedStore } from './storeRows.ts';
import { nextNumber } from './world.ts';

/** A request that every rule let pass, except those about its key. */
export interface Judged {
  target: EnrollTarget;
  subject: Rdn[];
  commonName: string;
  sans: OrderedSan[];
  owner: { id: number | null; name: string | null };
  metadata: Record<string, string>;
  /** Metadata fields that are not hidden, by name. */
  shownFields: readonly string[];
}

const knownKinds = ['dns', 'ip4', 'ip6', 'rfc822', 'uri', 'ms_ntprincipalname', 'directory', 'registeredid', 'other'];

/** SANs of the request as names for the certificate; kinds that the sandbox cannot write answer 501. */
export function orderedSans(sans: readonly SanText[]): OrderedSan[] {
  return sans.map((san) => {
    const kind = knownKinds.find((one) => one === san.kind) as Parameters<typeof sanProblem>[0]['kind'] | undefined;
    if (kind === undefined) throw notImplemented(`SANs of the kind '${san.kind}'`);
    const problem = sanProblem({ kind, value: san.value });
    if (problem !== undefined) throw invalid(`SAN '${san.value}' is not a valid ${san.kind} value. ${problem}`);
    return { kind, value: san.value, raw: null };
  });
}

/** Says aloud what this sandbox does not do. */
export function notImplemented(what: string): Refusal {
  return new Refusal(501, 'SANDBOX', `${what} are not implemented in this sandbox.`);
}

/** Judges a request by every rule of its template, pattern and CA. `bit`: 1 PFX, 2 CSR. */
export function judge(
  call: Call,
  request: CommonRequest,
  names: { subject: Rdn[]; sans(target: EnrollTarget): OrderedSan[] },
  bit: number,
): Judged {
  const { world, user } = call;
  if (formatDn(names.subject).length > longestDn) throw invalid('The subject is longer than 16 KiB.');
  checkRenewal(world, request.renewalCertificateId);
  const target = enrollTarget(world, user, request, bit);
  const commonName = commonNameOf(names.subject);
  if (commonName.toLowerCase().startsWith('refused.')) {
    throw invalid(`The Certificate Authority '${target.authority.LogicalName}' refused the request. (0x80094012)`);
  }
  const asked = names.sans(target);
  checkRegexes(target.effective.regexes, names.subject, asked);
  checkWildcards(target, commonName, asked);
  const sans = withRfcName(target, commonName, asked);
  checkFields(target, request.fields);
  const metadata = checkMetadata(world, target, request.metadata);
  return {
    target,
    subject: names.subject,
    commonName,
    sans,
    owner: ownerOf(world, user, target, request),
    metadata: metadata.values,
    shownFields: metadata.shown,
  };
}

/** What to issue for a judged request. */
export function orderFor(call: Call, judged: Judged, spki: Uint8Array, retainedKey: string | null): IssueOrder {
  return {
    subject: formatDn(judged.subject),
    sans: judged.sans,
    spki: Buffer.from(spki).toString('base64'),
    authorityId: judged.target.authority.Id,
    templateId: judged.target.template?.Id ?? null,
    patternId: judged.target.pattern?.Id ?? null,
    requester: call.user.login,
    ownerRoleId: judged.owner.id,
    ownerRoleName: judged.owner.name,
    metadata: judged.metadata,
    requestId: null,
    retainedKey,
  };
}

const messages: Record<RequestRow['disposition'], string> = {
  PENDING: 'The request is waiting for approval.',
  EXTERNAL_VALIDATION: 'The request is being processed by the CA.',
  DENIED: 'The request was denied by policy.',
};

/**
 * Requests that are not issued at once: a template that requires approval (an approver agrees after a while), and
 * common names that begin with `approved-later.`, `pending.`, `external.` or `denied.`.
 */
export function heldBack(judged: Judged): { disposition: RequestRow['disposition']; approved: boolean } | null {
  const name = judged.commonName.toLowerCase();
  if (name.startsWith('pending.')) return { disposition: 'PENDING', approved: false };
  if (name.startsWith('external.')) return { disposition: 'EXTERNAL_VALIDATION', approved: false };
  if (name.startsWith('denied.')) return { disposition: 'DENIED', approved: false };
  const asks = name.startsWith('approved-later.') || judged.target.template?.RequiresApproval === true;
  return asks ? { disposition: 'PENDING', approved: true } : null;
}

/** Files a request that is held back. `password`: that of the PFX, kept as a hash only; null where there is none. */
export function hold(
  call: Call,
  judged: Judged,
  held: NonNullable<ReturnType<typeof heldBack>>,
  order: IssueOrder,
  delivery: { stores: WantedStore[]; password: string | null },
): RequestRow & { message: string } {
  const row = fileRequest(
    call.world,
    {
      disposition: held.disposition,
      subject: formatDn(judged.subject),
      requester: call.user.login,
      order: held.approved ? order : null,
      stores: delivery.stores,
      passwordHash: delivery.password === null ? null : hashPassword(delivery.password),
    },
    call.now.getTime(),
  );
  return { ...row, message: messages[held.disposition] };
}

/** Workflow ids of an answer; 10.x does not send them. */
export function workflowIds(call: Call): Record<string, unknown> {
  if (call.world.profile.major < 11) return {};
  return { WorkflowInstanceId: uuid(), WorkflowReferenceId: nextNumber(call.world, 'workflow') + 100 };
}

/** The issuer as enrollment answers write it: 10.x puts a space after each comma, GET never does. */
export function issuerText(call: Call, judged: Judged): string {
  const rdns = judged.target.authority.issuer.name;
  return call.world.profile.major < 11 ? rdns.map((rdn) => formatDn([rdn])).join(', ') : formatDn(rdns);
}

/** `<CN>.<ext>` as X-CertificateFile; header values are Latin-1, so other letters become `_`. */
export function fileHeader(commonName: string, extension: string): string {
  return `${commonName.replaceAll(/[^\x20-\x7e\xa0-\xff]/g, '_')}.${extension}`;
}

/** The page that a gateway sends when the server took too long: nobody knows what happened behind it. */
export const gatewayTimeout = {
  status: 504,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body: '<html>\r\n<head><title>504 Gateway Time-out</title></head>\r\n<body><h1>504 Gateway Time-out</h1></body>\r\n</html>\r\n',
};

/** x-certificateformat in upper case; missing 0xA0110007 and unknown 0xA0110008 are the server's own refusals. */
export function certificateFormat(call: Call, known: readonly string[]): string {
  const sent = (call.header('x-certificateformat') ?? '').trim();
  if (sent === '') {
    throw new Refusal(
      400,
      '0xA0110007',
      "You must supply a certificate format in the 'X-CertificateFormat' header of the request.",
    );
  }
  const format = sent.toUpperCase();
  if (!known.includes(format)) throw new Refusal(400, '0xA0110008', `The format '${sent}' is invalid.`);
  return format;
}
