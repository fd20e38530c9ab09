import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { enrollmentContextQuery, patternChoicesQuery, type EnrollKind } from '../../api/enrollmentContext.ts';
import { explainPage } from '../../api/errors.ts';
import { meQuery, serverQuery, type Abilities } from '../../api/server.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { loadNote } from './LinkNote.tsx';
import { mayReadCertificates } from './pfx/mayReadCertificates.ts';
import { isPrefilled, prefillOf, type Prefill } from './prefill.ts';
import { prefilledChoice } from './prefilledChoice.ts';
import type { OldCertificate } from './renewal/oldCertificate.ts';
import { enrollChoices, type EnrollChoice, type Setup } from './setup.ts';
import { setupQuery } from './setupQuery.ts';
import { useFirst } from './useFirst.ts';

// Few wizards are opened for a certificate.
const loadOld = () => import('./renewal/OldCertificateFirst.tsx');
const OldCertificateFirst = lazy(loadOld);

/** Fetches what a link adds to the first step, while the server is asked: the form is drawn with it. */
function loadLinked(prefill: Prefill): void {
  if (!isPrefilled(prefill)) return;
  const { renew, replace } = prefill;
  void Promise.allSettled([
    loadNote(),
    (renew ?? replace) !== null && loadOld(),
    renew !== null && import('./renewal/RenewalStep.tsx'),
  ]);
}

// What stands below the title is about the steps: it leaves with them when the end is shown (`ResultTop`).
const Frame = styled('div')({ '&:has([data-wizard-end]) .about-steps': { display: 'none' } });

/** What a wizard starts from. */
export interface EnrollStart {
  abilities: Abilities;
  choices: readonly EnrollChoice[];
  /** The server has enrollment patterns, but the caller may not list them. */
  patternsHidden: boolean;
  initial: Setup | null;
  /** What the link that opened the page fills in. */
  prefill: Prefill;
  /** The certificate that the link renews or replaces; null: none, or its names are not taken from it. */
  old: OldCertificate | null;
}

interface EnrollFrameProps {
  kind: EnrollKind;
  title: string;
  subtitle: string;
  children: (start: EnrollStart) => ReactNode;
}

/** The page of a wizard: loads what the caller may enroll with, and a prefilled choice, before the form is made. */
export function EnrollFrame({ kind, title, subtitle, children }: EnrollFrameProps): ReactElement {
  return (
    <Frame>
      <Page title={title} subtitle={<span className="about-steps">{subtitle}</span>}>
        <Start kind={kind}>{children}</Start>
      </Page>
    </Frame>
  );
}

function Start({ kind, children }: Pick<EnrollFrameProps, 'kind' | 'children'>): ReactNode {
  const [search, setSearch] = useSearchParams();
  // Only the link that opened the page prefills; what is in the URL later is the wizard's own.
  const [prefill] = useState(() => prefillOf(search));
  useEffect(() => loadLinked(prefill), [prefill]);
  const [since] = useState(() => performance.now());
  const oldId = prefill.renew ?? prefill.replace;
  // The same words all the while: what comes is known, in which part of it the page is nobody asks.
  const waiting = (
    <Loading
      what={oldId === null ? 'what you may enroll with' : `certificate ${oldId} and what you may enroll with`}
      since={since}
    />
  );
  useEffect(() => {
    if (prefill.unused.length === 0) return;
    // What no wizard takes, a password perhaps, does not stay in the address.
    setSearch(
      (before) => {
        for (const name of prefill.unused) before.delete(name);
        return before;
      },
      { replace: true },
    );
  }, [prefill, setSearch]);
  const server = useQuery(serverQuery());
  const me = useQuery(meQuery());
  const context = useQuery(enrollmentContextQuery(kind));
  const hasPatterns = server.data?.abilities.enrollmentPatterns ?? false;
  const patterns = useQuery({ ...patternChoicesQuery(), enabled: hasPatterns });
  const ready = server.data && context.data && !me.isPending && (!hasPatterns || patterns.data !== undefined);
  const roles = me.data?.roles ?? null;
  const known = ready ? context.data : undefined;
  const listed = hasPatterns ? (patterns.data ?? null) : null;
  // Of thousands, not with every key and step.
  const choices = useMemo(() => (known ? enrollChoices(kind, known, listed, roles) : []), [kind, known, listed, roles]);
  const found =
    ready && choices.length > 0
      ? {
          abilities: server.data.abilities,
          choices,
          patternsHidden: hasPatterns && !patterns.data,
          certificates: mayReadCertificates(me.data?.permissions ?? null),
        }
      : undefined;
  const first = useFirst(found);
  if (first) {
    const { certificates, ...start } = first;
    const drawn = (old: OldCertificate | null): ReactNode => {
      const prefilled = prefilledChoice(start.choices, prefill, old);
      if (!prefilled) return children({ ...start, prefill, old, initial: null });
      return (
        <Prefilled choice={prefilled} waiting={waiting}>
          {(initial) => children({ ...start, prefill, old, initial })}
        </Prefilled>
      );
    };
    // A CSR brings names of its own.
    if (kind === 'csr' || oldId === null || !certificates) return drawn(null);
    return (
      <Suspense fallback={waiting}>
        <OldCertificateFirst id={oldId} renews={prefill.renew !== null} choices={start.choices} waiting={waiting}>
          {drawn}
        </OldCertificateFirst>
      </Suspense>
    );
  }
  if (!ready) return <Waiting queries={[server, context, patterns]} waiting={waiting} />;
  return (
    <EmptyState
      title="Nothing to enroll with"
      text={`The server offers you no template for ${kind === 'pfx' ? 'PFX' : 'CSR'} enrollment. A template appears here when it allows this kind of enrollment, a CA issues it, and one of your roles may use it.`}
    />
  );
}

interface PrefilledProps {
  choice: EnrollChoice;
  waiting: ReactElement;
  children: (setup: Setup) => ReactNode;
}

function Prefilled(props: PrefilledProps): ReactNode {
  const [wanted, setWanted] = useState(true);
  const setup = useQuery({ ...setupQuery(props.choice), enabled: wanted });
  const initial = useFirst(setup.data);
  // From here on only a pick loads rules: others would not fit what is in the form.
  if (wanted && initial) setWanted(false);
  return initial ? props.children(initial) : <Waiting queries={[setup]} waiting={props.waiting} />;
}

interface Asking {
  error: unknown;
  refetch: () => Promise<unknown>;
}

function Waiting({ queries, waiting }: { queries: readonly Asking[]; waiting: ReactElement }): ReactElement {
  const failed = queries.filter((query) => query.error !== null);
  if (failed[0] === undefined) return waiting;
  const again = (): void => {
    for (const query of failed) void query.refetch();
  };
  return <ErrorNotice error={explainPage(failed[0].error)} onRetry={again} />;
}
