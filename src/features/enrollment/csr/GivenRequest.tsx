import { styled } from '@mui/material/styles';
import { useId, useState, type ReactElement } from 'react';
import { TextField } from '../../../form/TextField.tsx';
import { useCsr } from './csrContext.ts';

const Drop = styled('div')(({ theme }) => ({
  marginBottom: 12,
  padding: '8px 12px',
  maxWidth: 560,
  border: `1px dashed ${theme.palette.grey[500]}`,
  borderRadius: 'var(--radius)',
  '&[data-over="true"]': { borderColor: theme.palette.primary.main, backgroundColor: theme.palette.action.hover },
  '& label': { display: 'block', fontWeight: 500 },
  '& input': { maxWidth: '100%' },
}));

/** Paste, drop or choose a request. */
export function GivenRequest(): ReactElement {
  const { takeFile } = useCsr().request;
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
          if (file) void takeFile(file);
        }}
      >
        <label htmlFor={fileId}>Or choose the file, or drop it here</label>
        <input
          id={fileId}
          type="file"
          accept=".csr,.req,.pem,.p10,.der,.txt"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) void takeFile(file);
            event.target.value = '';
          }}
        />
      </Drop>
    </>
  );
}
