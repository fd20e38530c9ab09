import { sameBytes, type CertificateView } from '../../../domain/certificate.ts';
import type { KeyInfo } from '../../../domain/csr.ts';
import { commonName, formatDn, parseDn, sameDn, type Rdn } from '../../../domain/dn.ts';
import type { KeyChoice } from '../../../domain/policy.ts';
import { sameSans, sanLabels, type San } from '../../../domain/sans.ts';
import { logicalName } from '../../../api/authorities.ts';

/** What a request asked for, with null for what was left to the server. */
export interface Asked {
  subject: readonly Rdn[];
  sans: readonly San[];
  key: KeyChoice | KeyInfo | null;
  authority: string | null;
  /** The public key of a CSR: the certificate must hold this one. */
  spki: Uint8Array | null;
}

export interface Comparison {
  what: string;
  verdict: 'same' | 'differs' | 'left to the server' | 'added by the server';
  asked: string;
  got: string;
  /** What the difference is, or what it means. */
  note: string;
}

function kindOf(key: KeyChoice | KeyInfo): string {
  return 'keyType' in key ? key.keyType : key.kind;
}

function sameKey(asked: KeyChoice | KeyInfo, got: KeyInfo): boolean {
  const curves = asked.curve === undefined || got.curve === undefined || asked.curve === got.curve;
  return kindOf(asked) === got.kind && asked.bits === got.bits && curves;
}

function list(sans: readonly San[]): string {
  return sans.map((san) => `${sanLabels[san.kind]} ${san.value}`).join(', ');
}

/** Names are written from either end: what was got is shown from the end that was asked from. */
function compareSubject(asked: readonly Rdn[], subjectText: string): Comparison {
  const got = parseDn(subjectText);
  const same = got.ok && sameDn(asked, got.value);
  const turned = got.ok ? [...got.value].reverse() : [];
  const inOrder = turned[0]?.[0]?.type === asked[0]?.[0]?.type && turned.length > 1 ? formatDn(turned) : subjectText;
  return {
    what: 'Subject',
    verdict: same ? 'same' : 'differs',
    asked: formatDn(asked),
    got: inOrder,
    note: same ? '' : 'The server or the CA changed the subject.',
  };
}

/**
 * As sets, because a CA may order them as it likes. A name it left out is named, and so is one it added: the common name as
 * a DNS name is what RFC 2818 enforcement adds, anything else is a difference.
 */
function compareSans(asked: Asked, got: readonly San[]): Comparison {
  const { missing, added } = sameSans(asked.sans, got);
  const cn = commonName(asked.subject);
  const surprising = cn === undefined ? added : sameSans(added, [{ kind: 'dns', value: cn }]).missing;
  const notes = [
    missing.length > 0 ? `Missing: ${list(missing)}.` : '',
    added.length > 0 ? `Added by the server: ${list(added)}.` : '',
  ];
  const verdict =
    missing.length + surprising.length > 0 ? 'differs' : added.length > 0 ? 'added by the server' : 'same';
  return {
    what: 'Alternative names',
    verdict,
    asked: list(asked.sans) || 'none',
    got: list(got) || 'none',
    note: notes.filter((note) => note !== '').join(' '),
  };
}

function compareKey(asked: Asked, got: CertificateView): Comparison {
  const { key, spki } = asked;
  if (spki !== null) {
    const same = sameBytes(spki, got.spki);
    return {
      what: 'Key',
      verdict: same ? 'same' : 'differs',
      asked: key?.label ?? '',
      got: got.key.label,
      note: same
        ? 'The certificate holds the key of the request.'
        : 'The certificate holds another key than the request: do not use it.',
    };
  }
  if (key === null) {
    return {
      what: 'Key',
      verdict: 'left to the server',
      asked: 'as the template decides',
      got: got.key.label,
      note: '',
    };
  }
  const same = sameKey(key, got.key);
  return { what: 'Key', verdict: same ? 'same' : 'differs', asked: key.label, got: got.key.label, note: '' };
}

/** CA names are compared after the last backslash: what stands before it differs between calls. */
function compareAuthority(asked: string | null, got: string): Comparison {
  const name = logicalName(got);
  if (asked === null) {
    return {
      what: 'Certificate authority',
      verdict: 'left to the server',
      asked: 'as the server chooses',
      got: name,
      note: `The server chose ${name}.`,
    };
  }
  const same = logicalName(asked).toLowerCase() === name.toLowerCase();
  return {
    what: 'Certificate authority',
    verdict: same ? 'same' : 'differs',
    asked: logicalName(asked),
    got: name,
    note: '',
  };
}

/** Puts what was asked for beside what the certificate holds; the CA as Keyfactor names it, null where it cannot be read. */
export function compareIssued(asked: Asked, got: CertificateView, authorityName: string | null): Comparison[] {
  return [
    compareSubject(asked.subject, got.subjectText),
    compareSans(asked, got.sans),
    compareKey(asked, got),
    ...(authorityName === null ? [] : [compareAuthority(asked.authority, authorityName)]),
  ];
}
