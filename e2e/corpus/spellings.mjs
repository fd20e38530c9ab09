import { Buffer } from 'node:buffer';
import { pemOf } from './openssl.mjs';
import { cook } from './recipes.mjs';

/**
 * A request as text or bytes; `der` is what is inside, null where nothing can be got out of it.
 * @typedef {{ about: string, extension: string, content: Buffer, read: boolean, der: Buffer | null, why?: string }} Spelling
 */

const utf16 = (/** @type {string} */ text) => Buffer.from(`\uFEFF${text}`, 'utf16le');

/**
 * One request in many spellings.
 * @param {import('./openssl.mjs').Workshop} shop
 * @returns {Record<string, Spelling>}
 */
export function spellings(shop) {
  const der = cook(shop, 'spelled.example.com', { about: '', extensions: 'subjectAltName=DNS:spelled.example.com' });
  const second = cook(shop, 'second.example.com', { about: '' });
  const pem = pemOf('CERTIFICATE REQUEST', der);
  const base64 = der.toString('base64');
  const lines = base64.replace(/.{1,64}/g, '$&\n');
  const printed = shop.openssl('req', '-in', shop.file('spelled.pem', pem), '-text', '-nameopt', 'utf8').toString();
  const good = (/** @type {string} */ about, /** @type {string | Buffer} */ content, extension = 'pem') => ({
    about,
    extension,
    content: Buffer.from(content),
    read: true,
    der,
  });
  const bad = (/** @type {string} */ about, /** @type {string} */ content, /** @type {string} */ why) => ({
    ...good(about, content),
    read: false,
    der: null,
    why,
  });
  const headers = (/** @type {string} */ label) => pem.replaceAll('CERTIFICATE REQUEST', label);
  return {
    'form-pem': good('As OpenSSL writes it', pem),
    'form-new': good('The older label', headers('NEW CERTIFICATE REQUEST')),
    'form-crlf': good('Line ends of Windows', pem.replaceAll('\n', '\r\n')),
    'form-cr': good('Line ends of old Macs', pem.replaceAll('\n', '\r')),
    'form-bom': good('A byte order mark', `\uFEFF${pem}`),
    'form-utf16le': good('UTF-16 as Notepad saves it', utf16(pem)),
    'form-utf16be': good('UTF-16, big end first', utf16(pem).swap16()),
    'form-text-before': good('Behind the text that OpenSSL prints', printed),
    'form-mail': good('In a letter', `Dear desk,\n\nplease sign this: it is urgent.\n\n${pem}\nBest regards - Ann\n--\nExample Ltd.\n`),
    'form-no-headers': good('Base64 alone', lines, 'txt'),
    'form-one-line': good('Base64 in one line', base64, 'txt'),
    'form-one-line-pem': good('PEM with one line of base64', `-----BEGIN CERTIFICATE REQUEST-----\n${base64}\n-----END CERTIFICATE REQUEST-----`),
    'form-76': good('Lines of 76 characters', `-----BEGIN CERTIFICATE REQUEST-----\n${base64.replace(/.{1,76}/g, '$&\n')}-----END CERTIFICATE REQUEST-----\n`),
    'form-indented': good('Indented', pem.replace(/^/gm, '    ')),
    'form-blank-lines': good('Blank lines between', pem.replaceAll('\n', '\n\n')),
    'form-spaces-behind': good('Spaces at the ends of lines', pem.replaceAll('\n', '  \n')),
    'form-no-end': good('The END line is lost', pem.replace(/-----END.*\n/, '')),
    'form-no-begin': good('The BEGIN line is lost', pem.replace(/-----BEGIN.*\n/, '')),
    'form-der': good('DER', der, 'der'),
    'form-quoted-mail': bad('Quoted in an answer', pem.replace(/^/gm, '> '), 'the marks of the quotation stand in the base64'),
    'form-dashes': bad('Dashes that a word processor made nicer', pem.replaceAll('-----', '—–'), 'no PEM any more'),
    'form-star': bad('A star in the base64', pem.replace(lines.slice(10, 20), `${lines.slice(10, 15)}*${lines.slice(16, 20)}`), 'no base64'),
    'form-line-lost': bad('A line is lost', pem.replace(`${lines.split('\n')[1]}\n`, ''), 'the lengths do not fit any more'),
    'form-cut': bad('The second half is lost', pem.slice(0, pem.length / 2), 'cut off'),
    'form-two': bad('Two requests', pem + pemOf('CERTIFICATE REQUEST', second), 'which one is meant?'),
    'form-empty-pem': bad('Nothing between the lines', '-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----\n', 'nothing inside'),
    'form-html-entities': bad('Plus signs turned into entities', pem.replaceAll('+', '&#43;').replaceAll('/', '&#47;'), 'no base64'),
  };
}
