import type { ReactElement } from 'react';
import type { Csr } from '../../../domain/csr.ts';
import { bothSpellings } from '../../../domain/idn.ts';
import { sanLabels, type San, type SanKind } from '../../../domain/sans.ts';
import { Facts, type Fact } from '../../../ui/Facts.tsx';
import { FoldedList } from '../../../ui/FoldedList.tsx';
import { StatusMark } from '../../../ui/StatusMark.tsx';
import { csrFindings, type CsrReading } from './csrForm.ts';

const signatures = {
  valid: { kind: 'ok', text: 'Valid: made with the key in the request' },
  invalid: { kind: 'error', text: 'Invalid: does not fit the key in the request' },
  'cannot tell': { kind: 'unknown', text: 'Cannot be checked in this browser; the server decides' },
} as const;

/** One line for each kind of name, in the order in which the kinds first come. */
function nameFacts(sans: readonly San[]): Fact[] {
  const kinds = [...new Set(sans.map(({ kind }) => kind))];
  const label = (kind: SanKind) => (kind === 'other' ? 'Other name (unknown here)' : sanLabels[kind]);
  if (kinds.length === 0) return [{ label: 'Alternative names', value: 'none' }];
  return kinds.map((kind) => {
    const items = sans.filter((san) => san.kind === kind).map(bothSpellings);
    return { label: label(kind), value: <FoldedList items={items} what="names" />, mono: true };
  });
}

function extensionText({ name, oid, critical }: Csr['extensions'][number]): string {
  return `${name ?? `${oid} (unknown here)`}${critical ? ' (critical)' : ''}`;
}

const copied = (label: string, value: string): Fact => ({
  label,
  value: value === '' ? 'Cannot be worked out in this browser' : value,
  ...(value === '' ? {} : { copy: value, mono: true }),
});

/** What is weak is marked; why stands among the findings. */
const marked = (text: string, weak: boolean) => (weak ? <StatusMark kind="warning" text={`${text}, weak`} /> : text);

/** What a request holds, whether its signature fits its key, and what is weak about it. */
export function CsrFacts({ reading }: { reading: Extract<CsrReading, { ok: true }> }): ReactElement {
  const { csr, signature, fingerprint, keyFingerprint } = reading;
  const found = csrFindings(csr, [], null);
  const weak = (where: string) => found.some((finding) => finding.where === where);
  const list = (items: readonly string[], none: string) =>
    items.length === 0 ? none : <FoldedList items={items} what="values" />;
  return (
    <section aria-label="What the request holds">
      <h3>What the request holds</h3>
      <Facts
        items={[
          { label: 'Subject', value: csr.subjectText || 'empty', mono: true, copy: csr.subjectText },
          ...nameFacts(csr.sans),
          { label: 'Key', value: marked(csr.key.label, weak('key')) },
          { label: 'Signature', value: <StatusMark {...signatures[signature]} /> },
          { label: 'Signature algorithm', value: marked(csr.signatureAlgorithm, weak('signature')) },
          copied('SHA-256 of the request', fingerprint),
          copied('SHA-256 of the key', keyFingerprint),
          { label: 'Key usage', value: list(csr.keyUsage, 'not asked for') },
          { label: 'Extended key usage', value: list(csr.extendedKeyUsage, 'not asked for') },
          { label: 'Requested extensions', value: list(csr.extensions.map(extensionText), 'none') },
        ]}
      />
    </section>
  );
}
