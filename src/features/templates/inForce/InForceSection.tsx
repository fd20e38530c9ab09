import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { FoldedList } from '../../../ui/FoldedList.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Mono } from '../../../ui/Mono.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useEditor } from '../editorContext.ts';
import { inForceRows, type InForceRow } from './inForceRows.ts';
import { useInForce, type Comparison } from './useInForce.ts';

const narrow = '@media (max-width: 700px)';

const Table = styled('table')(({ theme }) => ({
  width: '100%',
  borderCollapse: 'collapse',
  tableLayout: 'fixed',
  '& th, & td': {
    textAlign: 'left',
    verticalAlign: 'top',
    padding: '4px 12px 4px 0',
    borderTop: `1px solid ${theme.palette.divider}`,
    overflowWrap: 'anywhere',
    fontWeight: 400,
  },
  '& thead th': { borderTop: 0, fontWeight: 600 },
  '& thead th:first-of-type': { width: '28%' },
  '& td:last-of-type': { color: theme.palette.text.secondary },
  // Each rule as a block of its own.
  [narrow]: {
    display: 'block',
    '& thead': { display: 'none' },
    '& tbody': { display: 'block' },
    '& tr': { display: 'block', padding: '6px 0', borderTop: `1px solid ${theme.palette.divider}` },
    '& tbody tr:first-of-type': { borderTop: 0 },
    '& th, & td': { display: 'block', padding: 0, borderTop: 0 },
    '& tbody th': { fontWeight: 600 },
    '& td:last-of-type::before': { content: '"Set by: "' },
  },
}));
const List = styled('ul')({ margin: 0, paddingLeft: 20 });
const Apart = styled('div')({ marginBottom: 12 });
const Said = styled('p')({ margin: '0 0 4px' });
const Quiet = styled('p')(({ theme }) => ({ margin: '8px 0 0', color: theme.palette.text.secondary }));

/** What is in force for each rule as the screen stands, and what the server says about the document it holds. */
export default function InForceSection(): ReactElement {
  const { kind } = useEditor();
  const { rules, systemKnown, comparison } = useInForce();
  return (
    <Section
      id="in-force"
      title="In force"
      hint="What an enrollment meets with the changes on this page: the own value of a rule, else the system-wide one; keys are those that all allow."
    >
      {comparison.state === 'compared' && comparison.differences.length > 0 && (
        <Differences differences={comparison.differences} />
      )}
      {rules === null && <Loading what="the rules in force" />}
      {rules === undefined && <p>The rules have a shape that is not known here, so nothing is said about them.</p>}
      {rules && (
        <>
          {!systemKnown && <p>The system-wide rules could not be read, so that only what is set here is shown.</p>}
          <RuleTable rows={inForceRows(kind, rules)} />
        </>
      )}
      <Compared comparison={comparison} />
    </Section>
  );
}

function RuleTable({ rows }: { rows: readonly InForceRow[] }): ReactElement {
  return (
    <Table>
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">In force</th>
          <th scope="col">Set by</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            <th scope="row">{row.rule}</th>
            <td>{row.mono ? <Mono>{row.values.join(', ')}</Mono> : <FoldedList items={row.values} what="keys" />}</td>
            <td>{row.setBy}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

type Differences = Extract<Comparison, { state: 'compared' }>['differences'];

function Differences({ differences }: { differences: Differences }): ReactElement {
  return (
    <Apart>
      <Notice kind="warning" title="The server resolves this differently">
        <Said>
          This is about the document as it was loaded, before any change here. Somebody may also have changed a rule
          since then.
        </Said>
        <List>
          {differences.map(({ what, here, server }) => (
            <li key={what}>
              {what}: on the server <Mono>{server}</Mono>, worked out here <Mono>{here}</Mono>
            </li>
          ))}
        </List>
      </Notice>
    </Apart>
  );
}

const comparedWords: Record<Exclude<Comparison['state'], 'compared'>, string> = {
  reading: '',
  new: '',
  'not offered': 'The server’s own resolution could not be read, so that this is not compared with it.',
  'system not known': '',
};

function Compared({ comparison }: { comparison: Comparison }): ReactElement | null {
  const text =
    comparison.state !== 'compared'
      ? comparedWords[comparison.state]
      : comparison.differences.length === 0
        ? 'The server resolves the rules it holds in the same way.'
        : '';
  return text === '' ? null : <Quiet>{text}</Quiet>;
}
