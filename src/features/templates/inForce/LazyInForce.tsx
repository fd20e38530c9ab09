import { lazy, Suspense, type ReactElement } from 'react';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';

const InForceSection = lazy(() => import('./InForceSection.tsx'));

/** What is in force for each rule and where it comes from; its code comes after the form's. */
export function LazyInForce(): ReactElement {
  const waiting = (
    <Section id="in-force" title="In force">
      <Loading what="the rules in force" />
    </Section>
  );
  return (
    <Suspense fallback={waiting}>
      <InForceSection />
    </Suspense>
  );
}
