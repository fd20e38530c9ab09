import { rowsOf, textOf, type WireDocument } from '../../api/wireDocument.ts';
import type { Json } from '../../domain/merge.ts';
import { keyUsageNames } from '../../domain/keyUsage.ts';
import { curves } from '../../domain/oids.ts';

/** A read-only fact of a document, as `ui/Facts` shows it. */
interface TextFact {
  label: string;
  value: string;
  copy?: string;
  mono?: boolean;
  help?: string;
  /** Many words: shown folded. */
  long?: readonly string[];
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
  const usages = rowsOf(template['ExtendedKeyUsages']).map((usage) =>
    [textOf(usage['DisplayName']), textOf(usage['Oid'])].filter((part) => part !== '').join(' – '),
  );
  const keyTypes = textOf(template['KeyTypes']);
  const curve = textOf(template['Curve']);
  const mask = numberOf(template['KeyUsage']);
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
    ...(keyTypes === '' ? [] : [{ label: 'Key types', value: keyTypes, long: keyTypes.split(', '), copy: keyTypes }]),
    ...(curve === ''
      ? []
      : [{ label: 'Curve', value: [curves.get(curve)?.name ?? 'Unknown curve', curve].join(', '), copy: curve }]),
    {
      label: 'Key usage',
      value: keyUsageNames(mask).join(', ') || 'Not reported',
      ...(mask === 0 ? {} : { help: `Bit mask ${mask}` }),
    },
    { label: 'Extended key usage', value: usages.join(', ') || 'None' },
    template['RequiresApproval'] === true
      ? {
          label: 'Approval by the CA',
          value: 'Required',
          help: 'Every request waits for a certificate manager. A Microsoft template like this can be enrolled against only when private keys are kept.',
        }
      : { label: 'Approval by the CA', value: 'Not required' },
    {
      label: 'Key archival on the CA',
      value: yesNo(template['KeyArchival']),
      help: 'Active Directory’s own flag; Command reports it and does not use it.',
    },
  ];
}
