import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { certificateChecksQuery } from '../../api/certificateChecks.ts';
import { byServerClock } from '../../api/client.ts';
import { explain } from '../../api/errors.ts';
import type { CertificateId } from '../../domain/ids.ts';
import type { Scope } from '../../domain/scope.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Section } from '../../ui/Section.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { Time } from '../../ui/Time.tsx';
import { checkLines, stateRemark } from './checksWords.ts';
import { Buttons, Quiet } from './pageStyle.ts';

const Lines = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  overflowWrap: 'anywhere',
  '& li': { padding: '2px 0' },
});

interface ChecksPartProps {
  certificateId: CertificateId;
  scope: Scope;
  /** What state the certificate is in; what was checked in another one is not shown. */
  state: string;
  /** That state as a word. */
  stateName: string;
}

/** Chain and revocation as the server sees them, asked for by hand: it may have to call the CA for it. */
export function ChecksPart({ certificateId, scope, state, stateName }: ChecksPartProps): ReactElement {
  const [asked, setAsked] = useState<string | null>(null);
  const checks = useQuery({ ...certificateChecksQuery(certificateId, scope, state), enabled: asked === state });
  const remark = checks.data && stateRemark(checks.data, stateName);
  return (
    <Section
      id="checks"
      title="Checks by the server"
      hint="As this server sees chain and revocation. Other machines may trust other CAs."
    >
      <output>
        {checks.data && (
          <>
            <Lines>
              {checkLines(checks.data).map(({ kind, text }) => (
                <li key={text}>
                  <StatusMark kind={kind} text={text} />
                </li>
              ))}
            </Lines>
            {remark !== undefined && <Quiet>{remark}</Quiet>}
            <Quiet>
              Checked <Time value={byServerClock(checks.dataUpdatedAt)} />.
            </Quiet>
          </>
        )}
      </output>
      {checks.error && <ErrorNotice error={explain(checks.error)} />}
      <Buttons>
        <ActionButton
          busy={checks.isFetching}
          onClick={() => (asked === state ? void checks.refetch() : setAsked(state))}
        >
          {checks.data || checks.error ? 'Check again' : 'Check chain and revocation'}
        </ActionButton>
      </Buttons>
    </Section>
  );
}
