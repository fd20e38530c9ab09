/**
 * Requests that OpenSSL makes by itself. `dn`, `extensions`, `attributes` and `more` are lines of its configuration,
 * joined by a bar; without `dn` the subject is a common name that is the file's own name.
 * @typedef {{ about: string, key?: string, dn?: string, extensions?: string, attributes?: string, more?: string,
 *   mask?: string, args?: readonly string[] }} Recipe
 */

const pss = ['-sigopt', 'rsa_padding_mode:pss'];

/** @type {Record<string, Recipe>} */
const keys = {
  'key-rsa512': { about: 'RSA 512', key: 'rsa512' },
  'key-rsa1024': { about: 'RSA 1024', key: 'rsa1024' },
  'key-rsa1536': { about: 'RSA 1536', key: 'rsa1536' },
  'key-rsa2047': { about: 'RSA with an odd number of bits', key: 'rsa2047' },
  'key-rsa2048': { about: 'RSA 2048', key: 'rsa2048' },
  'key-rsa2056': { about: 'RSA with one byte more than 2048 bits', key: 'rsa2056' },
  'key-rsa3072': { about: 'RSA 3072', key: 'rsa3072' },
  'key-rsa4096': { about: 'RSA 4096', key: 'rsa4096' },
  'key-rsa8192': { about: 'RSA 8192', key: 'rsa8192' },
  'key-rsa-exponent-3': { about: 'RSA with the exponent 3', key: 'rsaExponent3' },
  'key-rsa-long-exponent': { about: 'RSA with an exponent of 65 bits', key: 'rsaLongExponent' },
  'key-p192': { about: 'P-192', key: 'p192' },
  'key-p224': { about: 'P-224', key: 'p224' },
  'key-p256': { about: 'P-256', key: 'p256' },
  'key-p256-compressed': { about: 'P-256, the point compressed', key: 'compressed256' },
  'key-p384': { about: 'P-384', key: 'p384', args: ['-sha384'] },
  'key-p521': { about: 'P-521', key: 'p521', args: ['-sha512'] },
  'key-secp256k1': { about: 'secp256k1', key: 'secp256k1' },
  'key-brainpool256': { about: 'brainpoolP256r1', key: 'brainpool256' },
  'key-brainpool384': { about: 'brainpoolP384r1', key: 'brainpool384', args: ['-sha384'] },
  'key-brainpool512-twisted': { about: 'brainpoolP512t1', key: 'brainpool512', args: ['-sha512'] },
  'key-sect283': { about: 'A binary curve, sect283r1', key: 'sect283' },
  'key-explicit256': { about: 'P-256 with its parameters spelled out', key: 'explicit256' },
  'key-explicit384': { about: 'P-384 with its parameters spelled out', key: 'explicit384' },
  'key-ed25519': { about: 'Ed25519', key: 'ed25519' },
  'key-ed448': { about: 'Ed448', key: 'ed448' },
  'key-dsa1024': { about: 'DSA 1024 with SHA-1', key: 'dsa1024', args: ['-sha1'] },
  'key-dsa2048': { about: 'DSA 2048 with SHA-256', key: 'dsa2048', args: ['-sha256'] },
  'key-pss': { about: 'A key for RSASSA-PSS only', key: 'pss' },
  'key-pss-restricted': { about: 'A key for RSASSA-PSS with SHA-256 only', key: 'pssRestricted', args: ['-sha256'] },
};

