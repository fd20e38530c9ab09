import type { AuthorityRow } from '../companyRows.ts';
import { defaultPattern } from '../effective.ts';
import type { Issuer } from '../pki/certificates.ts';
import { certificateInfo } from '../pki/certificates.ts';
import { sha256Hex } from '../pki/crypto.ts';
import { formatDn } from '../pki/names.ts';
import { retentionNames, type TemplateRow } from '../templateRows.ts';
import type { CertificateRow, InventoryEntry, StoreRow, StoreTypeRow } from '../storeRows.ts';
import { nextNumber, now, type World } from '../world.ts';
import { generator, type Generator } from './generator.ts';
import { siteName } from './machines.ts';
import { seededAlias } from './stores.ts';

const dayMs = 86_400_000;

function caRow(world: World, issuer: Issuer, authorityId: number): CertificateRow {
  const info = certificateInfo(issuer.certificate);
  return {
    Id: world.certificates.nextId(),
    subject: formatDn(info.subject),
    commonName: info.subject.flat().find((part) => part.oid === '2.5.4.3')?.value ?? '',
    sans: [],
    serial: info.serial,
    der: Buffer.from(issuer.certificate).toString('base64'),
    thumbprint: info.thumbprint,
    authorityId,
    templateId: null,
    patternId: null,
    keyKind: info.key.kind,
    keyBits: info.key.bits,
    curve: info.key.curve ?? null,
    spkiHash: sha256Hex(info.spki),
    keyPkcs8: null,
    retained: false,
    notBefore: info.notBefore.getTime(),
    notAfter: info.notAfter.getTime(),
    importedAt: info.notBefore.getTime(),
    state: 0,
    revokedAt: null,
    revocationReason: null,
    revocationComment: null,
    requester: '',
    ownerRoleId: null,
    ownerRoleName: null,
    metadata: {},
    requestId: null,
  };
}

/** The CA certificates are certificates of the server too; they come first, with state 0 (recorded on 25.4). */
function seedCas(world: World): void {
  const done = new Set<Uint8Array>();
  for (const authority of world.authorities.all()) {
    for (const issuer of [authority.issuer, ...authority.chain]) {
      if (done.has(issuer.certificate)) continue;
      done.add(issuer.certificate);
      world.certificates.put(caRow(world, issuer, authority.Id));
    }
  }
}

interface Source {
  template: TemplateRow;
  authority: AuthorityRow;
  patternId: number | null;
}

/** Templates that certificates of the past can have come from. */
function sourcesOf(world: World): Source[] {
  return world.templates.all().flatMap((template) => {
    const server = template.ExtendedKeyUsages.some((usage) => usage.Oid === '1.3.6.1.5.5.7.3.1');
    const authority = world.authorities
      .all()
      .find((ca) => ca.ConfigurationTenant === template.ConfigurationTenant && !ca.Standalone);
    if (!server || authority === undefined) return [];
    const pattern = defaultPattern(world, template.Id);
    return [{ template, authority, patternId: pattern?.Id ?? null }];
  });
}

interface Key {
  keyKind: CertificateRow['keyKind'];
  keyBits: number;
  curve: string | null;
}
const rsa: Key = { keyKind: 'RSA', keyBits: 2048, curve: null };
const p256: Key = { keyKind: 'EC', keyBits: 256, curve: '1.2.840.10045.3.1.7' };

