// Names for object identifiers. Attribute types: RFC 4514 §3, RFC 4519, X.520; curves: SEC 2, ANSI X9.62,
// RFC 5480, RFC 5639, RFC 4357; algorithms: RFC 3279, 4055, 5758, 8410; extensions and usages: RFC 5280 and Microsoft's OID list.
const attributes = /* @__PURE__ */ new Map(
  Object.entries({
    '2.5.4.3': 'CN',
    '2.5.4.10': 'O',
    '2.5.4.11': 'OU',
    '2.5.4.7': 'L',
    '2.5.4.8': 'ST',
    '2.5.4.6': 'C',
    '1.2.840.113549.1.9.1': 'E',
    '0.9.2342.19200300.100.1.25': 'DC',
    '0.9.2342.19200300.100.1.1': 'UID',
    '2.5.4.9': 'STREET',
    '2.5.4.17': 'POSTALCODE',
    '2.5.4.5': 'SERIALNUMBER',
    // Not SN: to Windows and RFC 4519 that is the surname, to Bouncy Castle the serial number.
    '2.5.4.4': 'SURNAME',
    '2.5.4.42': 'GIVENNAME',
    '2.5.4.43': 'INITIALS',
    '2.5.4.12': 'T',
    '2.5.4.13': 'DESCRIPTION',
    '2.5.4.15': 'BUSINESSCATEGORY',
    '2.5.4.65': 'PSEUDONYM',
    '2.5.4.97': 'ORGANIZATIONIDENTIFIER',
    '1.2.840.113549.1.9.2': 'UNSTRUCTUREDNAME',
    '1.2.840.113549.1.9.8': 'UNSTRUCTUREDADDRESS',
  }),
);
const attributeOids = /* @__PURE__ */ new Map(Array.from(attributes, ([oid, name]) => [name, oid]));
// Types that every program calls something else go by their number.
const aliases = /* @__PURE__ */ new Map(
  Object.entries({
    COMMONNAME: 'CN',
    ORGANIZATIONNAME: 'O',
    ORGANIZATIONALUNITNAME: 'OU',
    LOCALITYNAME: 'L',
    S: 'ST',
    SP: 'ST',
    STATEORPROVINCENAME: 'ST',
    COUNTRYNAME: 'C',
    EMAIL: 'E',
    EMAILADDRESS: 'E',
    DOMAINCOMPONENT: 'DC',
    USERID: 'UID',
    STREETADDRESS: 'STREET',
    SN: 'SURNAME',
    G: 'GIVENNAME',
    GN: 'GIVENNAME',
    I: 'INITIALS',
    TITLE: 'T',
    TELEPHONENUMBER: '2.5.4.20',
    DNQ: '2.5.4.46',
    DNQUALIFIER: '2.5.4.46',
    JURISDICTIONL: '1.3.6.1.4.1.311.60.2.1.1',
    JURISDICTIONLOCALITY: '1.3.6.1.4.1.311.60.2.1.1',
    JURISDICTIONLOCALITYNAME: '1.3.6.1.4.1.311.60.2.1.1',
    JURISDICTIONST: '1.3.6.1.4.1.311.60.2.1.2',
    JURISDICTIONSTATE: '1.3.6.1.4.1.311.60.2.1.2',
    JURISDICTIONSTATEORPROVINCENAME: '1.3.6.1.4.1.311.60.2.1.2',
    JURISDICTIONC: '1.3.6.1.4.1.311.60.2.1.3',
    JURISDICTIONCOUNTRY: '1.3.6.1.4.1.311.60.2.1.3',
    JURISDICTIONCOUNTRYNAME: '1.3.6.1.4.1.311.60.2.1.3',
  }),
);

/** The short name of an attribute type as this project writes it ('CN', 'ST', 'E', …); unknown OIDs stay dotted. */
export function attributeName(typeOrOid: string): string {
  const upper = typeOrOid.toUpperCase().replace(/^OID\./, '');
  return attributes.get(upper) ?? aliases.get(upper) ?? upper;
}

/** The OID of an attribute type by any of its names, dotted; undefined for a name that is not known here. */
export function attributeOid(typeOrOid: string): string | undefined {
  const name = attributeName(typeOrOid);
  return attributeOids.get(name) ?? (/^[0-2](\.\d+)+$/.test(name) ? name : undefined);
}

interface NamedCurve {
  /** What people call it. */
  name: string;
  /** Size of its field in bits, which is what key policies call the size of the key. */
  bits: number;
  /** Its other names, for a search. */
  also?: string;
}

const primeNames: Readonly<Record<string, { name: string; also: string }>> = {
  '1.2.840.10045.3.1.7': { name: 'P-256', also: 'prime256v1 secp256r1' },
  '1.3.132.0.34': { name: 'P-384', also: 'secp384r1' },
  '1.3.132.0.35': { name: 'P-521', also: 'secp521r1' },
  '1.3.132.0.33': { name: 'P-224', also: 'secp224r1' },
  '1.2.840.10045.3.1.1': { name: 'P-192', also: 'prime192v1 secp192r1' },
};