/** @type {Record<string, Recipe>} */
const signatures = {
  'sign-rsa-md5': { about: 'RSA with MD5', key: 'rsa2048', args: ['-md5'] },
  'sign-rsa-sha1': { about: 'RSA with SHA-1', key: 'rsa2048', args: ['-sha1'] },
  'sign-rsa-sha224': { about: 'RSA with SHA-224', key: 'rsa2048', args: ['-sha224'] },
  'sign-rsa-sha384': { about: 'RSA with SHA-384', key: 'rsa2048', args: ['-sha384'] },
  'sign-rsa-sha512': { about: 'RSA with SHA-512', key: 'rsa2048', args: ['-sha512'] },
  'sign-rsa-sha3': { about: 'RSA with SHA3-256', key: 'rsa2048', args: ['-sha3-256'] },
  'sign-rsa-ripemd': { about: 'RSA with RIPEMD-160', key: 'rsa2048', args: ['-ripemd160'] },
  'sign-pss-sha256': { about: 'RSASSA-PSS with SHA-256', key: 'rsa2048', args: ['-sha256', ...pss] },
  'sign-pss-sha512': { about: 'RSASSA-PSS with SHA-512', key: 'rsa2048', args: ['-sha512', ...pss] },
  'sign-pss-sha1': {
    about: 'RSASSA-PSS as its defaults are: SHA-1, 20 bytes of salt',
    key: 'rsa2048',
    args: ['-sha1', ...pss, '-sigopt', 'rsa_pss_saltlen:20'],
  },
  'sign-pss-salt-0': {
    about: 'RSASSA-PSS without salt',
    key: 'rsa2048',
    args: ['-sha384', ...pss, '-sigopt', 'rsa_pss_saltlen:0'],
  },
  'sign-pss-two-hashes': {
    about: 'RSASSA-PSS with SHA-256 and a mask of SHA-1',
    key: 'rsa2048',
    args: ['-sha256', ...pss, '-sigopt', 'rsa_mgf1_md:sha1'],
  },
  'sign-ecdsa-sha1': { about: 'ECDSA with SHA-1', key: 'p256', args: ['-sha1'] },
  'sign-ecdsa-sha224': { about: 'ECDSA with SHA-224', key: 'p256', args: ['-sha224'] },
  'sign-ecdsa-p256-sha512': { about: 'P-256 with SHA-512', key: 'p256', args: ['-sha512'] },
  'sign-ecdsa-p521-sha256': { about: 'P-521 with SHA-256', key: 'p521', args: ['-sha256'] },
};

const evNames =
  '0.1.3.6.1.4.1.311.60.2.1.3=SE|0.1.3.6.1.4.1.311.60.2.1.2=Uppsala|0.1.3.6.1.4.1.311.60.2.1.1=Uppsala|' +
  '0.2.5.4.15=Private Organization|serialNumber=556677-8899|0.2.5.4.97=NTRSE-5566778899|postalCode=753 20|street=Dragarbrunnsgatan 1';

/** @type {Record<string, Recipe>} */
const names = {
  'name-usual': { about: 'All usual parts', dn: 'C=SE|ST=Uppland|L=Uppsala|O=Example|OU=Web|CN=a.example.com|emailAddress=a@example.com' },
  'name-bmp': { about: 'BMPString', dn: 'O=Kött & Mjölk|CN=日本.example.com', mask: 'MASK:0x800' },
  'name-t61': { about: 'TeletexString, which everybody reads as Latin-1', dn: 'O=Kött & Mjölk|CN=t61.example.com', mask: 'MASK:0x4' },
  'name-utf8': { about: 'UTF8String only', dn: 'C=SE|O=Kött & Mjölk|CN=räk.example.com', mask: 'utf8only' },
  'name-printable': { about: 'PrintableString only', dn: 'C=SE|O=Example|CN=plain.example.com', mask: 'MASK:0x2' },
  'name-email': { about: 'IA5String', dn: 'CN=mail|emailAddress=first.last+tag@example.com|DC=example|DC=com' },
  'name-multi-valued': { about: 'Two attributes in one part', dn: 'C=SE|CN=a.example.com|+OU=Web|+UID=a1' },
  'name-multi-valued-thrice': { about: 'Several parts of two attributes', dn: 'O=x|+OU=y|0.OU=a|+L=b|CN=c|+serialNumber=1' },
  'name-escapes': { about: 'Signs that need an escape', dn: 'O=A, B + C = \\"D\\" <E> ; F|OU=back\\\\slash|CN=a\\#b' },
  'name-spaces': { about: 'Spaces around a value', dn: 'O="  both  "|OU=" before"|CN="after "' },
  'name-hash-first': { about: 'A value that begins with a hash', dn: 'O=\\#1 in shoes|CN=\\#abcd' },
  'name-ev': { about: 'What extended validation asks for', dn: `${evNames}|C=SE|O=Example AB|CN=ev.example.com` },
  'name-dc-uid': { about: 'Directory style', dn: '0.DC=com|1.DC=example|OU=People|UID=jdoe|CN=John Doe' },
  'name-private-oid': { about: 'Attribute types nobody knows', dn: '0.1.3.6.1.4.1.99999.1.2=private|0.2.25.329800735698586629295641978511506172918=uuid|CN=a' },
  'name-emoji': { about: 'Letters beyond the basic plane', dn: 'O=🦊 Fuchs|CN=🎉.example.com' },
  'name-cjk': { about: 'Chinese, Japanese, Korean', dn: 'O=株式会社例|OU=한국|CN=中文.example.com' },
  'name-right-to-left': { about: 'Hebrew and Arabic', dn: 'O=דוגמה|OU=مثال|CN=rtl.example.com' },
  'name-combining': { about: 'Combining characters, not composed', dn: 'O=Ko\u0308tt|CN=n\u0303.example.com' },
  'name-empty': { about: 'No subject at all', args: ['-subj', '/'], extensions: 'subjectAltName=DNS:only.example.com' },
  'name-empty-no-san': { about: 'No subject and no alternative name', args: ['-subj', '/'] },
  'name-no-cn': { about: 'No common name', dn: 'C=SE|O=Example' },
  'name-two-cn': { about: 'Two common names', dn: '0.CN=first.example.com|1.CN=second.example.com' },
  'name-many-ou': { about: 'Fifty organizational units', dn: Array.from({ length: 50 }, (_, i) => `${i}.OU=Unit ${i}`).join('|') },
  'name-long': { about: 'Values as long as OpenSSL takes them', dn: `O=${'x'.repeat(64)}|CN=${'y'.repeat(64)}|street=${'z'.repeat(128)}|description=${'d'.repeat(1024)}` },
  'name-person': { about: 'A person', dn: 'GN=Ann|SN=Example|initials=AE|title=Dr|0.2.5.4.65=ann|0.2.5.4.46=q1|CN=Ann Example' },
  'name-lower-country': { about: 'A country in small letters', dn: 'C=se|CN=a' },
};

