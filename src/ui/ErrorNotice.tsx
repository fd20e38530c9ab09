import { styled } from '@mui/material/styles';
import type { ReactElement, ReactNode } from 'react';
import { ActionButton } from './ActionButton.tsx';
import { Mono } from './Mono.tsx';
import { Notice } from './Notice.tsx';

/** An error in words a person can act on, with the server's own words kept. */
export interface Explained {
  summary: string;
  serverWords?: string;
  reasons?: readonly string[];
  code?: string;
  correlationId?: string;
  /** True where nothing went wrong: somebody is told what they may not see. */
  isRight?: boolean;
}

const Quote = styled('p')({ margin: '4px 0 0', whiteSpace: 'pre-line' });

const Reasons = styled('ul')({ margin: '4px 0 0', paddingLeft: 20 });

const Codes = styled('p')(({ theme }) => ({
  margin: '4px 0 0',
  color: theme.palette.text.secondary,
  fontSize: '0.8125rem',
}));

/** What went wrong, the server's words, its code and correlation id. */
export function ErrorNotice({
  error,
  onRetry,
  actions,
}: {
  error: Explained;
  onRetry?: () => void;
  actions?: ReactNode;
}): ReactElement {
  const buttons = (
    <>
      {onRetry && <ActionButton onClick={onRetry}>Try again</ActionButton>}
      {actions}
    </>
  );
  return (
    <Notice
      kind={error.isRight ? 'info' : 'error'}
      title={error.summary}
      {...(onRetry || actions !== undefined ? { actions: buttons } : {})}
    >
      {error.serverWords !== undefined && <Quote>The server says: {error.serverWords}</Quote>}
      {error.reasons !== undefined && error.reasons.length > 0 && (
        <Reasons>
          {error.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </Reasons>
      )}
      {(error.code !== undefined || error.correlationId !== undefined) && (
        <Codes>
          {error.code !== undefined && (
            <>
              Code <Mono>{error.code}</Mono>{' '}
            </>
          )}
          {error.correlationId !== undefined && (
            <>
              Correlation id <Mono>{error.correlationId}</Mono>
            </>
          )}
        </Codes>
      )}
    </Notice>
  );
}
