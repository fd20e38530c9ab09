/** Attribute types of names: OID → the keyword Keyfactor and X.500 tools write, first entry wins for writing. */
export const attributeTypes: readonly (readonly [oid: string, keyword: string, ...aliases: string[]])[] = [
  ['2.5.4.3', 'CN', 'commonName'],
  ['2.5.4.10', 'O', 'organizationName'],
  ['2.5.4.11', 'OU', 'organizationalUnitName'],
  ['2.5.4.7', 'L', 'localityName'],
  ['2.5.4.8', 'ST', 'S', 'stateOrProvinceName'],
  ['2.5.4.6', 'C', 'countryName'],
  ['1.2.840.113549.1.9.1', 'E', 'EMAIL', 'emailAddress'],
  ['0.9.2342.19200300.100.1.25', 'DC', 'domainComponent'],
  ['0.9.2342.19200300.100.1.1', 'UID', 'userId'],
  ['2.5.4.9', 'STREET', 'streetAddress'],
  ['2.5.4.17', 'PostalCode'],
  ['2.5.4.5', 'SERIALNUMBER'],
  ['2.5.4.4', 'SURNAME', 'SN'],
  ['2.5.4.42', 'GIVENNAME', 'G', 'GN'],
  ['2.5.4.43', 'INITIALS', 'I'],
  ['2.5.4.12', 'T', 'TITLE'],
  ['2.5.4.13', 'DESCRIPTION'],
  ['2.5.4.15', 'BusinessCategory'],
  ['2.5.4.46', 'DNQ', 'dnQualifier'],
  ['2.5.4.65', 'PSEUDONYM'],
  ['2.5.4.97', 'organizationIdentifier'],
  ['1.2.840.113549.1.9.2', 'unstructuredName'],
  ['1.2.840.113549.1.9.8', 'unstructuredAddress'],
  ['1.3.6.1.4.1.311.60.2.1.1', 'jurisdictionLocality', 'jurisdictionL'],
  ['1.3.6.1.4.1.311.60.2.1.2', 'jurisdictionState', 'jurisdictionST'],
  ['1.3.6.1.4.1.311.60.2.1.3', 'jurisdictionCountry', 'jurisdictionC'],
];

/** Extensions of certificates and requests (RFC 5280 §4.2, RFC 2985 §5.4.2). */
export const extension = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  crlDistributionPoints: '2.5.29.31',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  request: '1.2.840.113549.1.9.14',
  /** The same attribute as Microsoft tools write it. */
  requestMicrosoft: '1.3.6.1.4.1.311.2.1.14',
} as const;

/** The user principal name inside an otherName (Microsoft smart card logon). */
export const userPrincipalName = '1.3.6.1.4.1.311.20.2.3';

/** The replication GUID of a domain controller inside an otherName (szOID_NTDS_REPLICATION of the Windows SDK). */
export const replicationGuid = '1.3.6.1.4.1.311.25.1';

/** Public key algorithms (RFC 3279 §2.3, RFC 8410 §3). */
export const keyAlgorithm = {
  rsa: '1.2.840.113549.1.1.1',
  rsaPss: '1.2.840.113549.1.1.10',
  dsa: '1.2.840.10040.4.1',
  ec: '1.2.840.10045.2.1',
  ed25519: '1.3.101.112',
  ed448: '1.3.101.113',
} as const;

/** Field size of named curves in bits. */
export const curveBits: Readonly<Record<string, number>> = {
  '1.2.840.10045.3.1.1': 192,
  '1.2.840.10045.3.1.7': 256,
  '1.3.132.0.33': 224,
  '1.3.132.0.34': 384,
  '1.3.132.0.35': 521,
  '1.3.132.0.10': 256,
  '1.3.36.3.3.2.8.1.1.7': 256,
  '1.3.36.3.3.2.8.1.1.11': 384,
  '1.3.36.3.3.2.8.1.1.13': 512,
};

/** Digests by OID: as Keyfactor writes them in a signing algorithm, and as OpenSSL calls them. */
export const digests: Readonly<Record<string, { name: string; openssl: string }>> = {
  '1.2.840.113549.2.5': { name: 'MD5', openssl: 'md5' },
  '1.3.14.3.2.26': { name: 'SHA-1', openssl: 'sha1' },
  '2.16.840.1.101.3.4.2.4': { name: 'SHA-224', openssl: 'sha224' },
  '2.16.840.1.101.3.4.2.1': { name: 'SHA-256', openssl: 'sha256' },
  '2.16.840.1.101.3.4.2.2': { name: 'SHA-384', openssl: 'sha384' },
  '2.16.840.1.101.3.4.2.3': { name: 'SHA-512', openssl: 'sha512' },
  '2.16.840.1.101.3.4.2.7': { name: 'SHA3-224', openssl: 'sha3-224' },
  '2.16.840.1.101.3.4.2.8': { name: 'SHA3-256', openssl: 'sha3-256' },
  '2.16.840.1.101.3.4.2.9': { name: 'SHA3-384', openssl: 'sha3-384' },
  '2.16.840.1.101.3.4.2.10': { name: 'SHA3-512', openssl: 'sha3-512' },
};