const hosts = (/** @type {number} */ n) => Array.from({ length: n }, (_, i) => `DNS:host-${i}.example.com`).join(',');
const otherName = (/** @type {string} */ type, /** @type {string} */ value) => ({
  extensions: 'subjectAltName=@alt',
  more: `[alt]|otherName.1=${type};${value}`,
});

/** @type {Record<string, Recipe>} */
const sans = {
  'san-dns': { about: 'DNS names', extensions: 'subjectAltName=DNS:a.example.com,DNS:B.Example.COM' },
  'san-wildcard': { about: 'Wildcards', extensions: 'subjectAltName=DNS:*.example.com,DNS:example.com' },
  'san-a-label': { about: 'Internationalised names in ASCII', extensions: 'subjectAltName=DNS:xn--rksmrgs-5wao1o.example.com' },
  'san-underscore': { about: 'An underscore', extensions: 'subjectAltName=DNS:_sip._tcp.example.com' },
  'san-ip4': { about: 'IPv4', extensions: 'subjectAltName=IP:192.0.2.7,IP:0.0.0.0,IP:255.255.255.255' },
  'san-ip6': { about: 'IPv6', extensions: 'subjectAltName=IP:2001:db8::7,IP:::,IP:::1,IP:2001:db8:0:0:1:0:0:1,IP:2001:0:0:1:0:0:0:1' },
  'san-ip4-in-ip6': { about: 'An IPv4 address inside IPv6', extensions: 'subjectAltName=IP:::ffff:192.0.2.1' },
  'san-email': { about: 'E-mail', extensions: 'subjectAltName=email:ann@example.com,email:o\'neil@example.com' },
  'san-uri': { about: 'URIs', extensions: 'subjectAltName=URI:https://example.com/a?b=c#d,URI:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6,URI:spiffe://example.com/x' },
  'san-uri-comma': { about: 'A URI with a comma', extensions: 'subjectAltName=@alt', more: '[alt]|URI.1=https://example.com/a,b' },
  'san-rid': { about: 'Registered ids', extensions: 'subjectAltName=RID:1.2.840.113549,RID:2.999.1' },
  'san-directory': { about: 'Directory names', extensions: 'subjectAltName=dirName:one', more: '[one]|C=SE|O=x, y|CN="quoted"' },
  'san-upn': { about: 'User principal name', ...otherName('1.3.6.1.4.1.311.20.2.3', 'UTF8:ann@corp.example') },
  'san-upn-ia5': { about: 'User principal name of the wrong string type', ...otherName('1.3.6.1.4.1.311.20.2.3', 'IA5:ann@corp.example') },
  'san-guid': { about: 'Domain controller GUID', ...otherName('1.3.6.1.4.1.311.25.1', 'FORMAT:HEX,OCT:00112233445566778899AABBCCDDEEFF') },
  'san-sid': { about: 'A security identifier as other name', ...otherName('1.3.6.1.4.1.311.25.2.1', 'FORMAT:ASCII,OCT:S-1-5-21-1-2-3-1104') },
  'san-other-text': { about: 'An unknown other name that is text', ...otherName('1.2.3.4', 'UTF8:hello') },
  'san-other-number': { about: 'An unknown other name that is a number', ...otherName('1.2.3.5', 'INTEGER:5') },
  'san-smtp-utf8': { about: 'SmtpUTF8Mailbox', ...otherName('1.3.6.1.5.5.7.8.9', 'UTF8:räk@example.com') },
  'san-srv': { about: 'SRVName and XmppAddr', extensions: 'subjectAltName=@alt', more: '[alt]|otherName.1=1.3.6.1.5.5.7.8.7;IA5:_ldap.example.com|otherName.2=1.3.6.1.5.5.7.8.5;UTF8:im.example.com' },
  'san-critical': { about: 'Critical', extensions: 'subjectAltName=critical,DNS:a.example.com' },
  'san-twice': { about: 'The same name twice', extensions: 'subjectAltName=DNS:a.example.com,DNS:a.example.com,DNS:A.EXAMPLE.COM' },
  'san-every-kind': {
    about: 'Every kind that OpenSSL writes',
    extensions: 'subjectAltName=@alt',
    more: '[alt]|DNS.1=a.example.com|IP.1=192.0.2.7|IP.2=2001:db8::7|email.1=a@example.com|URI.1=https://example.com/|RID.1=1.2.3.4|dirName.1=one|otherName.1=1.3.6.1.4.1.311.20.2.3;UTF8:u@corp.example|otherName.2=1.2.3.4;UTF8:x|[one]|CN=dir',
  },
  'san-100': { about: '100 names', extensions: `subjectAltName=${hosts(100)}` },
  'san-500': { about: '500 names', extensions: `subjectAltName=${hosts(500)}` },
};

