import { styled } from '@mui/material/styles';
import { useState, type ReactElement } from 'react';
import { InfoIcon, WarningIcon } from '../../../ui/icons.tsx';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import { editorSections } from '../editorSections.ts';
import { openPlace } from '../openPlace.ts';
import { useFindings, type Findings } from '../useFindings.ts';
import type { LintFinding } from './lintInput.ts';

const Frame = styled('details')(({ theme }) => ({
  marginBottom: 16,
  backgroundColor: theme.palette.background.paper,
  border: `1px solid ${theme.palette.divider}`,
  borderRadius: 'calc(var(--radius) * 1.5)',
  '& > summary': {
    minHeight: 'calc(var(--control) + 8px)',
    padding: 'calc((var(--control) - 16px) / 2) 16px',
    lineHeight: '24px',
    cursor: 'pointer',
  },
}));

const List = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  maxHeight: '50vh',
  overflowY: 'auto',
  borderTop: `1px solid ${theme.palette.divider}`,
}));

const Finding = styled('button')(({ theme }) => ({
  display: 'flex',
  gap: 8,
  width: '100%',
  minHeight: 'var(--control)',
  padding: 'calc((var(--control) - 20px) / 2) 16px',
  border: 0,
  background: 'none',
  color: 'inherit',
  font: 'inherit',
  textAlign: 'left',
  cursor: 'pointer',
  overflowWrap: 'anywhere',
  '&:hover': { backgroundColor: theme.palette.action.hover },
  // The list cuts off what stands out of it.
  '&:focus-visible': { outlineOffset: -2 },
}));

const Mark = styled('span', { shouldForwardProp: (name) => name !== 'severity' })<Pick<LintFinding, 'severity'>>(
  ({ theme, severity }) => ({
    flex: 'none',
    display: 'inline-flex',
    alignItems: 'center',
    height: '1.43em',
    color: severity === 'warning' ? theme.palette.warning.main : theme.palette.info.main,
  }),
);

const Where = styled('span')(({ theme }) => ({ color: theme.palette.text.secondary }));

function summaryOf({ findings, failed }: Findings): string {
  if (failed) return 'The advice could not be loaded; the form works without it';
  if (findings === null) return 'Looking …';
  if (findings.length === 0) return 'Nothing to point out';
  return findings.length === 1 ? '1 thing to look at' : `${findings.length} things to look at`;
}

const labels = new Map<string, string>(Object.values(editorSections).map(({ id, label }) => [id, label]));

/** Advice about the whole document; each piece leads to its place. Nothing here blocks a save. */
export function FindingsPanel(): ReactElement {
  const found = useFindings();
  const [open, setOpen] = useState(false);
  const findings = found.findings ?? [];
  return (
    <Frame open={open}>
      {/* Not by the browser's own event, which comes late: the next Tab would pass the list by. */}
      <summary
        onClick={(event) => {
          event.preventDefault();
          setOpen(!open);
        }}
      >
        {summaryOf(found)}
      </summary>
      {/* Of a large document there are hundreds: while it is folded, no pause in typing shall draw them. */}
      {open && findings.length > 0 && (
        <List aria-label="Findings">
          {findings.map((finding) => (
            <li key={finding.id}>
              <Finding type="button" onClick={(event) => openPlace(finding, event.currentTarget)}>
                <Mark severity={finding.severity}>
                  {finding.severity === 'warning' ? <WarningIcon size={16} /> : <InfoIcon size={16} />}
                  <VisuallyHidden>{finding.severity === 'warning' ? 'Warning: ' : 'Advice: '}</VisuallyHidden>
                </Mark>
                <span>
                  {finding.text} <Where>{labels.get(finding.section)}</Where>
                </span>
              </Finding>
            </li>
          ))}
        </List>
      )}
    </Frame>
  );
}
