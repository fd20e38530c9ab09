import { logicalName } from '../../../api/authorities.ts';
import { addedByServer, sameKey } from '../../../domain/candidates.ts';
import { sameBytes, type CertificateView } from '../../../domain/certificate.ts';
import { commonName, formatDn, parseDn, sameDn, type Rdn } from '../../../domain/dn.ts';
import { bothSpellings, commonNameWords } from '../../../domain/idn.ts';
import { sameSans, sanLabels, type San } from '../../../domain/sans.ts';
import type { SentRequest } from '../sent.ts';

/** What a request asked for, with null for what was left to the server. */
export type Asked = Pick<SentRequest, 'subject' | 'sans' | 'key' | 'authority' | 'spki' | 'usages'>;

export interface Comparison {
  what: string;
  verdict: 'same' | 'differs' | 'left to the server' | 'added by the server' | 'cannot tell';
  asked: string;
  got: string;
  /** What the difference is, or what it means. */
  note: string;
  /** From and until, in the place of `got`. */
  period?: readonly [Date, Date];
}

function list(sans: readonly San[]): string {
  return sans.map((san) => `${sanLabels[san.kind]} ${bothSpellings(san)}`).join(', ');
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
    asked: formatDn(asked) || 'none',
    got: inOrder || 'none',
    note: same ? (commonNameWords(formatDn(asked)) ?? '') : 'The server or the CA changed the subject.',
  };
}

/** As sets, because a CA may order them as it likes. A name it left out is named, and so is one it added. */
function compareSans(asked: Asked, got: readonly San[]): Comparison {
  const { missing, added } = sameSans(asked.sans, got);
  const { surprising } = addedByServer(asked.subject, added);
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
      asked: 'as the server decides',
      got: got.key.label,
      note: '',
    };
  }
  const same = sameKey(key, got.key);
  return { what: 'Key', verdict: same ? 'same' : 'differs', asked: key.label, got: got.key.label, note: '' };
}

/**
 * CA names are compared after the last backslash: what stands before it differs between calls. Without Keyfactor's name of
 * the CA there is only the issuer in the certificate, which need not be spelled like it.
 */
function compareAuthority(asked: string | null, name: string | null, issuerText: string): Comparison {
  const got = name === null ? issuerText || 'not known' : logicalName(name);
  if (asked === null) {
    return {
      what: 'Certificate authority',
      verdict: 'left to the server',
      asked: 'as the server chooses',
      got,
      note: name === null && issuerText === '' ? '' : `The server chose ${got}.`,
    };
  }
  const issuer = parseDn(issuerText);
  const known = name ?? (issuer.ok ? (commonName(issuer.value) ?? '') : '');
  const same = logicalName(asked).toLowerCase() === logicalName(known).toLowerCase();
  return {
    what: 'Certificate authority',
    verdict: same ? 'same' : name === null ? 'cannot tell' : 'differs',
    asked: logicalName(asked),
    got,
    note: same || name !== null || issuerText === '' ? '' : noNameOfCa,
  };
}

const noNameOfCa = 'The server does not tell you its name of the CA; this is the issuer’s own.';

const days = (from: Date, until: Date) => Math.round((until.getTime() - from.getTime()) / 86_400_000);

function compareValidity({ notBefore, notAfter }: CertificateView): Comparison {
  const length = days(notBefore, notAfter);
  return {
    what: 'Validity',
    verdict: 'left to the server',
    asked: 'as template and CA decide',
    got: `${notBefore.toISOString()} to ${notAfter.toISOString()}`,
    note: `${length} ${length === 1 ? 'day' : 'days'}`,
    period: [notBefore, notAfter],
  };
}

/** Only a CSR can ask for usages, and many templates decide them whatever it asks. */
function compareUsages(what: string, asked: readonly string[], got: readonly string[]): Comparison {
  const shown = { what, got: got.join(', ') || 'not restricted' };
  if (asked.length === 0)
    return { ...shown, verdict: 'left to the server', asked: 'as template and CA decide', note: '' };
  const missing = asked.filter((name) => !got.includes(name));
  const added = got.filter((name) => !asked.includes(name));
  const notes = [
    missing.length > 0 ? `Missing: ${missing.join(', ')}.` : '',
    added.length > 0 ? `Added: ${added.join(', ')}.` : '',
    missing.length + added.length > 0 ? 'Template or CA decided otherwise.' : '',
  ];
  return {
    ...shown,
    verdict: missing.length + added.length === 0 ? 'same' : 'differs',
    asked: asked.join(', '),
    note: notes.filter((note) => note !== '').join(' '),
  };
}

/** Puts what was asked for beside what the certificate holds; the CA as Keyfactor names it, null or '' where it does not. */
export function compareIssued(asked: Asked, got: CertificateView, authorityName: string | null): Comparison[] {
  return [
    compareSubject(asked.subject, got.subjectText),
    compareSans(asked, got.sans),
    compareKey(asked, got),
    compareAuthority(asked.authority, authorityName || null, got.issuerText),
    compareValidity(got),
    compareUsages('Key usage', asked.usages?.keyUsage ?? [], got.keyUsage),
    compareUsages('Extended key usage', asked.usages?.extendedKeyUsage ?? [], got.extendedKeyUsage),
  ];
}
