import { useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { explain } from '../../api/errors.ts';
import { patternsOfTemplateQuery } from '../../api/patterns.ts';
import { paths } from '../../paths.ts';
import { ActionLink } from '../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';

const Place = styled('div')({ marginBottom: 16, minHeight: 96 });

/** On servers with enrollment patterns: a template's rules are those of its default pattern, and are edited there. */
export function DefaultPatternNotice({ templateId }: { templateId: number }): ReactElement {
  const { data, error, refetch } = useQuery(patternsOfTemplateQuery(templateId));
  const pattern = data?.find((each) => each.isDefault);
  const others = (data?.length ?? 0) - (pattern ? 1 : 0);
  return (
    <Place>
      {error && <ErrorNotice error={explain(error)} onRetry={() => void refetch()} />}
      {pattern && (
        <Notice
          kind="info"
          title="The rules of this template are those of its default enrollment pattern"
          actions={
            <ActionLink
              to={paths.pattern(pattern.id)}
            >{`Edit on the default enrollment pattern ${pattern.name}`}</ActionLink>
          }
        >
          Enrollment types, regexes, defaults, policy, metadata, enrollment fields and who may enroll are shown here and
          edited there.
          {others > 0
            ? ` ${others} more enrollment ${others === 1 ? 'pattern has its' : 'patterns have their'} own rules.`
            : ''}
        </Notice>
      )}
      {data && !pattern && (
        <Notice kind="info" title="This template has no default enrollment pattern">
          Nothing can be enrolled with it until it has one, and its rules are empty until then.
        </Notice>
      )}
    </Place>
  );
}
