import type { KeyInfo } from './x509.ts';
import { type Rdn, subjectParts } from './dn.ts';
import type { CertificateId } from './ids.ts';
import { commonCurves, sameAlgorithm, type KeyAlgorithm } from './keyAlgorithms.ts';
import { curves } from './oids.ts';
import { judge } from './regex.ts';
import { checkSan, type San, type SanKind, sanLabels } from './sans.ts';
import { weaknesses } from './weakness.ts';

/** A key as an enrollment request names it. `curve` is an OID; `bits` is 0 for a curve whose size is not known here. */
export interface KeyChoice {
  keyType: 'RSA' | 'ECC' | 'Ed25519' | 'Ed448';
  bits: number;
  curve?: string;
  label: string;
  /** The policy lists the algorithm without sizes or curves, so that others than those offered may be allowed too. */
  assumed?: true;
}

// What Keyfactor offers where no policy says anything (recorded on 25.4).
const everything: readonly KeyAlgorithm[] = [
  { name: 'RSA', bitLengths: [2048, 3072, 4096, 6144, 8192], curves: [] },
  { name: 'ECDSA', bitLengths: [], curves: commonCurves },
  { name: 'Ed25519', bitLengths: [255], curves: [] },
  { name: 'Ed448', bitLengths: [448], curves: [] },
];

function choicesOf(algorithm: KeyAlgorithm): KeyChoice[] {
  const { name, bitLengths, curves: oids } = algorithm;
  const is = (known: string) => sameAlgorithm(name, known);
  if (isOpen(algorithm)) {
    const usual = everything.filter((known) => is(known.name)).flatMap(choicesOf);
    return usual.map((choice) => ({ ...choice, assumed: true }));
  }
  if (is('RSA')) return [...new Set(bitLengths)].map((bits) => ({ keyType: 'RSA', bits, label: `RSA ${bits}` }));
  if (is('Ed25519')) return [{ keyType: 'Ed25519', bits: 255, label: 'Ed25519' }];
  if (is('Ed448')) return [{ keyType: 'Ed448', bits: 448, label: 'Ed448' }];
  // A policy says ECDSA where a request says ECC.
  if (!is('ECDSA')) return [];
  const named = oids.length > 0 ? oids : commonCurves.filter((oid) => bitLengths.includes(curves.get(oid)?.bits ?? 0));
  return [...new Set(named)].map((curve) => {
    const { name: curveName, bits } = curves.get(curve) ?? { name: curve, bits: 0 };
    return { keyType: 'ECC', bits, curve, label: `ECC ${curveName}` };
  });
}

/** RSA or ECDSA without sizes and curves. What that means the vendor does not say; that it restricts nothing is assumed. */
const isOpen = ({ name, bitLengths, curves: oids }: KeyAlgorithm) =>
  bitLengths.length === 0 && oids.length === 0 && (sameAlgorithm(name, 'RSA') || sameAlgorithm(name, 'ECDSA'));

const keyOf = (key: KeyChoice) => `${key.keyType} ${key.curve ?? key.bits}`;

function takes(layer: readonly KeyAlgorithm[], key: KeyChoice): boolean {
  const name = key.keyType === 'ECC' ? 'ECDSA' : key.keyType;
  return layer.some(
    (algorithm) =>
      sameAlgorithm(algorithm.name, name) &&
      (isOpen(algorithm) || choicesOf(algorithm).some((choice) => keyOf(choice) === keyOf(key))),
  );
}

/**
 * The keys that every layer (system-wide, pattern or template, CA) allows, in the order of the first layer that
 * restricts. A layer that is null or empty restricts nothing; when none does, the keys Keyfactor offers by itself. An
 * algorithm that is listed without sizes or curves takes those that the other layers name, else the usual ones, which are
 * marked as assumed.
 */
export function keyChoices(layers: readonly (readonly KeyAlgorithm[] | null)[]): KeyChoice[] {
  const restricting = layers.filter((layer) => layer !== null && layer.length > 0) as KeyAlgorithm[][];
  if (restricting.length === 0) return everything.flatMap(choicesOf);
  const found = new Map<string, KeyChoice>();
  for (const choice of restricting.flatMap((layer) => layer.flatMap(choicesOf))) {
    const before = found.get(keyOf(choice));
    // Named by one layer, a key is no longer assumed.
    if (before === undefined || before.assumed === true) found.set(keyOf(choice), choice);
  }
  return [...found.values()].filter((key) => restricting.every((layer) => takes(layer, key)));
}