/** @type {Record<string, Recipe>} */
const extensions = {
  'ext-key-usage': { about: 'Every key usage', extensions: 'keyUsage=critical,digitalSignature,nonRepudiation,keyEncipherment,dataEncipherment,keyAgreement,keyCertSign,cRLSign,encipherOnly,decipherOnly' },
  'ext-purposes': { about: 'Extended key usages, known and not', extensions: 'extendedKeyUsage=serverAuth,clientAuth,codeSigning,emailProtection,timeStamping,OCSPSigning,1.3.6.1.4.1.311.20.2.2,2.5.29.37.0,1.2.3.4.5' },
  'ext-ca': { about: 'Wants to be a CA', extensions: 'basicConstraints=critical,CA:TRUE,pathlen:1|keyUsage=keyCertSign' },
  'ext-not-ca': { about: 'Says that it is no CA', extensions: 'basicConstraints=CA:FALSE' },
  'ext-template-name': { about: 'Microsoft template by name', extensions: '1.3.6.1.4.1.311.20.2=ASN1:BMP:WebServer' },
  'ext-template': { about: 'Microsoft template by object id and version', extensions: '1.3.6.1.4.1.311.21.7=ASN1:SEQUENCE:tpl', more: '[tpl]|a=OID:1.3.6.1.4.1.311.21.8.1.2.3|b=INTEGER:100|c=INTEGER:4' },
  'ext-sid': { about: 'Microsoft security identifier', extensions: '1.3.6.1.4.1.311.25.2=ASN1:SEQUENCE:sid', more: '[sid]|a=IMPLICIT:0C,SEQUENCE:inner|[inner]|a=OID:1.3.6.1.4.1.311.25.2.1|b=EXPLICIT:0C,FORMAT:ASCII,OCTETSTRING:S-1-5-21-1111111111-2222222222-3333333333-1104' },
  'ext-policies': { about: 'Policies, TLS feature, comment, key id', extensions: 'certificatePolicies=1.2.3.4,2.5.29.32.0|tlsfeature=status_request|nsComment=made by hand|subjectKeyIdentifier=hash' },
  'ext-unknown-critical': { about: 'An unknown critical extension', extensions: '1.2.3.4.5=critical,DER:020105' },
};

/** @type {Record<string, Recipe>} */
const attributes = {
  'att-challenge': { about: 'Challenge password', attributes: 'challengePassword=not secret' },
  'att-challenge-and-san': { about: 'Challenge password, unstructured name, extensions', attributes: 'challengePassword=x1234567|unstructuredName=A thing', extensions: 'subjectAltName=DNS:a.example.com' },
};

