import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Mono } from '../ui/Mono.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Page } from '../ui/Page.tsx';
import type { ConfigProblem } from './config.ts';

const List = styled('ul')({ margin: '4px 0 0', paddingLeft: 20 });

/** Shown in place of the app when its configuration cannot be used: which setting, and what is allowed. */
export function ConfigError({
  summary,
  problems,
  place,
}: {
  summary: string;
  problems: readonly ConfigProblem[];
  /** Where the settings are, for the end of a sentence. */
  place: string;
}): ReactElement {
  return (
    <main>
      <Page title="This page is not set up correctly">
        <Notice
          kind="error"
          title={summary}
          actions={<ActionButton onClick={() => window.location.reload()}>Reload</ActionButton>}
        >
          {problems.length > 0 && (
            <List>
              {problems.map((problem) => (
                <li key={problem.key}>
                  <Mono>{problem.key}</Mono>: {problem.allowed}
                </li>
              ))}
            </List>
          )}
          <p>The settings are {place}. Nothing was sent to the server.</p>
        </Notice>
      </Page>
    </main>
  );
}
