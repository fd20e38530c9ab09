import { styled } from '@mui/material/styles';
import { Fragment, type ReactElement } from 'react';
import type { DeployStep, StepState } from '../../domain/deploySteps.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { StatusMark, type StatusKind } from '../../ui/StatusMark.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { Act } from './Act.tsx';
import type { Asked } from './askedStores.ts';
import type { FollowedOne, SeenAt } from './followEvidence.ts';
import { isIll, isNotReached } from './followWords.ts';
import { JobActions, type JobActs } from './JobActions.tsx';
import type { FollowedStores } from './useFollowedStores.ts';

const marks: Record<StepState, StatusKind> = {
  waiting: 'waiting',
  done: 'ok',
  warning: 'warning',
  failed: 'error',
  retrying: 'warning',
  cancelled: 'info',
  unknown: 'unknown',
};

const markOf = (followed: FollowedOne, step: DeployStep): StatusKind =>
  isNotReached(followed, step) ? 'unknown' : marks[step.state];

type Action = FollowedOne['one']['action'];

/** A step by its name while it is open, and in the past tense only once its evidence is there. */
const words: Record<DeployStep['step'], readonly [open: string, reached: string]> = {
  asked: ['Request', 'Asked'],
  'job created': ['Job', 'Job created'],
  'picked up': ['Pick-up', 'Picked up'],
  finished: ['Result', 'Finished'],
  'seen in inventory': ['Inventory', 'Seen in inventory'],
};

const failedWords: Partial<Record<DeployStep['step'], string>> = { asked: 'Not taken', 'job created': 'No job' };

function stepWord({ step, state }: DeployStep, action: Action): string {
  if (state === 'retrying') return 'Will retry';
  if (state === 'cancelled') return 'Cancelled';
  if (state === 'failed') return failedWords[step] ?? 'Failed';
  if (state === 'warning') return `${words[step][1]} with warning`;
  if (state === 'done' && step === 'seen in inventory' && action === 'remove') return 'Gone from inventory';
  return words[step][state === 'done' ? 1 : 0];
}

const Steps = styled('ol')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& li': { display: 'flex', gap: 8, padding: '2px 0' },
  '& li > :first-of-type': { width: 184, flex: 'none' },
  // A time is one word, and wider than what would be left beside the step.
  '@media (max-width: 600px)': {
    '& li': { flexWrap: 'wrap', gap: 0 },
    '& li > :first-of-type': { width: '100%' },
    '& li > :last-child': { paddingLeft: 22 },
  },
});
const Detail = styled('span')(({ theme }) => ({
  color: theme.palette.text.secondary,
  minWidth: 0,
  overflowWrap: 'anywhere',
  whiteSpace: 'pre-line',
}));
const When = styled('span')({ whiteSpace: 'nowrap' });

export interface PlanEditing {
  /** Opens the plan of a store again. */
  onEdit?: (storeId: string) => void;
  /** Which plans can be opened; all that the server did not take, unless told. */
  mayEdit?: (storeId: string) => boolean;
  /** Takes a store that the server no longer has off the plan. */
  onDrop?: (one: Asked) => void;
}

const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A moment with its seconds, as several steps may fall into one minute; UTC on hover. Text that is no date as it came. */
function StepTime({ at }: { at: string }): ReactElement {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span>{at}</span>;
  const utc = date.toISOString();
  return (
    <time dateTime={utc} title={`${utc.slice(0, 19).replace('T', ' ')} UTC`}>
      {local.format(date)}
    </time>
  );
}

interface StepsProps extends PlanEditing {
  followed: FollowedOne;
  acts: JobActs & Pick<FollowedStores, 'seenAt'>;
}

/** By which inventory it is so, or when this page looked. */
function Seen({ by, atMs }: SeenAt): ReactElement {
  const time = (
    <When>
      <StepTime at={new Date(atMs).toISOString()} />
    </When>
  );
  return by === 'inventory' ? (
    <> The inventory was taken {time}.</>
  ) : (
    <> When the inventory was taken is not told; this page looked {time}.</>
  );
}

