import type { Finding, KeyChoice } from './policy.ts';
import type { KeyInfo } from './x509.ts';

const key = (grade: Finding['grade'], text: string): Finding => ({ grade, where: 'key', text });

function keyWeakness(info: KeyInfo | KeyChoice): Finding[] {
  const kind = 'keyType' in info ? info.keyType : info.kind;
  if (kind === 'RSA' && info.bits < 2048) {
    return [
      key(
        info.bits < 1024 ? 'likely refused' : 'worth a look',
        `${info.label} is too weak today; use 2048 bits or more.`,
      ),
    ];
  }
  if (kind === 'DSA') return [key('worth a look', `${info.label}: few certificate authorities still take DSA keys.`)];
  if (kind !== 'ECC') return [];
  return info.bits > 0 && info.bits < 224
    ? [key('worth a look', `${info.label} is too weak today; use P-256 or a larger curve.`)]
    : [];
}

function hashWeakness(signatureAlgorithm: string): Finding[] {
  const where = 'signature';
  if (/^MD\d/.test(signatureAlgorithm)) {
    const text = `The request is signed with ${signatureAlgorithm}. MD hashes are broken; ask for a request signed with SHA-256.`;
    return [{ grade: 'likely refused', where, text }];
  }
  if (!/\bSHA-1(?!\d)/.test(signatureAlgorithm)) return [];
  const text = `The request is signed with ${signatureAlgorithm}. SHA-1 is outdated, and some certificate authorities refuse it.`;
  return [{ grade: 'worth a look', where, text }];
}

/**
 * What is weak about a key and about the hash that a request is signed with (named as `Csr.signatureAlgorithm` is),
 * whatever the policy says. Never 'refused': no policy of Command names hashes. NIST SP 800-57 part 1 §5.6.1 (strengths),
 * SP 800-131A §3 and
 * RFC 6151 (hashes).
 */
export function weaknesses(info: KeyInfo | KeyChoice | null, signatureAlgorithm: string | undefined): Finding[] {
  return [
    ...(info === null ? [] : keyWeakness(info)),
    ...(signatureAlgorithm === undefined ? [] : hashWeakness(signatureAlgorithm)),
  ];
}