/**
 * The requests of the cases (`policies/cases.json`): the same company, each with one thing that a policy may mind.
 * @type {Record<string, Recipe>}
 */
const cases = {
  'case-plain': { about: 'Nothing to find fault with', key: 'rsa2048#plain', dn: 'C=US|O=Key Example, Inc.|OU=Web|CN=shop.keyexample.com', extensions: 'subjectAltName=DNS:shop.keyexample.com' },
  'case-same-key': { about: 'Other names for the key of case-plain', key: 'rsa2048#plain', dn: 'C=US|O=Key Example, Inc.|OU=Web|CN=next.keyexample.com', extensions: 'subjectAltName=DNS:next.keyexample.com' },
  'case-capitals': { about: 'Capitals in the name, small letters in the country', key: 'p256#capitals', dn: 'C=us|O=Key Example, Inc.|OU=Web|CN=SHOP.KEYEXAMPLE.COM' },
  'case-foreign': { about: 'A name of another company', key: 'p384#foreign', dn: 'C=SE|O=Fabrikam|OU=Web|CN=shop.example.org', extensions: 'subjectAltName=DNS:shop.example.org' },
  'case-wildcard': { about: 'A wildcard as common name and DNS name', key: 'rsa4096#wildcard', dn: 'C=US|O=Key Example, Inc.|OU=Web|CN=*.keyexample.com', extensions: 'subjectAltName=DNS:*.keyexample.com,DNS:keyexample.com' },
  'case-wildcard-san': { about: 'A wildcard as DNS name only', key: 'p256#wildcardSan', dn: 'C=US|O=Key Example, Inc.|OU=Web|CN=shop.keyexample.com', extensions: 'subjectAltName=DNS:*.shop.keyexample.com' },
  'case-wildcard-second': { about: 'A wildcard as another common name than the first', key: 'p256#second', dn: '0.CN=*.keyexample.com|1.CN=shop.keyexample.com|OU=Web', extensions: 'subjectAltName=DNS:shop.keyexample.com' },
  'case-star-inside': { about: 'A star that is no wildcard', key: 'p256#star', dn: 'O=Key Example, Inc.|OU=Web|CN=a*b.keyexample.com' },
  'case-no-cn': { about: 'No common name, a DNS name', key: 'ed25519#noCn', dn: 'C=US|O=Key Example, Inc.|OU=Web', extensions: 'subjectAltName=DNS:shop.keyexample.com' },
  'case-no-names': { about: 'Neither common name nor DNS name', key: 'rsa3072#noNames', dn: 'C=US|O=Key Example, Inc.|OU=Web' },
  'case-no-subject': { about: 'No subject, a DNS name', key: 'p256#noSubject', args: ['-subj', '/'], extensions: 'subjectAltName=DNS:shop.keyexample.com' },
  'case-two-units': { about: 'Two units, one of them right', key: 'p384#units', dn: '0.OU=Web|1.OU=Shoes|O=Key Example, Inc.|CN=shop.keyexample.com' },
  'case-person': { about: 'A person with e-mail address and UPN', key: 'p256#person', dn: 'O=Key Example, Inc.|OU=Staff|CN=Ann Example|emailAddress=ann@keyexample.com', extensions: 'subjectAltName=@alt', more: '[alt]|email.1=ann@keyexample.com|otherName.1=1.3.6.1.4.1.311.20.2.3;UTF8:ann@keyexample.com' },
  'case-partner': { about: 'A partner with e-mail address and UPN', key: 'p256#partner', dn: 'O=Fabrikam|OU=Staff|CN=Bo Partner|emailAddress=bo@fabrikam.example', extensions: 'subjectAltName=@alt', more: '[alt]|email.1=bo@fabrikam.example|otherName.1=1.3.6.1.4.1.311.20.2.3;UTF8:bo@fabrikam.example' },
  'case-addresses': { about: 'Addresses', key: 'p521#addresses', dn: 'O=Key Example, Inc.|OU=Web|CN=node.keyexample.com', extensions: 'subjectAltName=IP:10.1.2.3,IP:192.0.2.7,IP:2001:db8::7' },
  'case-ten-address': { about: 'One private address', key: 'p256#ten', dn: 'O=Key Example, Inc.|OU=Web|CN=node.keyexample.com', extensions: 'subjectAltName=DNS:node.keyexample.com,IP:10.1.2.3' },
  'case-letters': { about: 'Letters beyond ASCII', key: 'p256#letters', dn: 'C=SE|O=Köttbullar & Co|OU=Web|CN=kött.keyexample.com' },
  'case-long': { about: 'A value of 600 characters', key: 'p256#long', dn: `C=US|O=Key Example, Inc.|description=${'long '.repeat(120)}|OU=Web|CN=shop.keyexample.com` },
  'case-small-rsa': { about: 'RSA 1024', key: 'rsa1024#small', dn: 'C=US|O=Key Example, Inc.|OU=Web|CN=old.keyexample.com', extensions: 'subjectAltName=DNS:old.keyexample.com' },
  'case-odd-rsa': { about: 'RSA 2047', key: 'rsa2047#odd', dn: 'C=US|O=Key Example, Inc.|OU=Web|CN=odd.keyexample.com', extensions: 'subjectAltName=DNS:odd.keyexample.com' },
  'case-pss-key': { about: 'A key for RSASSA-PSS only', key: 'pss#case', dn: 'C=US|O=Key Example, Inc.|OU=Web|CN=pss.keyexample.com', extensions: 'subjectAltName=DNS:pss.keyexample.com' },
  'case-p521': { about: 'P-521', key: 'p521#case', dn: 'C=US|O=Key Example, Inc.|OU=Web|CN=p521.keyexample.com', extensions: 'subjectAltName=DNS:p521.keyexample.com' },
  'case-secp256k1': { about: 'secp256k1', key: 'secp256k1#case', dn: 'C=US|O=Key Example, Inc.|OU=Web|CN=koblitz.keyexample.com', extensions: 'subjectAltName=DNS:koblitz.keyexample.com' },
  'case-explicit': { about: 'A curve spelled out', key: 'explicit256#case', dn: 'C=US|O=Key Example, Inc.|OU=Web|CN=explicit.keyexample.com', extensions: 'subjectAltName=DNS:explicit.keyexample.com' },
  'case-ed448': { about: 'Ed448', key: 'ed448#case', dn: 'C=US|O=Key Example, Inc.|OU=Web|CN=ed448.keyexample.com', extensions: 'subjectAltName=DNS:ed448.keyexample.com' },
  'case-dsa': { about: 'DSA', key: 'dsa2048#case', dn: 'C=US|O=Key Example, Inc.|OU=Web|CN=dsa.keyexample.com', extensions: 'subjectAltName=DNS:dsa.keyexample.com' },
  'case-md5': { about: 'Signed with MD5', key: 'rsa2048#md5', dn: 'C=US|O=Key Example, Inc.|OU=Web|CN=md5.keyexample.com', extensions: 'subjectAltName=DNS:md5.keyexample.com', args: ['-md5'] },
  'case-sha1': { about: 'Signed with SHA-1', key: 'rsa2048#sha1', dn: 'C=US|O=Key Example, Inc.|OU=Web|CN=sha1.keyexample.com', extensions: 'subjectAltName=DNS:sha1.keyexample.com', args: ['-sha1'] },
};