/** The five steps of one store with their evidence, and what can be done about its job. */
export function StoreSteps({ followed, acts, onEdit, mayEdit, onDrop }: StepsProps): ReactElement {
  const { one, steps, fate, gone, entryThere, supersededAt } = followed;
  const { storeId, displayName } = one.store;
  const seen = acts.seenAt(followed);
  const edits = onEdit !== undefined && !gone && (mayEdit?.(storeId) ?? fate === 'refused');
  const job = <JobActions key="job" followed={followed} acts={acts} />;
  const edit = edits && (
    <Act key="edit" words={editWords(followed)}>
      <ActionButton
        kind={entryThere ? 'primary' : 'plain'}
        label={`Edit the plan of ${displayName}`}
        onClick={() => onEdit(storeId)}
      >
        Edit the plan
      </ActionButton>
    </Act>
  );
  return (
    <>
      <Steps>
        {steps.map((step) => (
          <li key={step.step}>
            <StatusMark kind={markOf(followed, step)} text={stepWord(step, one.action)} />
            <Detail>
              {step.detail}
              {step.at !== undefined && (
                <>
                  {' '}
                  <When>
                    <StepTime at={step.at} />
                  </When>
                </>
              )}
              {step.step === 'seen in inventory' && seen && <Seen {...seen} />}
            </Detail>
          </li>
        ))}
      </Steps>
      {supersededAt !== null && (
        <Detail>
          Superseded by a later request to this store, sent{' '}
          <When>
            <StepTime at={supersededAt} />
          </When>
          . This job is not run again from here.
        </Detail>
      )}
      {edits && entryThere && (
        <StatusMark
          kind="info"
          text="An entry is in the way, and the same plan will likely fail again: choose what it replaces."
        />
      )}
      {/* What most likely helps comes first. By their keys both stay what they are: one may hold a question. */}
      {entryThere ? [edit, job] : [job, edit]}
      {gone && onDrop && (
        <Act words={false}>
          <ActionButton label={`Remove from the plan: ${displayName}`} onClick={() => onDrop(one)}>
            Remove from the plan
          </ActionButton>
        </Act>
      )}
    </>
  );
}

/** What editing the plan of a store leads to, and when it helps. */
function editWords({ fate, entryThere }: FollowedOne): string {
  if (entryThere) return 'A new job, for which you choose what it replaces.';
  if (fate !== 'failed' && fate !== 'refused') return 'A new job, with the plan as it was or as you change it.';
  const what = fate === 'failed' ? 'A new job' : 'Asks the server again';
  return `${what}, with a plan that you change: helps where alias, overwrite or parameters were the reason.`;
}

const Marks = styled('ol')({
  listStyle: 'none',
  display: 'flex',
  gap: 4,
  margin: 0,
  padding: 0,
  '& li': { display: 'inline-flex' },
});

/** The five steps as small marks, each with its word for those who do not see it. */
export function StepMarks({ followed }: { followed: FollowedOne }): ReactElement {
  return (
    <Marks>
      {followed.steps.map((step) => {
        const word = stepWord(step, followed.one.action);
        const state = isNotReached(followed, step) ? 'not reached' : step.state;
        return (
          <li key={step.step} title={word}>
            <StatusMark kind={markOf(followed, step)} text="" />
            <VisuallyHidden>
              {word}
              {state === 'done' || state === 'failed' ? '' : `: ${state}`}
            </VisuallyHidden>
          </li>
        );
      })}
    </Marks>
  );
}

const Frame = styled('section')(({ theme }) => ({
  margin: '8px 0',
  padding: '8px 16px',
  border: `1px solid ${theme.palette.divider}`,
  borderRadius: 'var(--radius)',
}));
const Head = styled('div')({
  display: 'flex',
  gap: '0 8px',
  alignItems: 'baseline',
  flexWrap: 'wrap',
  '& > strong': { fontWeight: 600, overflowWrap: 'anywhere' },
});
const Quiet = styled('span')(({ theme }) => ({
  color: theme.palette.text.secondary,
  minWidth: 0,
  overflowWrap: 'anywhere',
}));

/** What was asked of a store, beside its name; nothing where the store names its entries. */
export function AskedOf({ followed: { one } }: { followed: FollowedOne }): ReactElement {
  const { alias, replaces } = one.store;
  const word = one.action === 'remove' ? 'remove' : replaces ? 'replaces' : 'alias';
  return <Fragment>{alias.trim() !== '' && <Quiet>{`${word} ${alias.trim()}`}</Quiet>}</Fragment>;
}

/** One store's way from the request to the inventory. No step is green before its evidence is there. */
export function StoreTimeline(props: StepsProps): ReactElement {
  const { followed } = props;
  const { displayName } = followed.one.store;
  return (
    <Frame aria-label={displayName} {...(isIll(followed) ? { 'data-ill': '', tabIndex: -1 } : {})}>
      <Head>
        <strong>{displayName}</strong>
        <AskedOf followed={followed} />
      </Head>
      <StoreSteps {...props} />
    </Frame>
  );
}
