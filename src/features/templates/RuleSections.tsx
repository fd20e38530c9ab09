import { useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import type { ReactElement, ReactNode } from 'react';
import { metadataFieldsQuery } from '../../api/metadata.ts';
import { Facts } from '../../ui/Facts.tsx';
import { Mono } from '../../ui/Mono.tsx';
import { Section } from '../../ui/Section.tsx';
import type { RuleFacts } from './ruleFacts.ts';

const List = styled('ul')({ margin: 0, paddingLeft: 20, '& li': { padding: '2px 0', overflowWrap: 'anywhere' } });
const None = styled('p')(({ theme }) => ({ margin: 0, color: theme.palette.text.secondary }));

/** What is set, as plain facts; these sections are shown so that nothing is hidden, and cannot be edited here. */
export function RuleSections({ facts }: { facts: RuleFacts }): ReactElement {
  const names = useQuery({ ...metadataFieldsQuery(), enabled: facts.metadata.length > 0 });
  const nameOf = (id: number | null) =>
    names.data?.find((field) => field.metadataId === id)?.name ?? `Metadata field ${id ?? 'without an id'}`;
  return (
    <>
      <Section id="defaults" title="Defaults" count={facts.defaults.length}>
        <Entries none="No default is set here.">
          {facts.defaults.map((row, at) => (
            <li key={at}>
              {row.part}: <Mono>{row.value === '' ? 'empty' : row.value}</Mono>
            </li>
          ))}
        </Entries>
      </Section>
      <Section id="policy" title="Policy">
        {facts.policy === null ? <None>No policy is set here.</None> : <Facts items={facts.policy} />}
      </Section>
      <Section id="metadata" title="Metadata" count={facts.metadata.length}>
        <Entries none="No metadata field is treated differently here.">
          {facts.metadata.map((row, at) => (
            <li key={at}>
              {nameOf(row.metadataId)}: {[row.use, ...row.details].join('; ')}
            </li>
          ))}
        </Entries>
      </Section>
      <Section id="fields" title="Enrollment fields" count={facts.fields.length}>
        <Entries none="No enrollment field is asked for.">
          {facts.fields.map((row, at) => (
            <li key={at}>
              {row.name}: {row.kind}
            </li>
          ))}
        </Entries>
      </Section>
      <Section
        id="requesters"
        title="Who may enroll"
        count={facts.requesters.roles.length}
        hint={facts.requesters.rule}
      >
        <Entries none="No role is listed.">
          {facts.requesters.roles.map((role, at) => (
            <li key={at}>{role}</li>
          ))}
        </Entries>
      </Section>
    </>
  );
}

function Entries({ none, children }: { none: string; children: ReactNode[] }): ReactElement {
  return children.length === 0 ? <None>{none}</None> : <List>{children}</List>;
}

/** The contents entries of these sections. */
export function ruleSectionItems(facts: RuleFacts) {
  return [
    { id: 'defaults', label: 'Defaults', count: facts.defaults.length },
    { id: 'policy', label: 'Policy' },
    { id: 'metadata', label: 'Metadata', count: facts.metadata.length },
    { id: 'fields', label: 'Enrollment fields', count: facts.fields.length },
    { id: 'requesters', label: 'Who may enroll', count: facts.requesters.roles.length },
  ];
}
