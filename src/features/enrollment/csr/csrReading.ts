import { sameBytes } from '../../../domain/certificate.ts';
import { parseCsr } from '../../../domain/csr.ts';
import { checkCsrSignature, sha256Fingerprint } from '../../../domain/csrSignature.ts';
import type { CsrReading } from './csrForm.ts';

/** Reads a pasted text: what the request asks for, whether its signature fits its key, and SHA-256 of it and of its key. */
export async function readCsr(text: string): Promise<CsrReading> {
  const parsed = parseCsr(text);
  if (!parsed.ok) return { text, ok: false, reason: parsed.reason };
  const csr = parsed.value;
  const [signature, fingerprint, keyFingerprint] = await Promise.all([
    checkCsrSignature(csr),
    sha256Fingerprint(csr.der),
    sha256Fingerprint(csr.spki),
  ]);
  return { text, ok: true, csr, signature, fingerprint, keyFingerprint };
}

/** The text of a chosen file: a binary request as PEM, other text as it is; the reason where it is neither. */
export function csrFileText(bytes: Uint8Array): { ok: true; text: string } | { ok: false; reason: string } {
  const parsed = parseCsr(bytes);
  if (parsed.ok) return { ok: true, text: parsed.value.pem };
  const text = new TextDecoder().decode(bytes);
  return text.includes('-----BEGIN ') ? { ok: true, text } : { ok: false, reason: parsed.reason };
}

/** Whether one of these requests is for the same public key. */
export function isAmong(spki: Uint8Array, texts: readonly string[]): boolean {
  return texts.some((text) => {
    const parsed = parseCsr(text);
    return parsed.ok && sameBytes(parsed.value.spki, spki);
  });
}
