import { logicalName } from '../../../api/authorities.ts';
import type { CertificateRecord } from '../../../api/certificates.ts';
import { parseCertificate, sameBytes, type CertificateView } from '../../../domain/certificate.ts';
import { commonName, parseDn, type Rdn } from '../../../domain/dn.ts';
import { sameSans } from '../../../domain/sans.ts';
import type { SentRequest } from '../sent.ts';
import { addedByServer, sameKey } from './compare.ts';

/** A certificate that may be the one of a request whose answer was lost. */
export interface Candidate {
  record: CertificateRecord;
  /** In what it differs from the request; empty: it fits in everything that can be compared. */
  differences: readonly string[];
  /** What could not be compared, as one side is not known. */
  notCompared: readonly string[];
  /** It holds the public key of the CSR: no other request can have made it. */
  sameKey: boolean;
}

/** What the search goes by when the request is one of those. */
type Asked = Pick<SentRequest, 'subject' | 'sans' | 'key' | 'spki' | 'authority' | 'templateId'>;

/**
 * How far before the start of a request its certificate may seem to have come in, in milliseconds: two minutes for clocks
 * that differ, half a minute where neither template nor CA tells certificates apart (recorded client behaviour on 25.4).
 */
export function searchBackMs(sent: Pick<SentRequest, 'authority' | 'templateId'>): number {
  return sent.authority === null && sent.templateId === null ? 30_000 : 120_000;
}

/** Is it one account? Servers write `user` or `DOMAIN\user`, in any case. */
export function sameRequester(own: string, requester: string): boolean {
  const [a = '', b = ''] = [own, requester].map((name) => name.trim().toLowerCase());
  const bare = (name: string) => name.slice(name.lastIndexOf('\\') + 1);
  return a === b || (bare(a) === bare(b) && (a === bare(a) || b === bare(b)));
}

const plain = (value: string) => value.trim().replace(/\s+/g, ' ').toLowerCase();

/** Parts that were asked for and are not there; what a CA adds of its own is no difference. */
function missingParts(asked: readonly Rdn[], got: readonly Rdn[]): string[] {
  const present = got.flat().map(({ type, value }) => `${type}=${plain(value)}`);
  return asked
    .flat()
    .filter(({ type, value }) => !present.includes(`${type}=${plain(value)}`))
    .map(({ type }) => type);
}

type Verdict = 'fits' | 'differs' | 'not compared';

const verdictOf = (same: boolean): Verdict => (same ? 'fits' : 'differs');

function judgeSubject(sent: Asked, record: CertificateRecord): readonly [what: string, Verdict] {
  const got = parseDn(record.subject);
  const missing = got.ok ? missingParts(sent.subject, got.value) : [];
  if (!got.ok) return ['subject', 'not compared'];
  return [
    missing.length === 0 ? 'subject' : `subject (${[...new Set(missing)].join(', ')})`,
    verdictOf(missing.length === 0),
  ];
}

function judgeView(sent: Asked, view: CertificateView | null): (readonly [what: string, Verdict])[] {
  if (!view) {
    return [
      ['alternative names', 'not compared'],
      ['key', 'not compared'],
    ];
  }
  const { missing, added } = sameSans(sent.sans, view.sans);
  const names = missing.length + addedByServer(sent.subject, added).surprising.length === 0;
  const key = sent.spki ? sameBytes(sent.spki, view.spki) : sent.key === null || sameKey(sent.key, view.key);
  return [
    ['alternative names', verdictOf(names)],
    ['key', verdictOf(key)],
  ];
}

/** Compares everything that was sent with one found certificate. `own` is the caller's name, null where it is not known. */
export function judgeCandidate(sent: Asked, own: string | null, record: CertificateRecord): Candidate {
  const parsed = record.content === '' ? null : parseCertificate(record.content);
  const view = parsed?.ok ? parsed.value : null;
  const { templateId, authority } = sent;
  const sameCa = (name: string) => logicalName(name).toLowerCase() === logicalName(record.authorityName).toLowerCase();
  const knownRequester = own !== null && record.requesterName !== '';
  const template = record.templateId === null ? 'not compared' : verdictOf(templateId === record.templateId);
  // What was left to the server cannot differ.
  const verdicts: (readonly [what: string, Verdict])[] = [
    ['template', templateId === null ? 'fits' : template],
    ['CA', authority === null ? 'fits' : record.authorityName === '' ? 'not compared' : verdictOf(sameCa(authority))],
    ['requester', knownRequester ? verdictOf(sameRequester(own, record.requesterName)) : 'not compared'],
    judgeSubject(sent, record),
    ...judgeView(sent, view),
    ['time of issue', record.importedAt === '' ? 'not compared' : 'fits'],
  ];
  const of = (wanted: Verdict) => verdicts.filter(([, verdict]) => verdict === wanted).map(([what]) => what);
  return {
    record,
    differences: of('differs'),
    notCompared: of('not compared'),
    sameKey: sent.spki !== null && view !== null && sameBytes(sent.spki, view.spki),
  };
}

/** All of them judged: those that fit first, each group newest first. */
export function judgeCandidates(sent: Asked, own: string | null, records: readonly CertificateRecord[]): Candidate[] {
  const judged = records.map((record) => judgeCandidate(sent, own, record));
  return judged.toSorted((a, b) => a.differences.length - b.differences.length);
}

/** How long after the answer a certificate of the same request can still come in, in milliseconds: clocks, and one queue. */
const twinAfterMs = 5000;

/**
 * Certificates that came in beside the one that was answered, found by a search since the request was sent: those of its
 * names, taken in before or with the answer. One that does not say when may be years old and is left out.
 */
export function twinsOf(
  sent: Asked,
  answer: { certificateId: number; answeredAtMs: number },
  found: readonly CertificateRecord[],
): CertificateRecord[] {
  const cn = commonName(sent.subject) ?? '';
  // A search by an alternative name finds parts of names, too.
  const sameNames = (record: CertificateRecord) =>
    cn !== '' || !judgeCandidate(sent, null, record).differences.includes('alternative names');
  return found.filter(
    (record) =>
      record.certificateId !== answer.certificateId &&
      Date.parse(record.importedAt) <= answer.answeredAtMs + twinAfterMs &&
      sameNames(record),
  );
}
