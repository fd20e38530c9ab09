import { authorityName } from './companyRows.ts';
import { isoSeconds } from './jobQueue.ts';
import { entryName } from './jobOutcome.ts';
import { certificateInfo, type SanEntry } from './pki/certificates.ts';
import { md5Hex } from './pki/crypto.ts';
import { formatDn, type Rdn } from './pki/names.ts';
import { crlUrl } from './issuing.ts';
import type { CertificateRow, InventoryEntry, StoreRow } from './storeRows.ts';
import type { World } from './world.ts';

/** Which parts a reader asked for; lists leave them out unless asked (vendor documentation, GET Certificates). */
export interface Includes {
  locations: boolean;
  metadata: boolean;
  privateKey: boolean;
}

interface Place {
  store: StoreRow;
  entry: InventoryEntry;
}

const indexes = new WeakMap<World, { version: number; places: Map<number, Place[]> }>();

/** Where a certificate is by the last inventories; the index is made anew when a store changed. */
export function placesByInventory(world: World, certificateId: number): readonly Place[] {
  let index = indexes.get(world);
  if (index === undefined || index.version !== world.stores.version) {
    const places = new Map<number, Place[]>();
    for (const store of world.stores.all()) {
      for (const entry of store.inventory) {
        const list = places.get(entry.certificateId);
        if (list === undefined) places.set(entry.certificateId, [{ store, entry }]);
        else list.push({ store, entry });
      }
    }
    index = { version: world.stores.version, places };
    indexes.set(world, index);
  }
  return index.places.get(certificateId) ?? [];
}

/** CertState with its number behind it (recorded on 25.4). */
function stateText(state: number): string {
  return `${['Unknown', 'Active', 'Revoked'][state] ?? 'Unknown'} (${state})`;
}

/** Number and name of a key type; 5 for Ed448 is a guess, the others are recorded. */
export function keyType(row: CertificateRow): { number: number; text: string; oid: string } {
  switch (row.keyKind) {
    case 'RSA':
      return { number: 1, text: 'RSA', oid: '1.2.840.113549.1.1.1' };
    case 'EC':
      return { number: 3, text: 'ECC', oid: '1.2.840.10045.2.1' };
    case 'Ed25519':
      return { number: 6, text: 'Ed25519', oid: '1.3.101.112' };
    case 'Ed448':
      return { number: 5, text: 'Ed448', oid: '1.3.101.113' };
    default:
      return { number: 0, text: 'Unknown', oid: '' };
  }
}

const sanTypes: Record<SanEntry['kind'], number> = {
  other: 0,
  rfc822: 1,
  dns: 2,
  directory: 4,
  uri: 6,
  ip4: 7,
  ip6: 7,
  registeredid: 8,
  ms_ntprincipalname: 100,
  ms_ntdsreplication: 101,
};

/** The server's hash of a name: MD5 of its UTF-16LE text (recorded on 25.4). */
function valueHash(text: string): string {
  return md5Hex(Buffer.from(text, 'utf16le'));
}

/** A number for a name that the same name has on every certificate: ids are shared (recorded on 25.4). */
function sharedId(text: string): number {
  return Number.parseInt(valueHash(text).slice(0, 5), 16) + 1;
}

const usageBits = [
  ['CrlSign', 2],
  ['DataEncipherment', 16],
  ['DecipherOnly', 32768],
  ['DigitalSignature', 128],
  ['EncipherOnly', 1],
  ['KeyAgreement', 8],
  ['KeyCertSign', 4],
  ['KeyEncipherment', 32],
  ['NonRepudiation', 64],
] as const;

function detailedUsage(bits: number): object {
  const flags = Object.fromEntries(usageBits.map(([name, bit]) => [name, (bits & bit) !== 0]));
  return { ...flags, HexCode: bits.toString(16) };
}

function firstOf(subject: readonly Rdn[], oid: string): string | null {
  return subject.flat().find((part) => part.oid === oid)?.value ?? null;
}

const usageNames: Record<string, string> = {
  '1.3.6.1.5.5.7.3.1': 'Server Authentication',
  '1.3.6.1.5.5.7.3.2': 'Client Authentication',
  '1.3.6.1.5.5.7.3.3': 'Code Signing',
  '1.3.6.1.5.5.7.3.4': 'Secure Email',
};

