import { enrollTarget, type EnrollTarget } from './enrollTarget.ts';
import type { CommonRequest } from './enrollRequest.ts';
import { invalid, Refusal, type Call } from './http.ts';
import { commonNameOf, type IssueOrder, type OrderedSan } from './issuing.ts';
import { checkMetadata } from './metadataRules.ts';
import { sanProblem } from './pki/sanDer.ts';
import { formatDn, longestDn, type Rdn } from './pki/names.ts';
import { checkRenewal } from './renewal.ts';
import { checkFields, checkRegexes, checkWildcards, ownerOf, withRfcName } from './rules.ts';
import type { SanText } from './storeRows.ts';

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
  /** The certificate that this one renews. */
  renewalOf: number | null;
}

const knownKinds = [
  'dns',
  'ip4',
  'ip6',
  'rfc822',
  'uri',
  'ms_ntprincipalname',
  'ms_ntdsreplication',
  'directory',
  'registeredid',
  'other',
];

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
  checkRenewal(call, request.renewalCertificateId);
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
    renewalOf: request.renewalCertificateId,
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
    renewalOf: judged.renewalOf,
    retainedKey,
  };
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
