import { parseCertificate, sameBytes } from './certificate.ts';
import { commonName, parseDn, type Rdn, sameDn } from './dn.ts';
import type { CertificateId } from './ids.ts';
import type { Finding } from './policy.ts';
import { type San, sameSans } from './sans.ts';

/** A certificate that is in force. `der` null: the server left its bytes out, so only `subject` (RFC 4514) is known. */
export interface LiveCertificate {
  certificateId: CertificateId;
  der: Uint8Array | null;
  subject: string;
}

/** What a request has in common with a certificate that is in force. */
export interface Duplicate extends Finding {
  shared: 'same key' | 'same names';
  certificateId: CertificateId;
}

interface Names {
  subject: readonly Rdn[];
  /** Null: not known. */
  sans: readonly San[] | null;
}

interface Known extends Names {
  spki: Uint8Array | null;
}

function known({ der, subject }: LiveCertificate): Known | null {
  const read = der === null ? null : parseCertificate(der);
  const text = read?.ok === true ? read.value.subjectText : subject;
  const name = parseDn(text);
  if (!name.ok) return null;
  return read?.ok === true
    ? { subject: name.value, sans: read.value.sans, spki: read.value.spki }
    : { subject: name.value, sans: null, spki: null };
}

// A server that enforces RFC 2818 adds the common name, so it never tells two certificates apart.
function withCommonName({ subject, sans }: Names): San[] {
  const cn = commonName(subject);
  return [...(sans ?? []), ...(cn === undefined ? [] : [{ kind: 'dns', value: cn } as const])];
}

function sameNames(asked: Names, has: Names): boolean {
  const wanted = withCommonName(asked);
  // Without any name there is nothing that two certificates could compete for.
  if (wanted.length === 0 || !sameDn(asked.subject, has.subject)) return false;
  if (has.sans === null) return true;
  const { missing, added } = sameSans(wanted, withCommonName(has));
  return missing.length === 0 && added.length === 0;
}

/**
 * Which live certificates have the public key of a request (`spki`: SubjectPublicKeyInfo; null: not made yet) or exactly
 * its subject and alternative names. A used key is 'likely refused' where reuse is not allowed, else 'worth a look'; it is
 * never 'refused', because the vendor documents the policy for renewals and does not say which certificates count
 * (Enrollment Patterns, AllowKeyReuse; UNCONFIRMED). Same names are always 'worth a look'. What cannot be read is left out.
 */
export function duplicatesOf(
  request: { spki: Uint8Array | null; subject: readonly Rdn[]; sans: readonly San[] },
  candidates: readonly LiveCertificate[],
  allowKeyReuse: boolean | null,
): Duplicate[] {
  return candidates.flatMap((candidate): Duplicate[] => {
    const has = known(candidate);
    if (has === null) return [];
    const { certificateId } = candidate;
    const number = `Certificate ${certificateId}`;
    const found: Duplicate[] = [];
    if (request.spki !== null && has.spki !== null && sameBytes(request.spki, has.spki)) {
      found.push({
        shared: 'same key',
        certificateId,
        grade: allowKeyReuse === false ? 'likely refused' : 'worth a look',
        where: 'key',
        text: `${number} has the same key${allowKeyReuse === false ? ', and reuse of keys is not allowed' : ''}.`,
      });
    }
    if (sameNames(request, has)) {
      const what = has.sans === null ? 'the same subject' : 'the same subject and alternative names';
      found.push({
        shared: 'same names',
        certificateId,
        grade: 'worth a look',
        where: 'subject',
        text: `${number} has ${what} and is still in force.`,
      });
    }
    return found;
  });
}
