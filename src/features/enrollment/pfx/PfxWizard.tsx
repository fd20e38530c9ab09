import { lazy, Suspense, useState, type ReactElement } from 'react';
import { Loading } from '../../../ui/Loading.tsx';
import { EnrollFrame, type EnrollStart } from '../EnrollFrame.tsx';
import { noPrefill } from '../prefill.ts';
import type { LinkedStores } from './linkedStores.ts';
import { PfxRound } from './PfxRound.tsx';

const PrefilledStores = lazy(() => import('./PrefilledStores.tsx'));

const noStores: LinkedStores = { planned: [], failed: {} };

/** A key pair made by the server, its certificate, and both as a file or in stores. */
export default function PfxWizard(): ReactElement {
  const [round, setRound] = useState(0);
  // A link fills in the first round only: "another" is another.
  const startOf = (start: EnrollStart): EnrollStart =>
    round === 0 ? start : { ...start, prefill: noPrefill, old: null };
  const again = () => setRound(round + 1);
  const drawn = (start: EnrollStart) => {
    const { stores: ids } = start.prefill;
    if (ids.length === 0) return <PfxRound key={round} start={start} stores={noStores} onAnother={again} />;
    return (
      <Suspense fallback={<Loading what="the stores of the link" />}>
        <PrefilledStores ids={ids}>
          {(stores) => <PfxRound key={round} start={start} stores={stores} onAnother={again} />}
        </PrefilledStores>
      </Suspense>
    );
  };
  return (
    <EnrollFrame
      kind="pfx"
      title="PFX enrollment"
      subtitle="The server makes the key and returns it with the certificate."
    >
      {(start) => drawn(startOf(start))}
    </EnrollFrame>
  );
}
