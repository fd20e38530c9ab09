import { parseCertificate, sameBytes, type CertificateView } from './certificate.ts';
import { commonName, parseDn, type Rdn } from './dn.ts';
import type { KeyChoice } from './policy.ts';
import { sameSans, type San } from './sans.ts';
import type { KeyInfo } from './x509.ts';

/** A found certificate as it is compared: texts are empty, and the template null, where the server does not tell. */
interface Found {
  certificateId: number;
  subject: string;
  requesterName: string;
  authorityName: string;
  templateId: number | null;
  /** ISO text in UTC. */
  importedAt: string;
  /** Base64 DER. */
  content: string;
}

/** A certificate that may be the one of a request whose answer was lost. */
export interface Candidate<R extends Found = Found> {
  record: R;
  /** In what it differs from the request; empty: it fits in everything that can be compared. */
  differences: readonly string[];
  /** What could not be compared, as one side is not known. */
  notCompared: readonly string[];
  /** It holds the public key of the CSR: no other request can have made it. */
  sameKey: boolean;
  /** It holds another public key than the CSR: it cannot be the one. */
  otherKey: boolean;
  /** All that in a sentence or two. */
  grade: string;
}

/** Kind, size and curve of a key, however they are written down. */
type KeyForm = Pick<KeyChoice | KeyInfo, 'bits' | 'curve'> & ({ keyType: string } | { kind: string });

/** What of a request is compared; null for what was left to the server, and for the key of one that is no CSR. */
export interface Asked {
  subject: readonly Rdn[];
  sans: readonly San[];
  key: KeyForm | null;
  spki: Uint8Array | null;
  authority: string | null;
  templateId: number | null;
  /** What of it is not known any more, so that it cannot be compared. */
  forgotten?: readonly ('template' | 'alternative names' | 'key')[];
}

function kindOf(key: KeyForm): string {
  return 'keyType' in key ? key.keyType : key.kind;
}

/** Is it the kind, size and curve that was asked for? A curve that one side does not name is not compared. */
export function sameKey(asked: KeyForm, got: KeyInfo): boolean {
  const curves = asked.curve === undefined || got.curve === undefined || asked.curve === got.curve;
  return kindOf(asked) === got.kind && asked.bits === got.bits && curves;
}

/** Of names that nobody asked for: the common name as a DNS name is what RFC 2818 enforcement adds, the rest surprises. */
export function addedByServer(subject: readonly Rdn[], added: readonly San[]): { surprising: San[] } {
  const cn = commonName(subject);
  return { surprising: cn === undefined ? [...added] : sameSans(added, [{ kind: 'dns', value: cn }]).missing };
}

/**
 * How far before the start of a request its certificate may seem to have come in, in milliseconds: two minutes for clocks
 * that differ, half a minute where neither template nor CA tells certificates apart (recorded client behaviour on 25.4).
 */
export function searchBackMs(sent: Pick<Asked, 'authority' | 'templateId'>): number {
  return sent.authority === null && sent.templateId === null ? 30_000 : 120_000;
}

/** What stands after the last backslash: the name without its domain or host. */
const bare = (name: string) => name.slice(name.lastIndexOf('\\') + 1);

/** Is it one account? Servers write `user` or `DOMAIN\user`, in any case. */
export function sameRequester(own: string, requester: string): boolean {
  const [a = '', b = ''] = [own, requester].map((name) => name.trim().toLowerCase());
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

function judgeSubject(sent: Asked, { subject }: Found): readonly [what: string, Verdict] {
  const got = parseDn(subject);
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

/** What a verdict comes to, for people. */
function gradeWords({ differences, notCompared, sameKey: proven }: Omit<Candidate, 'record' | 'grade'>): string {
  const left = notCompared.length === 0 ? '' : ` Not compared, as one side is not known: ${notCompared.join(', ')}.`;
  if (differences.length > 0) return `Differs in ${differences.join(', ')}.${left}`;
  return `Fits in everything that can be compared.${proven ? ' It holds the key of the request.' : ''}${left}`;
}

/** Compares everything that was sent with one found certificate. `own` is the caller's name, null where it is not known. */
export function judgeCandidate<R extends Found>(sent: Asked, own: string | null, record: R): Candidate<R> {
  const parsed = record.content === '' ? null : parseCertificate(record.content);
  const view = parsed?.ok ? parsed.value : null;
  const { templateId, authority, spki, forgotten = [] } = sent;
  const sameCa = (name: string) => bare(name).toLowerCase() === bare(record.authorityName).toLowerCase();
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
  const known = verdicts.map(([what, verdict]): readonly [string, Verdict] =>
    forgotten.some((each) => each === what) ? [what, 'not compared'] : [what, verdict],
  );
  const of = (wanted: Verdict) => known.filter(([, verdict]) => verdict === wanted).map(([what]) => what);
  const proven = spki !== null && view !== null && sameBytes(spki, view.spki);
  const differences = of('differs');
  const judged = {
    differences,
    notCompared: of('not compared'),
    sameKey: proven,
    otherKey: spki !== null && differences.includes('key'),
  };
  return { record, ...judged, grade: gradeWords(judged) };
}

/** All of them judged: those that fit first, each group newest first. */
export function judgeCandidates<R extends Found>(
  sent: Asked,
  own: string | null,
  records: readonly R[],
): Candidate<R>[] {
  const judged = records.map((record) => judgeCandidate(sent, own, record));
  return judged.toSorted((a, b) => a.differences.length - b.differences.length);
}

/** How long after the answer a certificate of the same request can still come in, in milliseconds: clocks, and one queue. */
const twinAfterMs = 5000;

/**
 * Certificates that came in beside the one that was answered, found by a search since the request was sent: those of its
 * names, taken in before or with the answer. One that does not say when may be years old and is left out.
 */
export function twinsOf<R extends Found>(
  sent: Asked,
  answer: { certificateId: number; answeredAtMs: number },
  found: readonly R[],
): R[] {
  const cn = commonName(sent.subject) ?? '';
  // A search by an alternative name finds parts of names, too.
  const sameNames = (record: R) =>
    cn !== '' || !judgeCandidate(sent, null, record).differences.includes('alternative names');
  return found.filter(
    (record) =>
      record.certificateId !== answer.certificateId &&
      Date.parse(record.importedAt) <= answer.answeredAtMs + twinAfterMs &&
      sameNames(record),
  );
}
