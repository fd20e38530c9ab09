import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { request } from './der.mjs';

/**
 * What OpenSSL says about a request, in one object. Names are as `-nameopt` prints them: RFC 2253 escapes, types as object
 * identifiers, the last part of the encoding first. `sans` has the kinds of Keyfactor where they exist; an other name is
 * its type and value, text of known string types, else hex of its DER. `subject` is null where OpenSSL cannot print it, `key`
 * where it cannot read the key, `bits` where it prints no size.
 * @typedef {{ kind: string, value: string }} SanView
 * @typedef {{ verify: 'ok' | 'failed' | 'cannot tell', subject: string | null,
 *   key: { algorithm: string, bits: number | null, curve: string | null } | null,
 *   spki: string, signature: string, extensions: { oid: string, critical: boolean }[], sans: SanView[],
 *   attributes: string[] }} View
 */

const nameOptions = 'esc_2253,esc_ctrl,utf8,dump_nostr,dump_der,sep_comma_plus,dn_rev,oid';

/** @typedef {{ depth: number, start: number, from: number, end: number, type: string, kids: Node[] }} Node */

/**
 * The tree that `openssl asn1parse` prints, cut to places in the bytes; null where OpenSSL cannot read it.
 * @param {import('./openssl.mjs').Workshop} shop
 * @param {Uint8Array} der
 * @returns {Node | null}
 */
function tree(shop, der) {
  const { ok, out } = shop.run('openssl', ['asn1parse', '-inform', 'DER', '-in', shop.file('tree.der', der)]);
  if (!ok) return null;
  /** @type {Node[]} */
  const open = [];
  /** @type {Node | null} */
  let root = null;
  for (const line of out.toString().split('\n')) {
    const found = /^\s*(\d+):d=(\d+)\s+hl=(\d+)\s+l=\s*(\d+) (?:prim|cons): (.{1,18})/.exec(line);
    if (!found) continue;
    const [start = 0, depth = 0, header = 0, length = 0] = found.slice(1, 5).map(Number);
    const from = start + header;
    /** @type {Node} */
    const node = { depth, start, from, end: from + length, type: (found[5] ?? '').trim(), kids: [] };
    open.length = depth;
    open.at(-1)?.kids.push(node);
    open.push(node);
    root ??= node;
  }
  return root;
}