/**
 * A regex for one subject part. An empty regex is no rule. `source` says where it is set; `caseSensitive` is undefined where
 * the server does not say.
 */
export interface SubjectRule {
  part: string;
  regex: string;
  message: string;
  caseSensitive: boolean | undefined;
  source?: string;
}

/** The rules in force. `keys` null: not restricted; other nulls: not known. */
export interface Rules {
  subject: readonly SubjectRule[];
  keys: readonly KeyChoice[] | null;
  allowWildcards: boolean | null;
  rfcEnforcement: boolean | null;
}

/** One piece of advice. Only 'refused' is certain. */
export interface Finding {
  grade: 'refused' | 'likely refused' | 'worth a look';
  where: string;
  text: string;
  source?: string;
  /** The certificate that it is about, for the way to it. */
  certificateId?: CertificateId;
}

// Subject parts of rules that mean alternative names. The vendor's list of codes is not published, so a match of
// these names is never certain.
const sanParts: Readonly<Record<string, readonly SanKind[]>> = {
  DNS: ['dns'],
  IP: ['ip4', 'ip6', 'ip'],
  IP4: ['ip4'],
  IP6: ['ip6'],
  EMAIL: ['rfc822'],
  MAIL: ['rfc822'],
  RFC822: ['rfc822'],
  UPN: ['ms_ntprincipalname'],
};

interface Request {
  subject: readonly Rdn[];
  sans: readonly San[];
  key: KeyInfo | KeyChoice | null;
  /** As `Csr.signatureAlgorithm` names it; left out where there is no request to sign yet. */
  signatureAlgorithm?: string;
}

function ruleFindings(rule: SubjectRule, { subject, sans }: Request): Finding[] {
  if (rule.regex === '') return [];
  const part = rule.part.toUpperCase();
  const kinds = Object.hasOwn(sanParts, part) ? sanParts[part] : undefined;
  const attributes = subject.flat().filter((a) => a.type === part);
  const found = kinds
    ? sans.filter((san) => kinds.includes(san.kind)).map((san) => san.value)
    : attributes.map((a) => a.value);
  // A part that is left out is judged as empty text; a SAN that is not there is not judged. That an absent part is refused
  // is documented for the common name only (vendor documentation, regex CN `.+`).
  const absent = found.length === 0;
  const values = absent && !kinds ? [''] : found;
  // How the server writes a value that is not text is not known.
  const verdicts = values.map((value, i) =>
    !kinds && attributes[i]?.encoded ? 'cannot tell' : judge(rule.regex, value, { caseSensitive: rule.caseSensitive }),
  );
  const label = subjectParts.find((p) => p.type === part)?.label ?? rule.part;
  const rest = {
    where: kinds ? 'sans' : `subject.${part}`,
    ...(rule.source === undefined ? {} : { source: rule.source }),
  };
  const failing = values.filter((_, i) => verdicts[i] === 'does not match');
  const [value] = failing;
  if (value !== undefined) {
    // With several values of a part it is not known whether one or all have to match.
    const certain = failing.length === values.length && isSubjectPart(part) && (!absent || part === 'CN');
    return [{ ...rest, grade: certain ? 'refused' : 'likely refused', text: failingWords(label, value, rule) }];
  }
  if (!verdicts.includes('cannot tell')) return [];
  return [
    {
      ...rest,
      grade: 'worth a look',
      text: `${label}: the regex ${rule.regex} cannot be judged here; the server decides.`,
    },
  ];
}

/** What the administrator wrote for this case comes first; the regex is for whoever can read one. */
function failingWords(label: string, value: string, { regex, message }: SubjectRule): string {
  const what = value === '' ? `${label} is empty` : `${label} “${value}”`;
  const words = message.trim();
  if (words === '') return `${what}${value === '' ? ', which' : ''} does not match the regex ${regex}.`;
  return `${what}: ${words}${words.includes(regex) ? '' : ` (regex ${regex})`}`;
}

const isSubjectPart = (part: string) => subjectParts.some((p) => p.type === part);

