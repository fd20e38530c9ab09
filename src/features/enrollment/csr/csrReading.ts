import { parseCsr } from '../../../domain/csr.ts';
import { checkCsrSignature, sha256Fingerprint } from '../../../domain/csrSignature.ts';
import type { CsrReading } from './csrForm.ts';

/** Reads a pasted text: what the request asks for, whether its signature fits its key, and its SHA-256 fingerprint. */
export async function readCsr(text: string): Promise<CsrReading> {
  const parsed = parseCsr(text);
  if (!parsed.ok) return { text, ok: false, reason: parsed.reason };
  const csr = parsed.value;
  const [signature, fingerprint] = await Promise.all([
    checkCsrSignature(csr),
    // Web crypto is there in secure contexts only.
    sha256Fingerprint(csr.der).catch(() => ''),
  ]);
  return { text, ok: true, csr, signature, fingerprint };
}

/** The text of a chosen file: PEM as it is, a binary request as PEM. */
export function csrFileText(bytes: Uint8Array): string {
  const parsed = parseCsr(bytes);
  return parsed.ok ? parsed.value.pem : new TextDecoder().decode(bytes);
}
