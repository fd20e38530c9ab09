import { useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { explain } from '../../api/errors.ts';
import { patternsOfTemplateQuery, type PatternRow } from '../../api/patterns.ts';
import { whyNot } from '../../api/rights.ts';
import { meQuery } from '../../api/server.ts';
import { enrollTypesText } from '../../domain/enrollTypes.ts';
import { paths } from '../../paths.ts';
import { ActionLink } from '../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { useEditor } from './editorContext.ts';
import { rolesText } from './templateWords.ts';

const Place = styled('div')({ minHeight: 96 });
const List = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: '0 0 12px',
  padding: 0,
  '& li': {
    display: 'grid',
    gridTemplateColumns: 'minmax(160px, 2fr) minmax(0, 1fr) minmax(0, 2fr)',
    gap: '0 16px',
    padding: '6px 0',
    borderTop: `1px solid ${theme.palette.divider}`,
    overflowWrap: 'anywhere',
    '@media (max-width: 700px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  '& span': { color: theme.palette.text.secondary },
}));

/** On servers with enrollment patterns: the rules of a template are those of its patterns, and are edited there. */
export function TemplatePatterns(): ReactElement {
  const { templateId } = useEditor();
  const { data, error, refetch } = useQuery({
    ...patternsOfTemplateQuery(templateId ?? 0),
    enabled: templateId !== null,
  });
  const closed = whyNot(useQuery(meQuery()).data, 'patterns');
  return (
    <Section
      id="patterns"
      title="Enrollment patterns"
      {...(data ? { count: data.length } : {})}
      hint="Enrollment types, who may enroll, metadata, enrollment fields, regexes, defaults and policy lie on the enrollment patterns of a template, and are edited there."
    >
      <Place>
        {error && <ErrorNotice error={explain(error)} onRetry={() => void refetch()} />}
        {!data && !error && <Loading what="the enrollment patterns" />}
        {data?.length === 0 && (
          <Notice kind="info" title="Nothing can be enrolled with this template">
            It has no enrollment pattern. The first one that is made for it becomes its default.
          </Notice>
        )}
        {data && data.length > 0 && <List>{data.map(entry)}</List>}
      </Place>
      {templateId !== null && (
        <ActionLink to={paths.newPattern(templateId)} disabledReason={closed}>
          New enrollment pattern
        </ActionLink>
      )}
    </Section>
  );
}

const entry = (pattern: PatternRow) => (
  <li key={pattern.id}>
    <div>
      <Link to={paths.pattern(pattern.id)}>{pattern.name}</Link>
      {pattern.isDefault && <span> – the default enrollment pattern</span>}
    </div>
    <span>{enrollTypesText(pattern.enrollmentTypes)}</span>
    <span>{rolesText(pattern)}</span>
  </li>
);
