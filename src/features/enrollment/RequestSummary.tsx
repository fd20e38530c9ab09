import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { logicalName } from '../../api/authorities.ts';
import { commonNameWords } from '../../domain/idn.ts';
import type { Finding } from '../../domain/policy.ts';
import type { San } from '../../domain/sans.ts';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { FindingList } from './FindingList.tsx';
import { SanList } from './SanList.tsx';
import type { Setup } from './setup.ts';
import { nothingFoundWords } from './verdictWords.ts';

export interface SummaryProps {
  sourceLabel: string;
  setup: Setup | null;
  /** Empty: the server chooses. */
  authority: string;
  subject: string;
  sans: readonly San[];
  /** The DNS name that the server adds by itself (`serverAdds`); null: none that is known of. */
  added: string | null;
  keyLabel: string;
  more?: readonly Fact[];
  /** What is still to be done before it can be sent, and is no matter of rules. */
  open?: readonly string[];
  findings: readonly Finding[];
  /** False while there is nothing to judge yet: an empty form is not a mistake. */
  judged: boolean;
}

/** What it means that no CA is named. Beside the steps it is not explained: the step that asks for the CA does that. */
function anyOf({ choice }: Setup, brief: boolean): string {
  const names = choice.authorities.map((each) => each.displayName);
  return names.length === 0 || brief ? 'left to the server' : `the server chooses one at random: ${names.join(', ')}`;
}

const Verdict = styled('div')({ marginTop: 12 });
const Open = styled('ul')({ listStyle: 'none', margin: '0 0 12px', padding: 0, overflowWrap: 'anywhere' });
const Narrow = styled('div')({
  '& h2': { margin: '0 0 8px', fontSize: '1rem', lineHeight: '28px' },
  '& dl': { gridTemplateColumns: 'minmax(0, 1fr)', gap: 0 },
  '& dd': { marginBottom: 6 },
});

/** The summary beside the steps: in one column, with a heading. */
export function SummaryAside(props: SummaryProps): ReactElement {
  return (
    <Narrow>
      <h2>Request summary</h2>
      <RequestSummary {...props} brief />
    </Narrow>
  );
}

/** What will be asked for, and what the rules in force say about it. */
export function RequestSummary({ brief = false, ...props }: SummaryProps & { brief?: boolean }): ReactElement {
  const { sourceLabel, setup, authority, subject, sans, added, keyLabel, more = [], open = [], findings } = props;
  const words = commonNameWords(subject);
  return (
    <>
      <Facts
        items={[
          { label: sourceLabel, value: setup?.choice.label ?? '' },
          { label: 'CA', value: setup ? logicalName(authority) || anyOf(setup, brief) : '' },
          { label: 'Subject', value: subject, mono: true, ...(words === undefined ? {} : { help: words }) },
          { label: 'Alternative names', value: <SanList sans={sans} added={added} /> },
          { label: 'Key', value: keyLabel },
          ...more,
        ]}
      />
      {props.judged && (
        <Verdict>
          {setup && findings.length + open.length === 0 && nothingFoundWords(setup)}
          {open.length > 0 && (
            <Open aria-label="Before it can be sent">
              {open.map((text) => (
                <li key={text}>
                  <StatusMark kind="error" text={text} />
                </li>
              ))}
            </Open>
          )}
          <FindingList findings={findings} label="Findings" />
        </Verdict>
      )}
    </>
  );
}
