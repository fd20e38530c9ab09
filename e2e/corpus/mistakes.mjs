import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { pemOf } from './openssl.mjs';
import { cook } from './recipes.mjs';

/**
 * What people give by mistake. `called`: the words by which a reader should name it, '' where it cannot know.
 * @typedef {{ about: string, extension: string, content: Buffer, called: string }} Mistake
 */

/**
 * Everything but a request. All keys are made for this folder and used nowhere.
 * @param {import('./openssl.mjs').Workshop} shop
 * @returns {Record<string, Mistake>}
 */
export function mistakes(shop) {
  const [ec, rsa, ed] = [shop.key('p256#thrown'), shop.key('rsa2048#thrown'), shop.key('ed25519#thrown')];
  const { openssl } = shop;
  const certificate = openssl('req', '-x509', '-key', ec, '-subj', '/CN=thrown.example.com', '-days', '3650').toString();
  shop.file('c.pem', certificate);
  const pem = (/** @type {string[]} */ ...args) => openssl(...args).toString();
  const der = (/** @type {string[]} */ ...args) => openssl(...args, '-outform', 'DER');
  const [pfx, p7b] = ['thrown.pfx', 'thrown.p7b'];
  openssl('pkcs12', '-export', '-inkey', ec, '-in', 'c.pem', '-name', 'thrown', '-passout', 'pass:thrown', '-out', pfx);
  openssl('crl2pkcs7', '-nocrl', '-certfile', 'c.pem', '-outform', 'DER', '-out', p7b);
  for (const type of ['JKS', 'JCEKS']) {
    const to = ['-destkeystore', `thrown.${type}`, '-deststoretype', type, '-deststorepass', 'thrown1', '-destkeypass', 'thrown1'];
    shop.run('keytool', ['-importkeystore', '-srckeystore', pfx, '-srcstorepass', 'thrown', '-srcalias', 'thrown', ...to]);
  }
  shop.run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'thrown', '-f', 'ssh']);
  shop.file('ca.cnf', '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=30\n');
  shop.file('index.txt', '');
  const crl = pem('ca', '-config', 'ca.cnf', '-gencrl', '-keyfile', ec, '-cert', 'c.pem');
  const request = pemOf('CERTIFICATE REQUEST', cook(shop, 'with-its-key.example.com', { about: '', key: 'p256#thrown' }));
  const key = 'a private key';
  const is = (/** @type {string} */ about, /** @type {string | Uint8Array} */ content, called = '', extension = 'pem') => ({
    about,
    extension,
    content: Buffer.from(content),
    called,
  });
  const plain = pem('pkcs8', '-topk8', '-nocrypt', '-in', rsa);
  const encrypted = pem('pkcs8', '-topk8', '-in', ec, '-passout', 'pass:thrown');
  return {
    'other-certificate': is('A certificate', certificate, 'a certificate'),
    'other-certificate-der': is('A certificate in DER', der('x509', '-in', 'c.pem'), 'a certificate', 'cer'),
    'other-certificate-base64': is('A certificate without its lines', certificate.replace(/-----.*\n/g, ''), 'a certificate', 'txt'),
    'other-trusted-certificate': is('A certificate as OpenSSL trusts it', pem('x509', '-in', 'c.pem', '-trustout', '-addtrust', 'serverAuth')),
    'other-pkcs8-rsa': is('PKCS #8', plain, key, 'key'),
    'other-pkcs8-ed25519': is('PKCS #8, Ed25519', pem('pkcs8', '-topk8', '-nocrypt', '-in', ed), key, 'key'),
    'other-pkcs8-der': is('PKCS #8 in DER', der('pkcs8', '-topk8', '-nocrypt', '-in', ec), key, 'der'),
    'other-pkcs8-base64': is('PKCS #8 without its lines', plain.replace(/-----.*\n/g, ''), key, 'txt'),
    'other-pkcs8-encrypted': is('PKCS #8, encrypted', encrypted, key, 'key'),
    'other-pkcs8-encrypted-der': is('PKCS #8, encrypted, in DER', der('pkcs8', '-topk8', '-in', ec, '-passout', 'pass:thrown'), key, 'der'),
    'other-pkcs8-utf16': is('PKCS #8 as Notepad saves it', Buffer.from(`\uFEFF${plain}`, 'utf16le'), key, 'key'),
    'other-pkcs1': is('PKCS #1', pem('rsa', '-in', rsa, '-traditional'), key, 'key'),
    'other-pkcs1-der': is('PKCS #1 in DER', der('rsa', '-in', rsa, '-traditional'), key, 'der'),
    'other-pkcs1-encrypted': is('PKCS #1, encrypted the old way', pem('rsa', '-in', rsa, '-traditional', '-aes128', '-passout', 'pass:thrown'), key, 'key'),
    'other-sec1': is('SEC 1, behind its parameters', `${pem('ecparam', '-name', 'P-256')}${pem('ec', '-in', ec)}`, key, 'key'),
    'other-sec1-der': is('SEC 1 in DER', der('ec', '-in', ec), key, 'der'),
    'other-dsa-key': is('A DSA key of the old form', pem('dsa', '-in', shop.key('dsa1024')), key, 'key'),
    'other-key-cut': is('A private key that is cut off', plain.slice(0, 200), key, 'key'),
    'other-request-and-key': is('A request with its key behind it', request + pem('ec', '-in', ec), key),
    'other-certificate-and-key': is('A certificate with its key', certificate + plain, key),
    'other-ssh-key': is('An OpenSSH key', shop.read('ssh'), key, 'key'),
    'other-putty-key': is('A PuTTY key', 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: thrown\nPublic-Lines: 1\nAAAA\nPrivate-Lines: 1\nAAAA\n', key, 'ppk'),
    'other-ssh-public-key': is('An OpenSSH public key', shop.read('ssh.pub'), '', 'pub'),
    'other-public-key': is('A public key', pem('pkey', '-in', ec, '-pubout'), 'a public key'),
    'other-public-key-der': is('A public key in DER', der('pkey', '-in', ec, '-pubout'), 'a public key', 'der'),
    'other-rsa-public-key': is('A public key of PKCS #1', pem('rsa', '-in', rsa, '-RSAPublicKey_out'), 'a public key'),
    'other-pfx': is('A PFX', shop.read(pfx), 'PKCS #12', 'pfx'),
    'other-pfx-base64': is('A PFX in base64', shop.read(pfx).toString('base64'), 'PKCS #12', 'txt'),
    'other-p7b': is('A P7B', shop.read(p7b), 'PKCS #7', 'p7b'),
    'other-p7b-pem': is('A P7B as PEM', pem('crl2pkcs7', '-nocrl', '-certfile', 'c.pem'), 'PKCS #7'),
    'other-jks': is('A Java keystore', shop.read('thrown.JKS'), 'Java keystore', 'jks'),
    'other-jceks': is('A Java keystore of the other kind', shop.read('thrown.JCEKS'), 'Java keystore', 'jks'),
    'other-crl': is('A revocation list', crl, 'a revocation list'),
    'other-spkac': is('A request of the browsers of old', openssl('spkac', '-key', rsa), '', 'txt'),
    'other-pgp': is('An OpenPGP key', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZQ==\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n', '', 'asc'),
    'other-html': is('A page', '<!doctype html>\n<html><head><title>Sign in</title></head><body><p>Your session has ended.</p></body></html>\n', '', 'html'),
    'other-json': is('JSON', '{"CSR": "MIIB", "Template": "WebServer"}\n', '', 'json'),
    'other-xml': is('XML', '<?xml version="1.0"?><request>MIIB</request>\n', '', 'xml'),
    'other-words': is('Words', 'Please send me the request for shop.example.com\n', '', 'txt'),
    'other-one-word': is('A word that is base64', 'Certificate+Request\n', '', 'txt'),
    'other-empty': is('Nothing', '', '', 'txt'),
    'other-spaces': is('Blank lines', ' \r\n\t\n', '', 'txt'),
    'other-noise': is('Noise', randomBytes(1024), '', 'bin'),
    'other-noise-sequence': is('Noise that begins as a request does', Buffer.concat([Buffer.from('308203fc', 'hex'), randomBytes(1020)]), '', 'bin'),
    'other-picture': is('A picture', Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'), '', 'png'),
    'other-archive': is('An archive', Buffer.from('504b0506000000000000000000000000000000000000', 'hex'), '', 'zip'),
  };
}
