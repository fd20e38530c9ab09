import { styled } from '@mui/material/styles';
import { lazy, Suspense, useId, useRef, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import { perTheme } from './perTheme.ts';
import { type Reason, reasonWords } from './reasonWays.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

// The reason is on the button as well: without the tip it can still be read there.
const ReasonTip = lazy(() => import('./ReasonTip.tsx').catch(() => ({ default: () => null })));

/** `outlined danger` opens what takes away; `danger` does it, or asks once more. */
export type ActionKind = 'primary' | 'plain' | 'danger' | 'outlined danger' | 'quiet';

const look = (kind: ActionKind) =>
  perTheme((theme) => {
    const { palette } = theme;
    const strong = kind === 'primary' ? palette.primary : kind === 'danger' ? palette.error : null;
    const line = kind === 'outlined danger' ? palette.error.main : undefined;
    return {
      display: 'inline-flex',
      alignItems: 'center',
      justifyContent: 'center',
      gap: 6,
      minHeight: 'var(--control)',
      padding: '0 12px',
      font: 'inherit',
      fontWeight: 500,
      textDecoration: 'none',
      borderRadius: 'var(--radius)',
      border: `1px solid ${strong?.main ?? line ?? (kind === 'quiet' ? 'transparent' : palette.grey[500])}`,
      backgroundColor: strong?.main ?? 'transparent',
      color: strong?.contrastText ?? line ?? palette.text.primary,
      cursor: 'pointer',
      '&:hover': { backgroundColor: strong?.dark ?? palette.action.hover },
      '&[aria-disabled="true"]': {
        cursor: 'default',
        color: palette.text.disabled,
        borderColor: palette.divider,
        backgroundColor: 'transparent',
      },
    };
  });

const looks: Readonly<Record<ActionKind, ReturnType<typeof look>>> = {
  primary: look('primary'),
  plain: look('plain'),
  danger: look('danger'),
  'outlined danger': look('outlined danger'),
  quiet: look('quiet'),
};

const Button = styled('button', { shouldForwardProp: (name) => name !== 'kind' })<{ kind: ActionKind }>((props) =>
  looks[props.kind](props),
);

export interface ActionButtonProps {
  children: ReactNode;
  kind?: ActionKind;
  type?: 'button' | 'submit';
  onClick?: () => void;
  /** Why it cannot be pressed now. The button stays reachable, so that the reason can be read. */
  disabledReason?: Reason | undefined;
  busy?: boolean;
  icon?: ReactNode;
  /** The name for screen readers where the visible words are not enough. */
  label?: string;
  /** Set where the button carries the focus of a table's row. */
  rowTabIndex?: number;
}

/** The button of this product: a verb, a reason when it cannot be pressed, which a press shows, no second press while busy. */
export function ActionButton(props: ActionButtonProps): ReactElement {
  const {
    children,
    kind = 'plain',
    type = 'button',
    onClick,
    disabledReason,
    busy = false,
    icon,
    label,
    rowTabIndex,
  } = props;
  const reasonId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [asked, setAsked] = useState(false);
  const words = reasonWords(disabledReason);
  const blocked = busy || disabledReason !== undefined;
  return (
    <>
      <Button
        ref={button}
        kind={kind}
        type={type}
        aria-label={label}
        {...(rowTabIndex === undefined ? {} : { tabIndex: rowTabIndex, 'data-row-focus': '' })}
        aria-disabled={blocked || undefined}
        aria-busy={busy || undefined}
        aria-describedby={disabledReason === undefined ? undefined : reasonId}
        title={words}
        onClick={(event) => {
          setAsked(disabledReason !== undefined);
          if (blocked) event.preventDefault();
          else onClick?.();
        }}
      >
        {icon}
        {children}
      </Button>
      {disabledReason !== undefined && (
        <>
          <VisuallyHidden id={reasonId}>{words}</VisuallyHidden>
          {asked && (
            <Suspense fallback={null}>
              <ReasonTip opener={button} reason={disabledReason} onClose={() => setAsked(false)} />
            </Suspense>
          )}
        </>
      )}
    </>
  );
}

const Anchor = Button.withComponent(Link);

/** A link to a page of the app that looks like a button. It stays in sight where it leads nowhere, and says why. */
export function ActionLink({
  to,
  kind = 'plain',
  disabledReason,
  children,
}: {
  to: string;
  kind?: ActionKind;
  disabledReason?: Reason | undefined;
  children: ReactNode;
}): ReactElement {
  if (disabledReason !== undefined) {
    return (
      <ActionButton kind={kind} disabledReason={disabledReason}>
        {children}
      </ActionButton>
    );
  }
  return (
    <Anchor kind={kind} to={to}>
      {children}
    </Anchor>
  );
}
