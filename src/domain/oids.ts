// Names for object identifiers. Attribute types: RFC 4514 §3, RFC 4519, X.520; curves: RFC 5480, RFC 5639; algorithms:
// RFC 3279, 4055, 5758, 8410; extensions and usages: RFC 5280 and Microsoft's OID list.
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
    '2.5.4.5': 'SERIALNUMBER',
    '2.5.4.4': 'SN',
    '2.5.4.42': 'GIVENNAME',
    '2.5.4.12': 'T',
  }),
);
const aliases = /* @__PURE__ */ new Map(
  Object.entries({
    S: 'ST',
    SP: 'ST',
    EMAIL: 'E',
    EMAILADDRESS: 'E',
    STREETADDRESS: 'STREET',
    G: 'GIVENNAME',
    TITLE: 'T',
  }),
);

/** The short name of an attribute type as this project writes it ('CN', 'ST', 'E', …); unknown OIDs stay dotted. */
export function attributeName(typeOrOid: string): string {
  const upper = typeOrOid.toUpperCase().replace(/^OID\./, '');
  return attributes.get(upper) ?? aliases.get(upper) ?? upper;
}

/** Named curves: what people call them and the size of the key in bits. */
export const curves: ReadonlyMap<string, { name: string; bits: number }> = /* @__PURE__ */ new Map(
  Object.entries({
    '1.2.840.10045.3.1.7': { name: 'P-256', bits: 256 },
    '1.3.132.0.34': { name: 'P-384', bits: 384 },
    '1.3.132.0.35': { name: 'P-521', bits: 521 },
    '1.3.132.0.33': { name: 'P-224', bits: 224 },
    '1.2.840.10045.3.1.1': { name: 'P-192', bits: 192 },
    '1.3.132.0.10': { name: 'secp256k1', bits: 256 },
    '1.3.36.3.3.2.8.1.1.7': { name: 'brainpoolP256r1', bits: 256 },
    '1.3.36.3.3.2.8.1.1.11': { name: 'brainpoolP384r1', bits: 384 },
    '1.3.36.3.3.2.8.1.1.13': { name: 'brainpoolP512r1', bits: 512 },
  }),
);

/** Names of algorithms (keys and signatures, as Keyfactor spells the latter), extensions and extended key usages. */
export const oidNames: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(
  Object.entries({
    '1.2.840.113549.1.1.4': 'MD5withRSA',
    '1.2.840.113549.1.1.5': 'SHA-1withRSA',
    '1.2.840.113549.1.1.10': 'RSASSA-PSS',
    '1.2.840.113549.1.1.11': 'SHA-256withRSA',
    '1.2.840.113549.1.1.12': 'SHA-384withRSA',
    '1.2.840.113549.1.1.13': 'SHA-512withRSA',
    '1.2.840.10045.4.1': 'SHA-1withECDSA',
    '1.2.840.10045.4.3.2': 'SHA-256withECDSA',
    '1.2.840.10045.4.3.3': 'SHA-384withECDSA',
    '1.2.840.10045.4.3.4': 'SHA-512withECDSA',
    '1.3.101.112': 'Ed25519',
    '1.3.101.113': 'Ed448',
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
