import { isDocument, rowsOf, textOf, type WireDocument } from '../../api/wireDocument.ts';
import type { Json } from '../../domain/merge.ts';
import { curves } from '../../domain/oids.ts';
import { shortList } from './shortList.ts';
import { metadataWords, ruleWords } from './templateWords.ts';

/** The rules of a template or an enrollment pattern that this screen shows without editing them. */
export interface RuleFacts {
  defaults: readonly { part: string; value: string }[];
  metadata: readonly { metadataId: number | null; use: string; details: readonly string[] }[];
  fields: readonly { name: string; kind: string }[];
  /** Null where the server sends no policy: nothing is set. */
  policy: readonly { label: string; value: string }[] | null;
  requesters: { rule: string; roles: readonly string[] };
}

function algorithmText(algorithm: Json | undefined, name: string): string {
  if (!isDocument(algorithm)) return '';
  const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
  const oids = list(algorithm['curves']).map(String);
  const sizes = [...new Set(list(algorithm['bit_lengths']).map(String))];
  const shown = oids.length > 0 ? shortList(oids.map((oid) => curves.get(oid)?.name ?? oid)) : sizes;
  return [textOf(algorithm['name']) || name, shown.join(', ')].filter((part) => part !== '').join(' ');
}

function algorithmsText(policy: WireDocument, member: string, none: string): string | undefined {
  if (!Object.hasOwn(policy, member)) return undefined;
  const texts = rowsOf(policy[member]).map((entry) => algorithmText(entry, ''));
  return texts.length === 0 ? none : texts.join('; ');
}

function keyInfoText(policy: WireDocument): string | undefined {
  const info = policy['KeyInfo'];
  if (!isDocument(info)) return undefined;
  const texts = Object.entries(info)
    .map(([name, entry]) => algorithmText(entry, name))
    .filter((part) => part !== '');
  return texts.length === 0 ? 'Not restricted here' : texts.join('; ');
}

const scalar = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

function listText(value: Json | undefined): string {
  const list: readonly Json[] = Array.isArray(value) ? value : [];
  return list.map((entry) => curves.get(scalar(entry))?.name ?? scalar(entry)).join(', ') || 'Not set here';
}

function policyFacts(policy: Json | undefined): RuleFacts['policy'] {
  if (!isDocument(policy)) return null;
  const facts = [
    { label: 'Allow key reuse', value: ruleWords(policy['AllowKeyReuse']) },
    { label: 'Allow wildcards', value: ruleWords(policy['AllowWildcards']) },
    { label: 'RFC 2818 enforcement', value: ruleWords(policy['RFCEnforcement']) },
  ];
  const add = (label: string, value: string | undefined) => {
    if (value !== undefined) facts.push({ label, value });
  };
  const owner = policy['CertificateOwnerRole'];
  add(
    'Certificate owner role',
    typeof owner === 'number' ? `Value ${owner}` : owner === null ? ruleWords(null) : undefined,
  );
  const role = textOf(policy['DefaultCertificateOwnerRoleName']);
  add('Default owner role', role === '' ? undefined : role);
  const algorithms = algorithmsText(policy, 'PrimaryKeyAlgorithms', 'Not restricted here') ?? keyInfoText(policy);
  add('Key algorithms', algorithms);
  add('Alternative key algorithms', algorithmsText(policy, 'AlternativeKeyAlgorithms', 'None'));
  if (Object.hasOwn(policy, 'RSAValidKeySizes')) add('RSA key sizes', listText(policy['RSAValidKeySizes']));
  if (Object.hasOwn(policy, 'ECCValidCurves')) add('ECC curves', listText(policy['ECCValidCurves']));
  return facts;
}

function metadataDetails(row: WireDocument): string[] {
  const parts: [string, Json | undefined][] = [
    ['default', row['DefaultValue']],
    ['regex', row['Validation']],
    ['message', row['Message']],
    ['choices', row['Options']],
  ];
  return parts.filter(([, value]) => textOf(value) !== '').map(([name, value]) => `${name}: ${textOf(value)}`);
}

function sharedFacts(document: WireDocument, defaults: Json | undefined, policy: Json | undefined) {
  return {
    defaults: rowsOf(defaults).map((row) => ({ part: textOf(row['SubjectPart']), value: textOf(row['Value']) })),
    metadata: rowsOf(document['MetadataFields']).map((row) => ({
      metadataId: typeof row['MetadataId'] === 'number' ? row['MetadataId'] : null,
      use: metadataWords(row['Enrollment']),
      details: metadataDetails(row),
    })),
    fields: rowsOf(document['EnrollmentFields']).map((row) => {
      const options: readonly Json[] = Array.isArray(row['Options']) ? row['Options'] : [];
      const kind = row['DataType'] === 2 ? `Multiple choice: ${options.map(String).join(', ')}` : 'Text';
      return { name: textOf(row['Name']), kind };
    }),
    policy: policyFacts(policy),
  };
}

/** The read-only rules of a template document. */
export function templateRuleFacts(template: WireDocument): RuleFacts {
  const roles: readonly Json[] = Array.isArray(template['AllowedRequesters']) ? template['AllowedRequesters'] : [];
  return {
    ...sharedFacts(template, template['TemplateDefaults'], template['TemplatePolicy']),
    requesters: {
      rule:
        template['UseAllowedRequesters'] === true
          ? 'Only these security roles may request'
          : 'Not restricted here: the permissions on the certificate authority’s template decide',
      roles: roles.map(String),
    },
  };
}

/** The read-only rules of an enrollment pattern document. */
export function patternRuleFacts(pattern: WireDocument): RuleFacts {
  return {
    ...sharedFacts(pattern, pattern['Defaults'], pattern['Policies']),
    requesters: {
      rule:
        pattern['UseADPermissions'] === true
          ? 'The Active Directory permissions on the template decide'
          : 'Only these security roles may enroll',
      roles: rowsOf(pattern['AssociatedRoles']).map((role) => textOf(role['Name'])),
    },
  };
}
