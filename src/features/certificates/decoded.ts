import { parseCertificate, type CertificateView } from '../../domain/certificate.ts';
import { parseDn, subjectParts } from '../../domain/dn.ts';

/** The certificate out of its base64 bytes, or why it cannot be read; null where the server left the bytes out. */
export function decoded(content: string): { view: CertificateView | null; reason: string } | null {
  if (content === '') return null;
  const parsed = parseCertificate(content);
  return parsed.ok ? { view: parsed.value, reason: '' } : { view: null, reason: parsed.reason };
}

/** The parts of a subject beside its common name, each with what it is called; [] for text that is no name. */
export function nameParts(subject: string): { label: string; value: string }[] {
  const name = parseDn(subject);
  if (!name.ok) return [];
  return name.value
    .flat()
    .filter(({ type }) => type !== 'CN')
    .map(({ type, value }) => ({ label: subjectParts.find((part) => part.type === type)?.label ?? type, value }));
}
