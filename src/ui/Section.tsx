import { styled } from '@mui/material/styles';
import { useContext } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { ChangedDot } from './ChangedDot.tsx';
import { ErrorNotice } from './ErrorNotice.tsx';
import { formatCount } from './numbers.ts';
import { SectionProblems } from './sectionProblems.ts';

const Frame = styled('section')(({ theme }) => ({
  marginBottom: 'var(--gap)',
  padding: 'calc(var(--gap) * 0.75) 16px var(--gap)',
  backgroundColor: theme.palette.background.paper,
  border: `1px solid ${theme.palette.divider}`,
  borderRadius: 'calc(var(--radius) * 1.5)',
  // A link to a section must not put its heading under the sticky header.
  scrollMarginTop: 64,
  minWidth: 0,
}));

const Head = styled('div')({
  display: 'flex',
  alignItems: 'baseline',
  flexWrap: 'wrap',
  gap: '0 8px',
  marginBottom: 8,
});

const Title = styled('h2')({
  margin: 0,
  fontSize: '1rem',
  lineHeight: '24px',
  fontWeight: 600,
  '&:focus': { outline: 'none' },
});

const ProblemPlace = styled('div')({ marginBottom: 12 });

const Quiet = styled('span')(({ theme }) => ({ color: theme.palette.text.secondary }));

const Hint = styled('p')(({ theme }) => ({ flexBasis: '100%', margin: 0, color: theme.palette.text.secondary }));

export interface SectionProps {
  id: string;
  title: string;
  hint?: ReactNode;
  count?: number;
  changed?: boolean;
  children: ReactNode;
}

/** A part of a page that a link can open (`#id`). What `SectionProblems` says about it stands under its heading. */
export function Section({ id, title, hint, count, changed = false, children }: SectionProps): ReactElement {
  const headingId = `${id}-heading`;
  const problem = useContext(SectionProblems).get(id);
  return (
    <Frame id={id} aria-labelledby={headingId}>
      <Head>
        <Title id={headingId} tabIndex={-1}>
          {title}
        </Title>
        {count !== undefined && <Quiet>{formatCount(count)}</Quiet>}
        {changed && <ChangedDot />}
        {hint !== undefined && <Hint>{hint}</Hint>}
      </Head>
      {problem && (
        <ProblemPlace>
          <ErrorNotice error={problem} />
        </ProblemPlace>
      )}
      {children}
    </Frame>
  );
}