/** @param {Uint8Array} content */
function dotted(content) {
  /** @type {bigint[]} */
  const arcs = [];
  let arc = 0n;
  for (const byte of content) {
    arc = arc * 128n + BigInt(byte & 127);
    if (byte >= 128) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [head = 0n, ...rest] = arcs;
  const top = head < 80n ? head / 40n : 2n;
  return [top, head - top * 40n, ...rest].join('.');
}

const hex = (/** @type {Uint8Array} */ bytes) => Buffer.from(bytes).toString('hex').toUpperCase();
const texts = new Map([
  ['UTF8STRING', 'utf8'],
  ['IA5STRING', 'latin1'],
  ['PRINTABLESTRING', 'latin1'],
]);

/**
 * @param {import('./openssl.mjs').Workshop} shop
 * @param {Uint8Array} der the value of the extension
 * @returns {SanView[]}
 */
function sansOf(shop, der) {
  return (tree(shop, der)?.kids ?? []).map((node) => {
    const content = Buffer.from(der.subarray(node.from, node.end));
    const latin = content.toString('latin1');
    switch (node.type) {
      case 'cont [ 1 ]':
        return { kind: 'rfc822', value: latin };
      case 'cont [ 2 ]':
        return { kind: 'dns', value: latin };
      case 'cont [ 6 ]':
        return { kind: 'uri', value: latin };
      case 'cont [ 8 ]':
        return { kind: 'registeredid', value: dotted(content) };
      case 'cont [ 4 ]':
        return { kind: 'directory', value: subjectOf(shop, content) };
      case 'cont [ 7 ]':
        if (content.length === 4) return { kind: 'ip4', value: content.join('.') };
        if (content.length === 16) return { kind: 'ip6', value: ip6(content) };
        break;
      case 'cont [ 0 ]':
        return otherName(shop, content);
      default:
    }
    return { kind: 'unknown', value: hex(der.subarray(node.start, node.end)) };
  });
}

/** The text of RFC 5952, which the URL standard writes too. @param {Buffer} content */
const ip6 = (content) =>
  new URL(`http://[${content.toString('hex').replace(/.{4}(?=.)/g, '$&:')}]`).hostname.slice(1, -1);

/**
 * @param {import('./openssl.mjs').Workshop} shop
 * @param {Buffer} content type and value, side by side
 * @returns {SanView}
 */
function otherName(shop, content) {
  const whole = Buffer.concat([Buffer.from([0x30, 0x82, content.length >> 8, content.length & 255]), content]);
  const [type, wrapped] = tree(shop, whole)?.kids ?? [];
  const value = wrapped?.kids[0];
  if (!type || !value) return { kind: 'unknown', value: hex(content) };
  const oid = dotted(whole.subarray(type.from, type.end));
  const inner = whole.subarray(value.from, value.end);
  const encoding = /** @type {BufferEncoding | undefined} */ (texts.get(value.type.replace(' ', '')));
  const text = encoding === undefined ? `#${hex(whole.subarray(value.start, value.end))}` : inner.toString(encoding);
  if (oid === '1.3.6.1.4.1.311.20.2.3' && encoding !== undefined) return { kind: 'ms_ntprincipalname', value: text };
  if (oid === '1.3.6.1.4.1.311.25.1' && value.type === 'OCTET STRING')
    return { kind: 'ms_ntdsreplication', value: hex(inner) };
  return { kind: 'other', value: `${oid};${text}` };
}

/**
 * How OpenSSL prints a Name: as the subject of a request made around it.
 * @param {import('./openssl.mjs').Workshop} shop
 * @param {Uint8Array} subject
 */
function subjectOf(shop, subject) {
  return printedSubject(shop, request(shop.keyObject('p256'), { subject: Buffer.from(subject) })) ?? '';
}

/**
 * @param {import('./openssl.mjs').Workshop} shop
 * @param {Uint8Array} der
 * @returns {string | null}
 */
function printedSubject(shop, der) {
  const asked = [
    'req',
    '-inform',
    'DER',
    '-in',
    shop.file('view.der', der),
    '-noout',
    '-subject',
    '-nameopt',
    nameOptions,
  ];
  const { ok, out } = shop.run('openssl', asked);
  return ok
    ? out
        .toString()
        .replace(/^subject=/, '')
        .replace(/\n$/, '')
    : null;
}

/**
 * @param {import('./openssl.mjs').Workshop} shop
 * @param {Uint8Array} der
 * @returns {View | null} null where OpenSSL reads no request
 */
export function view(shop, der) {
  const file = shop.file('view.der', der);
  if (!shop.run('openssl', ['req', '-inform', 'DER', '-in', file, '-noout']).ok) return null;
  const text = shop.run('openssl', ['req', '-inform', 'DER', '-in', file, '-noout', '-text']).out.toString();
  const { words } = shop.run('openssl', ['req', '-inform', 'DER', '-in', file, '-noout', '-verify']);
  const verify = /verify OK/.test(words) ? 'ok' : /verify failure/.test(words) ? 'failed' : 'cannot tell';
  const subject = printedSubject(shop, der);
  const root = tree(shop, der);
  const [info, algorithm] = root?.kids ?? [];
  const [, , spki, attributes] = info?.kids ?? [];
  const bytes = (/** @type {Node | undefined} */ node) => (node ? der.subarray(node.from, node.end) : new Uint8Array());
  const oidAt = (/** @type {Node | undefined} */ node) => (node?.type === 'OBJECT' ? dotted(bytes(node)) : '');
  const [keyType, parameters] = spki?.kids[0]?.kids ?? [];
  const asked = (attributes?.kids ?? []).map((each) => ({
    oid: oidAt(each.kids[0]),
    values: each.kids[1]?.kids ?? [],
  }));
  const extensions = asked
    .filter(({ oid }) => oid === '1.2.840.113549.1.9.14' || oid === '1.3.6.1.4.1.311.2.1.14')
    .flatMap(({ values }) => values.flatMap((value) => value.kids))
    .map(({ kids }) => ({
      oid: oidAt(kids[0]),
      critical: kids.length === 3 && bytes(kids[1])[0] !== 0,
      value: bytes(kids.at(-1)),
    }));
  const size = /Public-Key:(?: \((\d+) bit)?/.exec(text);
  return {
    verify,
    subject,
    key: size && {
      algorithm: oidAt(keyType),
      bits: size[1] ? Number(size[1]) : null,
      curve: oidAt(parameters) || null,
    },
    spki: spki ? createHash('sha256').update(der.subarray(spki.start, spki.end)).digest('hex').toUpperCase() : '',
    signature: oidAt(algorithm?.kids[0]),
    extensions: extensions.map(({ oid, critical }) => ({ oid, critical })),
    sans: extensions.filter(({ oid }) => oid === '2.5.29.17').flatMap(({ value }) => sansOf(shop, value)),
    attributes: asked.map(({ oid }) => oid),
  };
}
