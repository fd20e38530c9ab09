import { styled } from '@mui/material/styles';
import { useId, useState, type ReactElement } from 'react';
import { TextField } from '../../../form/TextField.tsx';
import { sanLabels } from '../../../domain/sans.ts';
import { Facts } from '../../../ui/Facts.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { StatusMark } from '../../../ui/StatusMark.tsx';
import type { CsrReading } from './csrForm.ts';

const Drop = styled('div')(({ theme }) => ({
  marginBottom: 12,
  padding: '8px 12px',
  maxWidth: 560,
  border: `1px dashed ${theme.palette.grey[500]}`,
  borderRadius: 4,
  '&[data-over="true"]': { borderColor: theme.palette.primary.main, backgroundColor: theme.palette.action.hover },
  '& label': { display: 'block', fontWeight: 500 },
  '& input': { maxWidth: '100%' },
}));

interface CsrStepProps {
  reading: CsrReading | null;
  /** True while the text in the field has not been read. */
  busy: boolean;
  onFile: (file: File) => void;
}

/** Paste, drop or choose a request, and see what it holds. */
export function CsrStep({ reading, busy, onFile }: CsrStepProps): ReactElement {
  const [over, setOver] = useState(false);
  const fileId = useId();
  return (
    <>
      <TextField
        name="csr"
        label="Certificate signing request"
        required
        mono
        multiline
        rows={10}
        placeholder="-----BEGIN CERTIFICATE REQUEST-----"
        width="100%"
        help="PEM with or without its header lines. Only the request goes to the server, never a key."
      />
      <Drop
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const [file] = event.dataTransfer.files;
          if (file) onFile(file);
        }}
      >
        <label htmlFor={fileId}>Or choose the file, or drop it here</label>
        <input
          id={fileId}
          type="file"
          accept=".csr,.req,.pem,.p10,.der,.txt"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) onFile(file);
            event.target.value = '';
          }}
        />
      </Drop>
      {busy && <Loading what="the request" />}
      {!busy && reading && <CsrFacts reading={reading} />}
    </>
  );
}

const signatures = {
  valid: { kind: 'ok', text: 'Valid: made with the key in the request' },
  invalid: { kind: 'error', text: 'Invalid: does not fit the key in the request' },
  'cannot tell': { kind: 'unknown', text: 'Cannot be checked in this browser; the server decides' },
} as const;

function CsrFacts({ reading }: { reading: CsrReading }): ReactElement {
  if (!reading.ok) {
    return (
      <Notice kind="error" title="This is no certificate signing request that can be used">
        {reading.reason}
      </Notice>
    );
  }
  const { csr, signature, fingerprint } = reading;
  const names = csr.sans.map((san) => `${san.value} (${sanLabels[san.kind]})`);
  return (
    <section aria-label="What the request holds">
      <h3>What the request holds</h3>
      <Facts
        items={[
          { label: 'Subject', value: csr.subjectText, mono: true, copy: csr.subjectText },
          {
            label: 'Alternative names',
            value: names.length === 0 ? 'none' : names.map((name) => <div key={name}>{name}</div>),
          },
          { label: 'Key', value: csr.key.label },
          { label: 'Signature', value: <StatusMark {...signatures[signature]} /> },
          { label: 'Signature algorithm', value: csr.signatureAlgorithm },
          {
            label: 'SHA-256 fingerprint',
            value: fingerprint,
            mono: true,
            ...(fingerprint === '' ? {} : { copy: fingerprint }),
          },
          { label: 'Key usage', value: csr.keyUsage.join(', ') || 'not asked for' },
          { label: 'Extended key usage', value: csr.extendedKeyUsage.join(', ') || 'not asked for' },
          {
            label: 'Requested extensions',
            value:
              csr.extensions
                .map((each) => `${each.name ?? each.oid}${each.critical ? ' (critical)' : ''}`)
                .join(', ') || 'none',
          },
        ]}
      />
    </section>
  );
}
