import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { CertificateId } from '../../domain/ids.ts';
import type { Finding } from '../../domain/policy.ts';
import { paths } from '../../paths.ts';
import { StatusMark, type StatusKind } from '../../ui/StatusMark.tsx';
import { useScope } from './useScope.ts';

const grades: Record<Finding['grade'], { kind: StatusKind; words: string }> = {
  refused: { kind: 'error', words: 'Refused by rule' },
  'likely refused': { kind: 'warning', words: 'Likely refused' },
  'worth a look': { kind: 'info', words: 'Worth a look' },
};

const inOrder = Object.keys(grades);
const rank = ({ grade }: Finding): number => inOrder.indexOf(grade);

const List = styled('ul')({ listStyle: 'none', margin: '0 0 12px', padding: 0 });
const Item = styled('li')({ marginBottom: 6, overflowWrap: 'anywhere' });
const Source = styled('span')(({ theme }) => ({
  display: 'block',
  paddingLeft: 22,
  fontSize: '0.8125rem',
  color: theme.palette.text.secondary,
}));

interface FindingListProps {
  findings: readonly Finding[];
  label: string;
}

/** Findings with their grade in words, the gravest first; nothing at all when there are none. */
export function FindingList({ findings, label }: FindingListProps): ReactElement | null {
  if (findings.length === 0) return null;
  return (
    <List aria-label={label}>
      {findings
        .toSorted((a, b) => rank(a) - rank(b))
        .map((finding) => (
          <Item key={`${finding.where} ${finding.text}`}>
            <StatusMark kind={grades[finding.grade].kind} text={`${grades[finding.grade].words}: ${finding.text}`} />
            {finding.source !== undefined && <Source>{finding.source}</Source>}
            {finding.certificateId !== undefined && <Found certificateId={finding.certificateId} />}
          </Item>
        ))}
    </List>
  );
}

/** The way to a certificate in a tab of its own: what was typed here stays. */
function Found({ certificateId }: { certificateId: CertificateId }): ReactElement {
  return (
    <Source>
      <Link to={paths.certificate(certificateId, useScope())} target="_blank">
        Open certificate {certificateId} in a new tab
      </Link>
    </Source>
  );
}
