import { readKeyRetention } from '../../api/templates.ts';
import { rowsOf, textOf, type WireDocument } from '../../api/wireDocument.ts';
import type { Json } from '../../domain/merge.ts';
import { enrollTypesText, readEnrollTypes } from '../../domain/enrollTypes.ts';
import { keyUsageNames } from '../../domain/keyUsage.ts';
import { shortList } from './shortList.ts';
import { keyRetentionWords, ruleWords } from './templateWords.ts';

/** A read-only fact of a document, as `ui/Facts` shows it. */
interface TextFact {
  label: string;
  value: string;
  copy?: string;
  mono?: boolean;
  help?: string;
}

const shown = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : 'not set';
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
const yesNo = (value: unknown): string => (value === true ? 'Yes' : value === false ? 'No' : 'Not told');
const copied = (label: string, value: string): TextFact => ({
  label,
  value,
  mono: true,
  ...(value === '' ? {} : { copy: value }),
});

/** The name that Command shows for a template. */
export function templateTitle(template: WireDocument): string {
  const names = ['DisplayName', 'FriendlyName', 'TemplateName', 'CommonName'].map((name) => textOf(template[name]));
  return names.find((name) => name !== '') ?? `Template ${shown(template['Id'])}`;
}

/** What the CA and Command say about a template and this screen does not edit. */
export function overviewFacts(template: WireDocument): TextFact[] {
  const size = template['KeySize'];
  const key = [textOf(template['KeyType']), typeof size === 'number' ? String(size) : textOf(size)];
  const usages = rowsOf(template['ExtendedKeyUsages']).map(
    (usage) => textOf(usage['DisplayName']) || textOf(usage['Oid']),
  );
  const keyTypes = textOf(template['KeyTypes']);
  return [
    {
      ...copied('Short name', textOf(template['CommonName'])),
      help: 'The name to give when enrolling through the API.',
    },
    copied('Template name', textOf(template['TemplateName'])),
    copied('Configuration tenant', textOf(template['ConfigurationTenant']) || textOf(template['ForestRoot'])),
    copied('Id', shown(template['Id'])),
    { ...copied('OID', textOf(template['Oid'])), help: 'Made up by Command where the CA has none.' },
    { label: 'Smallest key', value: key.filter((part) => part !== '').join(' ') },
    ...(keyTypes === ''
      ? []
      : [{ label: 'Key types', value: shortList(keyTypes.split(', ')).join(', '), copy: keyTypes }]),
    {
      label: 'Key usage',
      value: keyUsageNames(numberOf(template['KeyUsage'])).join(', ') || 'Not reported',
    },
    { label: 'Extended key usage', value: usages.join(', ') || 'None' },
    {
      label: 'Approval by the CA',
      value: template['RequiresApproval'] === true ? 'Required' : 'Not required',
    },
    { label: 'Key archival on the CA', value: yesNo(template['KeyArchival']) },
    ...(template['AllowOneClickRenewals'] === undefined
      ? []
      : [
          {
            label: 'One-click renewals',
            value: yesNo(template['AllowOneClickRenewals']),
            help: 'Work only when the certificate authority allows them too.',
          },
        ]),
  ];
}

/** Which kinds of enrollment are allowed, with their meaning. */
export function enrollmentTypeFacts(document: WireDocument): TextFact[] {
  const mask = numberOf(document['AllowedEnrollmentTypes']);
  const { pfx, csr, csrGeneration } = readEnrollTypes(mask);
  const fact = (label: string, on: boolean, help: string): TextFact => ({
    label,
    value: on ? 'Allowed' : 'Not allowed',
    help,
  });
  return [
    { label: 'In force', value: enrollTypesText(mask) },
    fact('PFX enrollment', pfx, 'Command makes the key and hands out certificate and key together.'),
    fact('CSR enrollment', csr, 'The requester makes the key and sends a signing request.'),
    fact(
      'CSR generation',
      csrGeneration,
      'Command makes a signing request and keeps its key until the certificate comes.',
    ),
  ];
}

/** What happens to private keys, with a word about approval where it matters. */
export function keyRetentionFacts(template: WireDocument): TextFact[] {
  const retention = readKeyRetention(template['KeyRetention'], template['KeyRetentionDays']);
  const enrolls = (numberOf(template['AllowedEnrollmentTypes']) & 3) !== 0;
  const stuck = template['RequiresApproval'] === true && retention.policy === 'None' && enrolls;
  const help = stuck
    ? 'The CA’s approval is required: a Microsoft template like this can be enrolled against only when keys are kept.'
    : 'A key that is not kept is handed out once, at enrollment, and cannot be recovered.';
  return [
    { label: 'Private keys', value: keyRetentionWords(retention), help },
    {
      label: 'As the server says it',
      value: `${shown(template['KeyRetention'])}, days: ${shown(template['KeyRetentionDays'])}`,
      mono: true,
    },
  ];
}

const units = ['days', 'weeks', 'months'];

/** Clean-up of expired certificates; nothing on servers that do not know it. */
export function cleanUpFacts(template: WireDocument): TextFact[] {
  if (template['CertificateCleanupEnabled'] === undefined) return [];
  const delay = template['TimeAfterExpiration'];
  const unit = template['TimeAfterExpirationUnits'];
  const unitWord = typeof unit === 'number' ? (units[unit] ?? `unit ${unit}`) : 'no unit set';
  return [
    { label: 'Clean up expired certificates', value: ruleWords(template['CertificateCleanupEnabled']) },
    { label: 'Time after expiry', value: typeof delay === 'number' ? `${delay} ${unitWord}` : 'Not set here' },
    { label: 'Also with a stored key', value: ruleWords(template['DeleteWithArchivedKey']) },
  ];
}