function leafRow(world: World, random: Generator, source: Source, n: number, at: number): CertificateRow {
  const id = world.certificates.nextId();
  const host = n % 4 === 3 ? `*.${siteName(n)}${n}.keyexample.com` : `${siteName(n)}${n}.keyexample.com`;
  const days = source.template.validityDays;
  // Most are alive; some expire within the next weeks, a few did already.
  const age =
    n % 13 === 12
      ? days + 1 + random.below(60)
      : n % 9 === 8
        ? Math.max(0, days - random.below(30))
        : random.below(days);
  const importedAt = at - age * dayMs - random.below(80_000) * 1000;
  const notBefore = Math.floor((importedAt - 600_000) / 1000) * 1000;
  const revoked = n % 41 === 40;
  const retained = source.template.KeyRetention !== retentionNames[0];
  return {
    Id: id,
    subject: `CN=${host},OU=${n % 2 === 0 ? 'Operations' : 'Web'},O="Key Example, Inc.",C=US`,
    commonName: host,
    sans: [
      { kind: 'dns', value: host },
      ...(n % 5 === 0 ? [{ kind: 'dns', value: `www.${host.replace('*.', '')}` }] : []),
    ],
    serial: `4A${random.hex(36).toUpperCase()}`,
    der: null,
    thumbprint: null,
    authorityId: source.authority.Id,
    templateId: source.template.Id,
    patternId: source.patternId,
    ...(n % 3 === 0 ? rsa : p256),
    spkiHash: null,
    keyPkcs8: null,
    retained,
    notBefore,
    notAfter: notBefore + days * dayMs - 1000,
    importedAt,
    state: revoked ? 2 : 1,
    revokedAt: revoked ? importedAt + dayMs : null,
    revocationReason: revoked ? 4 : null,
    revocationComment: revoked ? 'Replaced by a new certificate' : null,
    requester: n % 3 === 0 ? 'KEYEXAMPLE\\enroller' : 'KEYEXAMPLE\\admin',
    ownerRoleId: null,
    ownerRoleName: null,
    metadata: {},
    requestId: null,
  };
}

function entryFor(world: World, type: StoreTypeRow, certificateId: number, n: number): InventoryEntry {
  const privateKey = type.PrivateKeyAllowed !== 'Forbidden';
  const binding = {
    Port: '443',
    IPAddress: '*',
    HostName: '',
    SiteName: 'Default Web Site',
    SniFlag: '0',
    Protocol: 'https',
  };
  return {
    name: seededAlias(type, n),
    certificateId,
    privateKey,
    parameters: { ...(type.ShortName === 'IISU' ? binding : {}), PrivateKeyEntry: privateKey ? 'Yes' : 'No' },
    itemId: nextNumber(world, 'inventoryItem'),
  };
}

function startsEmpty(store: StoreRow): boolean {
  return !store.approved || store.machine === 'k8s-fails' || store.path === 'edge/empty-tls';
}

/** How many certificates a store starts with; every fifth of those that can hold several has three. */
function entryCount(type: StoreTypeRow, n: number): number {
  if (!type.SupportedOperations.Add) return 0;
  const several = ['IISU', 'WinCert', 'RFJKS', 'K8SJKS', 'F5-SL-REST', 'F5-CA-REST', 'AKV', 'CitrixAdc', 'AWS-ACM'];
  return several.includes(type.ShortName) && n % 5 === 0 ? 3 : 1;
}

/**
 * CA certificates, and certificates in the seeded stores: about 400, or 100,000 in a large world. They get their bytes
 * when somebody first looks at them. Wants templates, authorities and stores to be there; deterministic but for the
 * dates, which go back from today.
 */
export function seedCertificates(world: World, o: { large: boolean }): void {
  const random = generator(90210);
  const at = now(world).getTime();
  seedCas(world);
  const [first, ...others] = sourcesOf(world);
  if (first === undefined) return;
  const sources: [Source, ...Source[]] = [first, ...others.slice(0, 7)];
  const limit = o.large ? 100_000 : 420;
  let n = 0;
  const next = (): CertificateRow => {
    n += 1;
    return world.certificates.put(leafRow(world, random, random.pick(sources), n, at));
  };
  for (const store of world.stores.all()) {
    const type = world.storeTypes.get(store.typeId);
    if (type === undefined || startsEmpty(store) || world.certificates.size >= limit) continue;
    const count = entryCount(type, n);
    const entries: InventoryEntry[] = [];
    for (let i = 0; i < count; i += 1) entries.push(entryFor(world, type, next().Id, n));
    const seen = store.inventorySchedule === null ? [] : entries;
    world.stores.put({ ...store, contents: entries, inventory: seen });
  }
  while (world.certificates.size < limit) next();
}