function locations(world: World, row: CertificateRow): { counts: object[]; places: object[] } {
  const places = placesByInventory(world, row.Id);
  const byType = new Map<number, number>();
  for (const { store } of places) byType.set(store.typeId, (byType.get(store.typeId) ?? 0) + 1);
  return {
    counts: [...byType].map(([typeId, Count]) => ({ Type: world.storeTypes.get(typeId)?.ShortName ?? '', Count })),
    places: places.map(({ store, entry }) => ({
      StoreMachine: store.machine,
      StorePath: store.path,
      StoreType: store.typeId,
      Alias: entryName(world, entry) ?? row.thumbprint,
      ChainLevel: 0,
      CertStoreId: store.Id,
    })),
  };
}

/** A certificate as the server writes it: 58 members on 25.4, without the younger ones before. Wants the bytes. */
export function certificateWire(world: World, row: CertificateRow, includes: Includes): Record<string, unknown> {
  const info = certificateInfo(Buffer.from(row.der ?? '', 'base64'));
  const authority = world.authorities.get(row.authorityId);
  const template = row.templateId === null ? undefined : world.templates.get(row.templateId);
  const type = keyType(row);
  const where = includes.locations ? locations(world, row) : { counts: [], places: [] };
  const crl = authority === undefined || row.state === 0 ? null : crlUrl(authority);
  const isCa = row.state === 0;
  const older = {
    Id: row.Id,
    Thumbprint: info.thumbprint,
    SerialNumber: info.serial,
    IssuedDN: row.subject,
    IssuedCN: row.commonName === '' ? null : row.commonName,
    ImportDate: new Date(row.importedAt).toISOString().replace(/0{1,2}Z$/, 'Z'),
    NotBefore: isoSeconds(row.notBefore),
    NotAfter: isoSeconds(row.notAfter),
    IssuerDN: formatDn(info.issuer),
    PrincipalId: null,
    TemplateId: template?.Id ?? null,
    CertState: row.state,
    KeySizeInBits: row.keyBits,
    KeyType: type.number,
    RequesterId: isCa ? null : 5,
    IssuedOU: firstOf(info.subject, '2.5.4.11'),
    IssuedEmail: firstOf(info.subject, '1.2.840.113549.1.9.1'),
    KeyUsage: info.keyUsage,
    SigningAlgorithm: info.signatureAlgorithm,
    CertStateString: stateText(row.state),
    KeyTypeString: type.text,
    RevocationEffDate: row.revokedAt === null ? null : isoSeconds(row.revokedAt),
    RevocationReason: row.revocationReason,
    RevocationComment: row.revocationComment,
    CertificateAuthorityId: authority?.Id ?? null,
    CertificateAuthorityName: authority === undefined ? null : authorityName(authority),
    TemplateName: template?.TemplateName ?? null,
    ArchivedKey: false,
    HasPrivateKey: includes.privateKey && row.retained,
    PrincipalName: null,
    CertRequestId: row.requestId,
    RequesterName: row.requester === '' ? null : row.requester,
    ContentBytes: row.der,
    ExtendedKeyUsages: info.ekus.map((Oid, i) => ({ Id: i + 1, Oid, DisplayName: usageNames[Oid] ?? Oid })),
    SubjectAltNameElements: info.sans.map((san) => ({
      Id: sharedId(san.value),
      Value: san.value,
      Type: sanTypes[san.kind],
      ValueHash: valueHash(san.value),
    })),
    CRLDistributionPoints: crl === null ? [] : [{ Id: sharedId(crl), Url: crl, UrlHash: valueHash(crl) }],
    LocationsCount: where.counts,
    SSLLocations: [],
    Locations: where.places,
    Metadata: includes.metadata ? row.metadata : {},
    CARowIndex: null,
    CARecordId: info.serial,
    DetailedKeyUsage: detailedUsage(info.keyUsage),
    KeyRecoverable: false,
    Curve: row.curve,
  };
  const owner = { OwnerRoleId: row.ownerRoleId, OwnerRoleName: row.ownerRoleName };
  if (world.profile.major < 25) {
    return { ...older, ...(world.profile.ownerRole ? owner : {}), CertificateKeyId: 0 };
  }
  return {
    ...older,
    IsCACertificate: info.isCa,
    PathLengthConstraint: null,
    ...owner,
    KeyAlgorithm: type.oid,
    AltKeyAlgorithm: null,
    AltKeySizeInBits: 0,
    AltKeyType: null,
    AltSigningAlgorithm: null,
    AltKeyTypeString: null,
    HasAltPrivateKey: false,
    EnrollmentPatternId: row.patternId,
    Lifespan: Math.round((row.notAfter - row.notBefore) / 86_400_000),
  };
}
