import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder in which OpenSSL and others work; `close` removes it.
 * @typedef {object} Workshop
 * @property {(program: string, args: readonly string[], input?: Uint8Array) => { ok: boolean, out: Buffer, words: string }} run
 * @property {(...args: string[]) => Buffer} openssl throws with OpenSSL's words where it refuses
 * @property {(name: string, content: string | Uint8Array) => string} file
 * @property {(name: string) => Buffer} read
 * @property {(name: string) => string} key makes a throw-away key, once for each name; returns its file
 * @property {(name: string) => import('node:crypto').KeyObject} keyObject
 * @property {() => void} close
 */

const curve = (/** @type {string} */ name) => ['EC', '-pkeyopt', `ec_paramgen_curve:${name}`];
const rsa = (/** @type {number} */ bits) => ['RSA', '-pkeyopt', `rsa_keygen_bits:${bits}`];

/** How keys are made. What follows a # in a key's name only tells it from others of its kind. */
const kinds = /** @type {Readonly<Record<string, readonly string[]>>} */ ({
  ...Object.fromEntries([512, 1024, 1536, 2047, 2048, 2056, 3072, 4096, 8192].map((n) => [`rsa${n}`, rsa(n)])),
  rsaExponent3: [...rsa(2048), '-pkeyopt', 'rsa_keygen_pubexp:3'],
  rsaLongExponent: [...rsa(2048), '-pkeyopt', 'rsa_keygen_pubexp:18446744073709551617'],
  p192: curve('P-192'),
  p224: curve('P-224'),
  p256: curve('P-256'),
  p384: curve('P-384'),
  p521: curve('P-521'),
  secp256k1: curve('secp256k1'),
  brainpool256: curve('brainpoolP256r1'),
  brainpool384: curve('brainpoolP384r1'),
  brainpool512: curve('brainpoolP512t1'),
  sect283: curve('sect283r1'),
  explicit256: [...curve('P-256'), '-pkeyopt', 'ec_param_enc:explicit'],
  explicit384: [...curve('P-384'), '-pkeyopt', 'ec_param_enc:explicit'],
  ed25519: ['ED25519'],
  ed448: ['ED448'],
  pss: ['RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'],
  pssRestricted: [
    'RSA-PSS',
    ...[
      'rsa_keygen_bits:2048',
      'rsa_pss_keygen_md:sha256',
      'rsa_pss_keygen_mgf1_md:sha256',
      'rsa_pss_keygen_saltlen:32',
    ].flatMap((option) => ['-pkeyopt', option]),
  ],
});

/** @returns {Workshop} */
export function openWorkshop() {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  /** @type {Workshop['run']} */
  const run = (program, args, input) => {
    const done = spawnSync(program, args, { cwd: folder, ...(input === undefined ? {} : { input }) });
    if (done.error) throw done.error;
    return { ok: done.status === 0, out: done.stdout, words: done.stderr.toString() };
  };
  /** @type {Workshop['openssl']} */
  const openssl = (...args) => {
    const { ok, out, words } = run('openssl', args);
    if (!ok) throw new Error(`openssl ${args.join(' ')}\n${words}`);
    return out;
  };
  /** @type {Workshop['file']} */
  const file = (name, content) => {
    writeFileSync(join(folder, name), content);
    return name;
  };
  /** @type {Workshop['read']} */
  const read = (name) => readFileSync(join(folder, name));
  const made = new Set();
  /** @type {Workshop['key']} */
  const key = (name) => {
    const path = `${name.replace('#', '-')}.key`;
    if (made.has(name)) return path;
    const [kind = ''] = name.split('#');
    if (kind.startsWith('dsa')) {
      openssl(
        'genpkey',
        '-genparam',
        '-algorithm',
        'DSA',
        '-pkeyopt',
        `dsa_paramgen_bits:${kind.slice(3)}`,
        '-out',
        'dsa',
      );
      openssl('genpkey', '-paramfile', 'dsa', '-out', path);
    } else if (kind === 'compressed256') {
      openssl('genpkey', '-algorithm', ...(kinds.p256 ?? []), '-out', 'whole.key');
      openssl('ec', '-in', 'whole.key', '-conv_form', 'compressed', '-out', path);
    } else {
      const how = kinds[kind];
      if (!how) throw new Error(`There is no kind of key called ${kind}.`);
      openssl('genpkey', '-algorithm', ...how, '-out', path);
    }
    made.add(name);
    return path;
  };
  return {
    run,
    openssl,
    file,
    read,
    key,
    keyObject: (name) => createPrivateKey(read(key(name))),
    close: () => rmSync(folder, { recursive: true }),
  };
}

/**
 * @param {string} label
 * @param {Uint8Array} der
 */
export function pemOf(label, der) {
  const lines = Buffer.from(der)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}-----END ${label}-----\n`;
}