// Certain is a wildcard as certificates have it (RFC 6125 §6.4.3) in every common name or in a DNS name. Which of several
// common names the server means, and what it thinks of a star elsewhere, is not known.
function wildcardFindings({ subject, sans }: Request, allowed: boolean | null): Finding[] {
  const all = subject.flat().filter((a) => a.type === 'CN');
  const names = all.filter((a) => a.value.includes('*'));
  const proper = (value: string) => /^\*\.[^*]+$/.test(value);
  const misplaced = (value: string) => `The star in ${value} is no wildcard: that stands alone as the leftmost part.`;
  if (allowed !== false) {
    return names
      .filter((a) => !proper(a.value))
      .map((a): Finding => ({ grade: 'worth a look', where: 'subject.CN', text: misplaced(a.value) }));
  }
  const certain = all.every((a) => proper(a.value));
  const words = (value: string) =>
    `${value} ${proper(value) ? 'is a wildcard' : 'holds a star'}, and wildcards are not allowed.`;
  return [
    ...names.map((a): Finding => ({
      grade: certain ? 'refused' : 'likely refused',
      where: 'subject.CN',
      text: words(a.value),
    })),
    // A star elsewhere makes the name malformed, which is said anyway.
    ...sans
      .filter((san) => san.kind === 'dns' && proper(san.value))
      .map((san): Finding => ({ grade: 'refused', where: 'sans', text: words(san.value) })),
  ];
}

function rfcFindings({ subject, sans }: Request): Finding[] {
  const names = sans.filter((san) => san.kind === 'dns').map((san) => san.value.toLowerCase());
  const cn = subject.flat().find((a) => a.type === 'CN')?.value ?? '';
  if (cn === '') {
    if (names.length > 0) return [];
    return [
      { grade: 'likely refused', where: 'sans', text: 'At least one DNS name is needed (RFC 2818 enforcement).' },
    ];
  }
  if (names.includes(cn.toLowerCase())) return [];
  const text =
    checkSan({ kind: 'dns', value: cn }) === undefined
      ? `The server adds the common name ${cn} as a DNS name (RFC 2818 enforcement).`
      : 'The common name is not a DNS name, and RFC 2818 enforcement asks for a DNS name that matches it.';
  return [{ grade: 'worth a look', where: 'sans', text }];
}

function keyFindings(key: KeyInfo | KeyChoice, allowed: readonly KeyChoice[] | null): Finding[] {
  const kind = 'keyType' in key ? key.keyType : key.kind;
  const fits = (choice: KeyChoice) =>
    choice.keyType === kind &&
    (kind === 'ECC' ? choice.curve === key.curve : kind !== 'RSA' || choice.bits === key.bits);
  if ('kind' in key && kind === 'ECC' && key.curve === undefined) {
    const text = 'The key spells out its curve instead of naming it, which certificates must not do (RFC 5480 §2.1.1).';
    return [{ grade: 'likely refused', where: 'key', text }];
  }
  if (allowed === null || allowed.some(fits)) return [];
  // Other algorithms (post-quantum ones among them) are not in the list of choices even where a policy has them.
  const named = kind === 'RSA' || kind === 'Ed25519' || kind === 'Ed448' || (kind === 'ECC' && key.curve !== undefined);
  const certain = named && !allowed.some((choice) => choice.assumed === true && choice.keyType === kind);
  const list =
    allowed.length > 0
      ? `Allowed: ${allowed.map((choice) => choice.label).join(', ')}.`
      : 'No key fits all rules together.';
  return [
    { grade: certain ? 'refused' : 'likely refused', where: 'key', text: `${key.label} is not allowed. ${list}` },
  ];
}

/**
 * What the rules say about a request. 'refused' only where the server is certain to refuse; a missing DNS name under
 * RFC 2818 enforcement is 'worth a look', because the server adds the common name (Keyfactor POST Enrollment CSR).
 */
export function findings(request: Request, rules: Rules): Finding[] {
  return [
    ...rules.subject.flatMap((rule) => ruleFindings(rule, request)),
    ...wildcardFindings(request, rules.allowWildcards),
    ...request.sans.flatMap((san): Finding[] => {
      const problem = checkSan(san);
      if (problem === undefined) return [];
      return [{ grade: 'likely refused', where: 'sans', text: `${sanLabels[san.kind]} ${san.value}: ${problem}` }];
    }),
    ...(rules.rfcEnforcement === true ? rfcFindings(request) : []),
    ...weaknesses(request.key, request.signatureAlgorithm),
    ...(request.key === null ? [] : keyFindings(request.key, rules.keys)),
  ];
}