// The families of curves: the arc, then the names of its members by their last number; a dash where there is none.
const families: readonly (readonly [string, string])[] = [
  [
    '1.3.132.0',
    `sect163k1 sect163r1 sect239k1 sect113r1 sect113r2 secp112r1 secp112r2 secp160r1 secp160k1 secp256k1 - - - -
     sect163r2 sect283k1 sect283r1 - - - - sect131r1 sect131r2 sect193r1 sect193r2 sect233k1 sect233r1 secp128r1 secp128r2
     secp160r2 secp192k1 secp224k1 secp224r1 secp384r1 secp521r1 sect409k1 sect409r1 sect571k1 sect571r1`,
  ],
  ['1.2.840.10045.3.1', 'prime192v1 prime192v2 prime192v3 prime239v1 prime239v2 prime239v3 prime256v1'],
  [
    '1.2.840.10045.3.0',
    `c2pnb163v1 c2pnb163v2 c2pnb163v3 c2pnb176w1 c2tnb191v1 c2tnb191v2 c2tnb191v3 c2onb191v4 c2onb191v5 c2pnb208w1
     c2tnb239v1 c2tnb239v2 c2tnb239v3 c2onb239v4 c2onb239v5 c2pnb272w1 c2pnb304w1 c2tnb359v1 c2pnb368w1 c2tnb431r1`,
  ],
  [
    '1.3.36.3.3.2.8.1.1',
    `brainpoolP160r1 brainpoolP160t1 brainpoolP192r1 brainpoolP192t1 brainpoolP224r1 brainpoolP224t1 brainpoolP256r1
     brainpoolP256t1 brainpoolP320r1 brainpoolP320t1 brainpoolP384r1 brainpoolP384t1 brainpoolP512r1 brainpoolP512t1`,
  ],
];

function familyCurves([arc, names]: readonly [string, string]): [string, NamedCurve][] {
  return names.split(/\s+/).flatMap((name, at) => {
    if (name === '-') return [];
    const oid = `${arc}.${at + 1}`;
    return [[oid, { name, ...primeNames[oid], bits: Number(/\d{3}/.exec(name)?.[0]) }]];
  });
}

// A call, so that who imports other names of this file does not carry the curves.
function namedCurves(): Map<string, NamedCurve> {
  return new Map([
    ...families.flatMap(familyCurves),
    ['1.2.250.1.223.101.256.1', { name: 'FRP256v1', bits: 256 }],
    ['1.2.156.10197.1.301', { name: 'SM2', bits: 256 }],
    ['1.2.643.2.2.35.1', { name: 'GOST R 34.10-2001 CryptoPro A', bits: 256 }],
    ['1.2.643.2.2.35.2', { name: 'GOST R 34.10-2001 CryptoPro B', bits: 256 }],
    ['1.2.643.2.2.35.3', { name: 'GOST R 34.10-2001 CryptoPro C', bits: 256 }],
  ]);
}

/** Named curves by OID, NIST's names first where a curve has several. */
export const curves: ReadonlyMap<string, NamedCurve> = /* @__PURE__ */ namedCurves();

/** Names of algorithms (keys and signatures, as Keyfactor spells the latter), extensions and extended key usages. */
export const oidNames: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(
  Object.entries({
    '1.2.840.113549.1.1.2': 'MD2withRSA',
    '1.2.840.113549.1.1.3': 'MD4withRSA',
    '1.2.840.113549.1.1.4': 'MD5withRSA',
    '1.2.840.113549.1.1.5': 'SHA-1withRSA',
    '1.2.840.113549.1.1.10': 'RSASSA-PSS',
    '1.2.840.113549.1.1.11': 'SHA-256withRSA',
    '1.2.840.113549.1.1.12': 'SHA-384withRSA',
    '1.2.840.113549.1.1.13': 'SHA-512withRSA',
    '1.2.840.113549.1.1.14': 'SHA-224withRSA',
    '2.16.840.1.101.3.4.3.14': 'SHA3-256withRSA',
    '2.16.840.1.101.3.4.3.15': 'SHA3-384withRSA',
    '2.16.840.1.101.3.4.3.16': 'SHA3-512withRSA',
    '1.2.840.10045.4.1': 'SHA-1withECDSA',
    '1.2.840.10045.4.3.1': 'SHA-224withECDSA',
    '1.2.840.10045.4.3.2': 'SHA-256withECDSA',
    '1.2.840.10045.4.3.3': 'SHA-384withECDSA',
    '1.2.840.10045.4.3.4': 'SHA-512withECDSA',
    '1.3.101.112': 'Ed25519',
    '1.3.101.113': 'Ed448',
    '1.2.840.10040.4.3': 'SHA-1withDSA',
    '2.16.840.1.101.3.4.3.1': 'SHA-224withDSA',
    '2.16.840.1.101.3.4.3.2': 'SHA-256withDSA',
    '2.16.840.1.101.3.4.3.17': 'ML-DSA-44',
    '2.16.840.1.101.3.4.3.18': 'ML-DSA-65',
    '2.16.840.1.101.3.4.3.19': 'ML-DSA-87',
    '2.5.29.14': 'Subject key identifier',
    '2.5.29.15': 'Key usage',
    '2.5.29.17': 'Subject alternative name',
    '2.5.29.19': 'Basic constraints',
    '2.5.29.32': 'Certificate policies',
    '2.5.29.35': 'Authority key identifier',
    '2.5.29.37': 'Extended key usage',
    '1.3.6.1.5.5.7.1.24': 'TLS feature',
    '1.3.6.1.4.1.311.20.2': 'Microsoft template name',
    '1.3.6.1.4.1.311.21.7': 'Microsoft template',
    '1.3.6.1.4.1.311.21.10': 'Microsoft application policies',
    '1.3.6.1.4.1.311.25.2': 'Microsoft security identifier',
    '1.3.6.1.5.5.7.3.1': 'Server authentication',
    '1.3.6.1.5.5.7.3.2': 'Client authentication',
    '1.3.6.1.5.5.7.3.3': 'Code signing',
    '1.3.6.1.5.5.7.3.4': 'Secure e-mail',
    '1.3.6.1.5.5.7.3.8': 'Time stamping',
    '1.3.6.1.5.5.7.3.9': 'OCSP signing',
    '1.3.6.1.4.1.311.20.2.2': 'Smart card logon',
    '2.5.29.37.0': 'Any usage',
  }),
);