/** All of them by the name of their file. */
export const recipes = { ...keys, ...signatures, ...names, ...sans, ...extensions, ...attributes, ...cases };

/**
 * Lets OpenSSL make one.
 * @param {import('./openssl.mjs').Workshop} shop
 * @param {string} name
 * @param {Recipe} recipe
 * @returns {Buffer} DER
 */
export function cook(shop, name, recipe) {
  const lines = (/** @type {string | undefined} */ text) => (text ?? '').replaceAll('|', '\n');
  const section = (/** @type {string} */ title, /** @type {string | undefined} */ text) =>
    text === undefined ? '' : `[${title}]\n${lines(text)}\n`;
  const config = [
    '[req]\nprompt=no\nutf8=yes\ndistinguished_name=dn\n',
    `string_mask=${recipe.mask ?? 'utf8only'}\n`,
    recipe.extensions === undefined ? '' : 'req_extensions=ext\n',
    recipe.attributes === undefined ? '' : 'attributes=att\n',
    section('dn', recipe.dn ?? `CN=${name}`),
    section('ext', recipe.extensions),
    section('att', recipe.attributes),
    lines(recipe.more),
    '\n',
  ].join('');
  const key = shop.key(recipe.key ?? 'p256');
  const asked = ['-config', shop.file('req.cnf', config), '-key', key, ...(recipe.args ?? [])];
  return shop.openssl('req', '-new', '-outform', 'DER', ...asked);
}
